package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatcontract.conformance.corpus.model.Bodies;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.CaseSchemas;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.corpus.model.CorpusException;
import dev.chatcontract.conformance.corpus.model.Credentials;
import dev.chatcontract.conformance.corpus.model.ExpectedRequests;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.Invocation;
import dev.chatcontract.conformance.corpus.model.Origin;
import dev.chatcontract.conformance.corpus.model.ScriptedAnswer;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.conformance.corpus.model.Word;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cases written once, by hand, and run for every operation.
 *
 * <p>In a template, an object with the key {@code $success} means the operation's documented answer
 * with the given members changed, {@code $drop} names members to remove from it, and text may hold
 * <code>${success}</code> or <code>${open}</code>, the answer without its last brace.
 */
final class TemplateCases {
  static final List<String> FILES =
      List.of("malformed.yaml", "envelope.yaml", "transport.yaml", "auth.yaml", "wire.yaml");

  private static final String RESOURCES = "/dev/chatcontract/conformance/cases/";

  private final String file;
  private final String kind;
  private final JsonNode templates;
  private final Map<String, String> placeByName = new HashMap<>();

  private TemplateCases(String file, String source) {
    this.file = file;
    JsonNode root = CaseJson.yaml(file, source);
    CaseSchemas.template(file, source, root);
    this.kind = root.path("kind").asText();
    this.templates = root.path("cases");
    for (JsonNode template : templates) {
      String name = template.path("name").asText();
      placeByName.put(name, file + ":" + CaseSchemas.lineOf(source, "name: " + name) + " " + name);
    }
  }

  /** Holds the bundled templates, which are read on first use. */
  private static final class Bundled {
    static final List<TemplateCases> ALL = List.copyOf(read());
  }

  /** Returns the templates that come with the kit. */
  static List<TemplateCases> bundled() {
    return Bundled.ALL;
  }

