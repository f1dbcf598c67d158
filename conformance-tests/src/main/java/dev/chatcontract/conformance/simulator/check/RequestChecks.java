package dev.chatcontract.conformance.simulator.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Envelopes;
import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.answer.PublicCodes;
import dev.chatcontract.conformance.simulator.answer.Samples;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.contract.checker.CheckedRule;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.AuthRole;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.signer.Malformed;
import dev.chatcontract.signer.UserSigClaims;
import dev.chatcontract.signer.UserSigVerifier;
import dev.chatcontract.signer.Verification;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All checks of a request that do not need the world: path, method, query, signature, JSON and the
 * contract's schema, in that order. The first problem determines the code.
 */
public final class RequestChecks {
  private static final ObjectReader STRICT_JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /** How Jackson describes a place when it must not quote the text. */
  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: REDACTED \\([^)]*\\); ([^]]*)]");

  private static final BigInteger LARGEST_RANDOM = BigInteger.valueOf(0xFFFF_FFFFL);
  // More violations than this help nobody.
  private static final int VIOLATIONS_TOLD = 5;

  /** Rules whose messages quote the contract's reason. */
  private static final Set<CheckedRule> REASONED =
      EnumSet.of(CheckedRule.REJECTED_VALUES, CheckedRule.APPLIES_WHEN, CheckedRule.LIMITS_WHEN);

  // Limits the memory used if a client creates a new signature for every request.
  private static final int PROVEN_KEPT = 256;

  private final Map<String, OperationDef> byPath = new HashMap<>();
  private final Map<String, Integer> invalidCodes = new HashMap<>();
  private final SchemaValidator validator;
  private final SimulatedApp app;
  private final UserSigVerifier verifier;
  private final Clock clock;

  /**
   * Signatures that were verified before: a client sends the same one for hours, and only time can
   * invalidate a verified one.
   */
  private final Map<String, UserSigClaims> proven = new ConcurrentHashMap<>();

  private final BiFunction<OperationDef, ObjectNode, Outcome.@Nullable Failure> refusals;
  private final boolean documentedAnswers;

  public RequestChecks(
      Contract contract,
      SimulatedApp app,
      UserSigVerifier verifier,
      Clock clock,
      BiFunction<OperationDef, ObjectNode, Outcome.@Nullable Failure> refusals,
      boolean documentedAnswers) {
    this.app = app;
    this.verifier = verifier;
    this.clock = clock;
    this.refusals = refusals;
    this.documentedAnswers = documentedAnswers;
    this.validator = new SchemaValidator(contract);
    Envelopes envelopes = new Envelopes(contract);
    for (OperationDef operation : contract.operations()) {
      byPath.put(operation.path(), operation);
      invalidCodes.put(operation.name(), envelopes.invalidRequestCode(operation));
    }
  }

  public CheckedRequest check(String method, String target, byte[] body) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    OperationDef operation = byPath.get(path);
    if (operation == null) {
      return CheckedRequest.wrong(
          null, PublicCodes.UNKNOWN_RESOURCE, "no operation has the path " + Excerpt.of(path));
    }
    if (!method.equals(operation.method())) {
      return CheckedRequest.wrong(
          operation,
          PublicCodes.REQUEST_UNPARSABLE,
          "the method must be " + operation.method() + ", not " + method);
    }
    CheckedRequest unsigned = checkQuery(operation, RequestQuery.of(target));
    return unsigned == null ? checkBody(operation, body) : unsigned;
  }

  private @Nullable CheckedRequest checkQuery(OperationDef operation, RequestQuery query) {
    String undecodable = query.undecodable();
    if (undecodable != null) {
      return CheckedRequest.wrong(
          operation,
          PublicCodes.REQUEST_UNPARSABLE,
          "the query is not valid percent-encoding at " + undecodable.length() + " characters");
    }
    String identifier = "";
    String signature = "";
    for (AuthParameterDef parameter : operation.auth()) {
      int count = query.count(parameter.name());
      String value = query.value(parameter.name());
      if (count != 1 || value.isEmpty()) {
        return absentOrRepeated(operation, parameter, count);
      }
      String wrong = "query parameter " + parameter.name() + " ";
      switch (parameter.role()) {
        case APP_ID -> {
          if (!isUnsigned(value)) {
            return CheckedRequest.wrong(
                operation, PublicCodes.APP_ID_INVALID, wrong + "must be a number in ASCII digits");
          }
          if (!value.equals(Long.toString(app.appId()))) {
            return CheckedRequest.wrong(
                operation, PublicCodes.APP_NOT_FOUND, wrong + "names an app that is not here");
          }
        }
        case IDENTIFIER -> identifier = value;
        case SIGNATURE -> signature = value;
        case NONCE -> {
          if (!isUnsigned(value) || new BigInteger(value).compareTo(LARGEST_RANDOM) > 0) {
            return CheckedRequest.wrong(
                operation,
                PublicCodes.REQUEST_UNPARSABLE,
                wrong + "must be a number from 0 to " + LARGEST_RANDOM);
          }
        }
        case FORMAT -> {
          String constant = parameter.constant();
          if (constant != null && !value.equals(constant)) {
            return CheckedRequest.wrong(
                operation, PublicCodes.REQUEST_UNPARSABLE, wrong + "must be " + constant);
          }
        }
      }
    }
    return checkSignature(operation, identifier, signature);
  }

  private static CheckedRequest absentOrRepeated(
      OperationDef operation, AuthParameterDef parameter, int count) {
    if (count > 1) {
      return CheckedRequest.wrong(
          operation,
          PublicCodes.REQUEST_UNPARSABLE,
          "query parameter " + parameter.name() + " is there " + count + " times");
    }
    int code =
        switch (parameter.role()) {
          case APP_ID -> PublicCodes.APP_ID_MISSING;
          case IDENTIFIER -> PublicCodes.ACCOUNT_MISSING;
          case SIGNATURE -> PublicCodes.SIGNATURE_EMPTY;
          case NONCE, FORMAT -> PublicCodes.REQUEST_UNPARSABLE;
        };
    return CheckedRequest.wrong(
        operation, code, "query parameter " + parameter.name() + " is absent or empty");
  }

  private @Nullable CheckedRequest checkSignature(
      OperationDef operation, String identifier, String signature) {
    if (operation.auth().stream().noneMatch(p -> p.role() == AuthRole.SIGNATURE)) {
      return null;
    }
    Verification verification = verify(signature, identifier);
    if (verification instanceof Verification.Ok) {
      return app.administrators().contains(identifier)
          ? null
          : CheckedRequest.wrong(operation, PublicCodes.NOT_ADMINISTRATOR, null);
    }
    if (verification instanceof Malformed malformed) {
      return CheckedRequest.wrong(operation, PublicCodes.SIGNATURE_INVALID, malformed.detail());
    }
    int code =
        verification instanceof Verification.Expired
            ? PublicCodes.SIGNATURE_EXPIRED
            : verification instanceof Verification.BadSignature
                ? PublicCodes.SIGNED_WITH_OTHER_KEY
                : verification instanceof Verification.OtherApp
                    ? PublicCodes.SIGNED_FOR_OTHER_APP
                    : verification instanceof Verification.OtherIdentifier
                        ? PublicCodes.SIGNED_FOR_OTHER_IDENTIFIER
                        : PublicCodes.SIGNATURE_INVALID;
    return CheckedRequest.wrong(operation, code, null);
  }

  private Verification verify(String signature, String identifier) {
    UserSigClaims known = proven.get(signature);
    long now = clock.instant().getEpochSecond();
    // The clock of a simulator may also be set back.
    if (known != null
        && known.identifier().equals(identifier)
        && now <= known.expiresAt()
        && now >= known.issuedAt()) {
      return new Verification.Ok(known);
    }
    Verification verification = verifier.verify(signature, identifier);
    if (verification instanceof Verification.Ok ok) {
      if (proven.size() >= PROVEN_KEPT) {
        proven.clear();
      }
      proven.put(signature, ok.claims());
    }
    return verification;
  }

  private CheckedRequest checkBody(OperationDef operation, byte[] bytes) {
    SchemaDef schema = operation.request();
    JsonNode json;
    try {
      json = STRICT_JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      return CheckedRequest.wrong(operation, PublicCodes.JSON_UNPARSABLE, null)
          .with(SOURCE.matcher(e.getOriginalMessage()).replaceAll("$1"));
    } catch (IOException e) {
      return CheckedRequest.wrong(operation, PublicCodes.JSON_UNPARSABLE, "the body is not UTF-8");
    }
    if (!(json instanceof ObjectNode body)) {
      return CheckedRequest.wrong(
          operation, PublicCodes.JSON_UNPARSABLE, "the body must be a JSON object");
    }
    if (schema == null
        || (documentedAnswers && Samples.documentedAnswer(operation, body) != null)) {
      return CheckedRequest.fine(operation, body);
    }
    Outcome.Failure refusal = refusals.apply(operation, body);
    if (refusal != null) {
      return new CheckedRequest(operation, refusal.code(), refusal.info(), null, body);
    }
    List<Violation> violations =
        validator.request(operation, body).stream().filter(Violation::isError).toList();
    if (violations.isEmpty()) {
      return CheckedRequest.fine(operation, body);
    }
    String all =
        violations.stream()
            .limit(VIOLATIONS_TOLD)
            .map(violation -> violation.message() + " (at " + violation.pointer() + ")")
            .collect(Collectors.joining("; "));
    int code = invalidCodes.get(operation.name());
    return new CheckedRequest(operation, code, told(violations.get(0)), all, body);
  }

  /**
   * Returns the message for a client: it names the member, and omits reasons that the contract
   * gives to its readers.
   */
  private static String told(Violation violation) {
    return REASONED.contains(violation.rule())
        ? violation.property() + " is not valid here"
        : Excerpt.of(violation.message());
  }

  private static boolean isUnsigned(String value) {
    return value.chars().allMatch(c -> c >= '0' && c <= '9')
        && value.getBytes(StandardCharsets.UTF_8).length <= 20;
  }
}
