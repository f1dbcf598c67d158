package dev.chatcontract.conformance.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Envelopes;
import dev.chatcontract.conformance.simulator.answer.PublicCodes;
import dev.chatcontract.conformance.simulator.answer.Samples;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.AuthRole;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contract as stub files for a plain WireMock server without any code of ours: the documented
 * samples, and every error code for callers whose identifier is {@code error-<code>}.
 *
 * <p>Such a server checks no signature and stores nothing; {@link Simulator} does.
 */
public final class WireMockMappings {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  // WireMock tries the smallest number first.
  private static final int ERROR_PRIORITY = 1;
  private static final int SAMPLE_PRIORITY = 3;
  private static final int ANY_BODY_PRIORITY = 5;
  private static final int UNSIGNED_PRIORITY = 7;
  private static final int ELSEWHERE_PRIORITY = 9;

  private final Contract contract;
  private final Envelopes envelopes;
  private final Map<String, ObjectNode> files = new LinkedHashMap<>();

  private WireMockMappings(Contract contract) {
    this.contract = contract;
    this.envelopes = new Envelopes(contract);
    contract.operations().forEach(this::add);
    addCommon();
  }

  /** Writes the bundled contract's stubs below the directory that is the only argument. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("usage: WireMockMappings DIRECTORY");
    }
    write(ContractReader.bundled(), Path.of(args[0]));
  }

  /**
   * Writes {@code mappings/*.json} below a directory, as WireMock's {@code --root-dir} expects, and
   * deletes what was there before.
   *
   * @return the number of files written
   */
  public static int write(Contract contract, Path directory) throws IOException {
    Path mappings = Files.createDirectories(directory.resolve("mappings"));
    try (Stream<Path> old = Files.list(mappings)) {
      for (Path file : old.filter(path -> path.toString().endsWith(".json")).toList()) {
        Files.delete(file);
      }
    }
    Map<String, ObjectNode> files = new WireMockMappings(contract).files;
    for (Map.Entry<String, ObjectNode> file : files.entrySet()) {
      Files.writeString(
          mappings.resolve(file.getKey() + ".json"),
          JSON.writeValueAsString(file.getValue()) + "\n",
          StandardCharsets.UTF_8);
    }
    return files.size();
  }

  /**
   * Returns a stub that gives this response to a signed request with this body.
   *
   * @param body null for any body
   * @param response the response in the form of WireMock's mappings
   */
  public static ObjectNode mapping(
      OperationDef operation, String name, @Nullable JsonNode body, ObjectNode response) {
    ObjectNode request = signed(operation);
    if (body != null) {
      request.putArray("bodyPatterns").addObject().set("equalToJson", body);
    }
    ObjectNode stub = stub(name, SAMPLE_PRIORITY, operation.summary(), request);
    stub.set("response", response);
    return stub;
  }

  private void add(OperationDef operation) {
    for (SampleDef sample : operation.requestSamples()) {
      JsonNode answer = Samples.answerOf(operation, sample);
      if (answer != null) {
        ObjectNode request = signed(operation);
        request.putArray("bodyPatterns").addObject().set("equalToJson", sample.value());
        put(
            operation.name() + "-" + sample.id(),
            SAMPLE_PRIORITY,
            sample.summary(),
            request,
            answer);
      }
    }
    List<SampleDef> successes = Samples.successes(operation);
    put(
        operation.name() + "-any-body",
        ANY_BODY_PRIORITY,
        "Any other request of " + operation.name(),
        signed(operation),
        successes.isEmpty() ? envelopes.success(operation) : successes.get(0).value());
    put(
        operation.name() + "-unsigned",
        UNSIGNED_PRIORITY,
        "A request of " + operation.name() + " without all of its query parameters",
        at(operation),
        envelopes.failure(operation, PublicCodes.REQUEST_UNPARSABLE, null));
    for (ErrorDef error : operation.errors()) {
      ObjectNode request = at(operation);
      asked(request, operation, "error-" + error.code());
      put(
          operation.name() + "-error-" + error.code(),
          ERROR_PRIORITY,
          error.name(),
          request,
          envelopes.failure(operation, error.code(), null));
    }
  }

  private void addCommon() {
    if (contract.operations().isEmpty()) {
      return;
    }
    OperationDef any = contract.operations().get(0);
    String paths =
        contract.operations().stream()
            .map(operation -> Pattern.quote(operation.path()))
            .collect(Collectors.joining("|"));
    for (ErrorDef error : contract.commonErrors()) {
      ObjectNode request = NODES.objectNode();
      request.put("method", "ANY");
      request.put("urlPathPattern", paths);
      asked(request, any, "error-" + error.code());
      put(
          "common-error-" + error.code(),
          // After the operations' own texts for the same code.
          ERROR_PRIORITY + 1,
          error.name(),
          request,
          envelopes.failure(null, error.code(), null));
    }
    ObjectNode elsewhere = NODES.objectNode();
    elsewhere.put("method", "ANY");
    elsewhere.put("urlPathPattern", ".*");
    put(
        "unknown-path",
        ELSEWHERE_PRIORITY,
        "A path that the contract does not have",
        elsewhere,
        envelopes.failure(null, PublicCodes.UNKNOWN_RESOURCE, null));
    ObjectNode gateway = NODES.objectNode();
    gateway.put("method", "ANY");
    gateway.put("urlPathPattern", paths);
    asked(gateway, any, "http-502");
    ObjectNode stub = stub("http-502", ERROR_PRIORITY, "The gateway's page", gateway);
    ObjectNode response = stub.putObject("response");
    response.put("status", 502);
    response.putObject("headers").put("Content-Type", "text/html");
    response.put("body", Faults.BAD_GATEWAY_PAGE);
    files.put("http-502", stub);
  }

  private static ObjectNode at(OperationDef operation) {
    ObjectNode request = NODES.objectNode();
    request.put("method", operation.method());
    request.put("urlPath", operation.path());
    return request;
  }

  /**
   * Returns a request pattern that requires every query parameter of a signed request in the
   * correct form; it does not verify the signature.
   */
  private static ObjectNode signed(OperationDef operation) {
    ObjectNode request = at(operation);
    ObjectNode query = request.putObject("queryParameters");
    for (AuthParameterDef parameter : operation.auth()) {
      ObjectNode matcher = query.putObject(parameter.name());
      String constant = parameter.constant();
      if (constant != null) {
        matcher.put("equalTo", constant);
      } else {
        boolean number = parameter.role() == AuthRole.APP_ID || parameter.role() == AuthRole.NONCE;
        matcher.put("matches", number ? "[0-9]+" : ".+");
      }
    }
    return request;
  }

  private static void asked(ObjectNode request, OperationDef operation, String identifier) {
    for (AuthParameterDef parameter : operation.auth()) {
      if (parameter.role() == AuthRole.IDENTIFIER) {
        request.putObject("queryParameters").putObject(parameter.name()).put("equalTo", identifier);
      }
    }
  }

  private void put(String name, int priority, String title, ObjectNode request, JsonNode answer) {
    ObjectNode stub = stub(name, priority, title, request);
    ObjectNode response = stub.putObject("response");
    response.put("status", 200);
    response.putObject("headers").put("Content-Type", "application/json");
    response.set("jsonBody", answer);
    files.put(name, stub);
  }

  private static ObjectNode stub(String name, int priority, String title, ObjectNode request) {
    ObjectNode stub = NODES.objectNode();
    // The same id in every build.
    stub.put("id", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    stub.put("name", name + ": " + title);
    stub.put("priority", priority);
    stub.set("request", request);
    return stub;
  }
}