  private static List<TemplateCases> read() {
    List<TemplateCases> all = new ArrayList<>();
    for (String name : FILES) {
      try (InputStream in = TemplateCases.class.getResourceAsStream(RESOURCES + name)) {
        if (in == null) {
          throw new IllegalStateException("the jar lacks " + RESOURCES + name);
        }
        all.add(
            new TemplateCases(
                "conformance-tests/corpus/" + name,
                new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /** Reads templates from a user's file. */
  static TemplateCases parse(String file, String source) {
    return new TemplateCases(file, source);
  }

  List<ConformanceCase> of(Subject subject) {
    List<ConformanceCase> cases = new ArrayList<>();
    for (JsonNode template : templates) {
      ObjectNode request = request(subject, CaseJson.text(template.path("request"), "smallest"));
      boolean envelope = subject.operation.envelope() != null;
      if (request != null && (envelope || !template.path("envelope").asBoolean(false))) {
        cases.add(expand(subject, template, request));
      }
    }
    return cases;
  }

  private static @Nullable ObjectNode request(Subject subject, String which) {
    return switch (which) {
      case "repeatable" -> subject.idempotentRequest();
      case "one-shot" -> subject.oneShotRequest();
      default -> subject.request();
    };
  }

  private ConformanceCase expand(Subject subject, JsonNode template, ObjectNode request) {
    String name = template.path("name").asText();
    Subject.Draft draft =
        subject
            .draft(kind, name, template.path("title").asText())
            .at(placeByName.get(name))
            .provenance(
                Word.of(Origin.class, template.path("provenance").asText()).orElse(Origin.INFERRED))
            .page(template.hasNonNull("page") ? template.path("page").asText() : null);
    draft.call(invocation(template, request)).options(settings(template.path("options")));
    template
        .path("requires")
        .forEach(feature -> draft.needs(convert(name, feature, Feature.class)));
    template.path("covers").forEach(what -> draft.covers(new Tag(what.asText())));
    for (JsonNode answer : template.path("answers")) {
      for (int i = 0; i < answer.path("times").asInt(1); i++) {
        draft.answers(answer(subject, answer));
      }
    }
    draft.requests(requests(template.path("requests"), request));
    for (JsonNode outcome : template.path("outcomes")) {
      draft.outcome(convert(name, filled(subject, outcome), CallOutcome.class));
    }
    return draft
        .within(template.hasNonNull("withinMs") ? template.path("withinMs").asLong() : null)
        .build();
  }

  private static Invocation invocation(JsonNode template, ObjectNode request) {
    Credentials credentials = Credentials.DEFAULT;
    JsonNode other = template.path("credentials");
    if (other.isObject()) {
      credentials =
          new Credentials(
              other.path("sdkappid").asLong(credentials.sdkappid()),
              CaseJson.text(other.path("identifier"), credentials.identifier()),
              CaseJson.text(other.path("secretKey"), credentials.secretKey()));
    }
    return Invocation.call(request, CallSettings.STRICT)
        .withCredentials(credentials)
        .times(template.path("count").asInt(1), template.path("concurrent").asBoolean(false));
  }

  private static CallSettings settings(JsonNode options) {
    return new CallSettings(
        options.hasNonNull("deadlineMs") ? options.path("deadlineMs").asLong() : null,
        options.path("retries").asInt(0),
        Word.of(CallSettings.Validation.class, options.path("validation").asText())
            .orElse(CallSettings.Validation.STRICT),
        options.hasNonNull("locale") ? options.path("locale").asText() : null,
        options.hasNonNull("maxResponseBytes") ? options.path("maxResponseBytes").asLong() : null,
        null);
  }

  private static ExpectedRequests requests(JsonNode requests, ObjectNode body) {
    if (requests.isObject()) {
      int max = requests.path("max").asInt();
      List<JsonNode> bodies = new ArrayList<>();
      for (int i = 0; i < max; i++) {
        bodies.add(body);
      }
      return new ExpectedRequests(
          requests.path("min").asInt(),
          max,
          CaseJson.text(requests.path("bodies"), "same").equals("any") ? null : bodies,
          null,
          null,
          null);
    }
    int count = requests.asInt(1);
    return count == 0 ? ExpectedRequests.none() : ExpectedRequests.repeated(count, body);
  }

  private ScriptedAnswer answer(Subject subject, JsonNode template) {
    ObjectNode answer = (ObjectNode) filled(subject, template);
    answer.remove("times");
    if (answer.has("bytes")) {
      answer.put("base64", bytes(answer.remove("bytes")));
    }
    if (answer.has("repeatText")) {
      JsonNode repeat = answer.remove("repeatText");
      String filler = repeat.path("text").asText().repeat(repeat.path("times").asInt());
      answer.put("text", CaseJson.text(answer.path("text"), "").replace("${filler}", filler));
    }
    return convert(template.toString(), answer, ScriptedAnswer.class);
  }

  private static String bytes(JsonNode parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (JsonNode part : parts) {
      byte[] block =
          part.has("hex")
              ? HexFormat.of().parseHex(part.path("hex").asText())
              : part.path("text").asText().getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(block);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private <T> T convert(String what, JsonNode tree, Class<T> type) {
    try {
      return CaseJson.MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new CorpusException(file, what + ": " + e.getOriginalMessage(), e);
    }
  }

  /** Returns the tree with every placeholder filled for this operation. */
  private static JsonNode filled(Subject subject, JsonNode node) {
    if (node.isTextual()) {
      String text = node.asText();
      if (!text.contains("${")) {
        return node;
      }
      String success = CaseJson.line(subject.success());
      return TextNode.valueOf(
          text.replace("${success}", success)
              .replace("${open}", success.substring(0, success.length() - 1)));
    }
    if (node.isArray()) {
      ArrayNode copy = Bodies.JSON.arrayNode();
      node.forEach(item -> copy.add(filled(subject, item)));
      return copy;
    }
    if (node.isObject()) {
      ObjectNode copy = Bodies.JSON.objectNode();
      if (node.has("$success")) {
        copy = subject.success();
        copy.setAll((ObjectNode) node.get("$success").deepCopy());
        for (JsonNode dropped : node.path("$drop")) {
          copy.remove(dropped.asText());
        }
        return copy;
      }
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        copy.set(member.getKey(), filled(subject, member.getValue()));
      }
      return copy;
    }
    return node;
  }
}
