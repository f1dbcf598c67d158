package dev.chatcontract.spring;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.Operations;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.text.Redaction;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SecretUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the client can work: the key can be read and can sign and, only if an operation is
 * named, the service answers it.
 */
final class ChatHealth {
  private final ChatClient client;
  private final @Nullable ChatCredentials credentials;
  private final @Nullable Operation<?, ?> operation;
  private final JsonNode body;
  private final CallOptions options;

  ChatHealth(
      ChatProperties.Health properties, ChatClient client, @Nullable ChatCredentials credentials) {
    this.client = client;
    this.credentials = credentials;
    this.operation = operation(properties.operation());
    this.body = body(properties.body());
    this.options = options(properties.timeout());
  }

  /** The result; it is unknown for a client that the application defines without credentials. */
  enum State {
    UP,
    DOWN,
    UNKNOWN
  }

  record Report(State state, Map<String, Object> details) {}

  Report look() {
    Map<String, Object> details = new LinkedHashMap<>();
    State state = State.UNKNOWN;
    if (credentials != null) {
      details.put("sdkAppId", credentials.appId());
      details.put("identifier", credentials.identifier());
      try {
        credentials.sign(Instant.now().getEpochSecond(), 1);
        state = State.UP;
      } catch (RuntimeException e) { // whatever a vault throws
        return down(details, e);
      }
    }
    if (operation == null) {
      details.put("called", "nothing, see chat.health.operation");
      return new Report(state, details);
    }
    details.put("called", operation.name());
    try {
      client.callRaw(operation, body, options);
      return new Report(State.UP, details);
    } catch (ApiException e) {
      details.put("code", e.code());
      return down(details, e);
    } catch (RuntimeException e) { // also what an interceptor of the application throws
      return down(details, e);
    }
  }

  private static Report down(Map<String, Object> details, RuntimeException e) {
    details.put(
        "error",
        e instanceof ChatException || e instanceof SecretUnavailableException
            ? String.valueOf(e.getMessage())
            : Redaction.hidden(e.toString()));
    return new Report(State.DOWN, details);
  }

  private static @Nullable Operation<?, ?> operation(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    List<Operation<?, ?>> harmless = Operations.all().stream().filter(Operation::reads).toList();
    return harmless.stream()
        .filter(operation -> operation.name().equals(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new ChatPropertiesException(
                    List.of(
                        "chat.health.operation is "
                            + Redaction.given(name)
                            + "; it may be one of those that change nothing: "
                            + harmless.stream()
                                .map(Operation::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static CallOptions options(Duration timeout) {
    try {
      return CallOptions.none().deadline(timeout).retries(0);
    } catch (IllegalArgumentException e) {
      throw new ChatPropertiesException(List.of("chat.health.timeout: " + e.getMessage()));
    }
  }

  private static JsonNode body(String json) {
    try {
      JsonNode body =
          new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(json);
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException e) {
      // reported below
    }
    throw new ChatPropertiesException(
        List.of("chat.health.body must be a JSON object, such as {\"Limit\": 1}"));
  }
}
