package dev.chatcontract.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says besides its value: HTTP status, headers, and members of its body that the
 * contract need not know, such as the server's number of the request. See {@link
 * CallOptions#onAnswer}; not to be kept after that call.
 */
public final class RawAnswer {
  private final Operation<?, ?> operation;
  private final int attempt;
  private final int status;
  private final Headers headers;
  private final @Nullable Buffer body;

  RawAnswer(
      Operation<?, ?> operation, int attempt, int status, Headers headers, @Nullable Buffer body) {
    this.operation = operation;
    this.attempt = attempt;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The operation that was called. */
  public Operation<?, ?> operation() {
    return operation;
  }

  /** Which attempt was answered, from 1. */
  public int attempt() {
    return attempt;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** All headers; names in lower case. */
  public Map<String, List<String>> headers() {
    return headers.toMultimap();
  }

  /** The last value of a header; case does not matter. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * A text or number that the body has at its top level under this name; empty if there is none, or
   * if the status is not 200. The answer need not be a success, nor be as the contract says.
   */
  public Optional<String> member(String name) {
    if (body == null) {
      return Optional.empty();
    }
    try (JsonParser p = Json.parser(body)) {
      if (p.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (String at = p.nextFieldName(); at != null; at = p.nextFieldName()) {
        JsonToken value = p.nextToken();
        if (at.equals(name)) {
          return value.isScalarValue() && value != JsonToken.VALUE_NULL
              ? Optional.of(p.getText())
              : Optional.empty();
        }
        p.skipChildren();
      }
    } catch (IOException notJson) {
      // Then it has no members.
    }
    return Optional.empty();
  }

  /** Operation, attempt and status; headers may be secret. */
  @Override
  public String toString() {
    return operation + " attempt " + attempt + " answered with HTTP status " + status;
  }
}
