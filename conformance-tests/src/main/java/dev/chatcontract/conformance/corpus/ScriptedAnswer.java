package dev.chatcontract.conformance.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the scripted server does with one request.
 *
 * @param status null means 200
 * @param headers sent as they are; {@code Content-Type} is {@code application/json} unless named
 * @param json the body as a JSON value; at most one of json, text and base64 is set
 * @param text the body as UTF-8 text
 * @param base64 the body as bytes
 * @param transfer null means plain
 * @param declaredLength a Content-Length that is not the body's length
 * @param fault where the answer breaks off; null means nowhere
 * @param cutAfter how many bytes of the body go out before an in-body fault; null means half
 * @param headerDelayMs wait before the status line
 * @param bodyDelayMs wait between header and body
 * @param dribbleBytes body bytes that go out at a time, with {@code dribbleMs} between
 */
public record ScriptedAnswer(
    @Nullable Integer status,
    @Nullable Map<String, String> headers,
    @Nullable JsonNode json,
    @Nullable String text,
    @Nullable String base64,
    @Nullable Transfer transfer,
    @Nullable Long declaredLength,
    @Nullable Break fault,
    @Nullable Integer cutAfter,
    @Nullable Integer headerDelayMs,
    @Nullable Integer bodyDelayMs,
    @Nullable Integer dribbleBytes,
    @Nullable Integer dribbleMs) {

  /** How the body goes out. */
  public enum Transfer implements Word {
    PLAIN,
    CHUNKED,
    GZIP,
    /** The header says gzip, the body is not. */
    FALSE_GZIP
  }

  /** A 200 with this JSON. */
  public static ScriptedAnswer json(JsonNode body) {
    return new ScriptedAnswer(
        null, null, body, null, null, null, null, null, null, null, null, null, null);
  }

  /** A 200 whose body is exactly this text. */
  public static ScriptedAnswer text(String body) {
    return new ScriptedAnswer(
        null, null, null, body, null, null, null, null, null, null, null, null, null);
  }

  /** No answer but this. */
  public static ScriptedAnswer fault(Break fault) {
    return new ScriptedAnswer(
        null, null, null, null, null, null, null, fault, null, null, null, null, null);
  }

  /** An empty answer with this status. */
  public static ScriptedAnswer status(int status) {
    return new ScriptedAnswer(
        status, null, null, "", null, null, null, null, null, null, null, null, null);
  }
}
