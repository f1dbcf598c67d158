package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the scripted server does with one request.
 *
 * @param status HTTP status; null means 200
 * @param headers headers, sent unchanged; {@code Content-Type} is {@code application/json} unless
 *     given
 * @param transfer how the body is sent; null means plain
 * @param declaredLength a Content-Length that differs from the body's length
 * @param ending where the answer breaks off; null means that it is complete
 * @param pace how fast the answer is sent; null means at once
 */
public record ScriptedAnswer(
    @Nullable Integer status,
    @Nullable Map<String, String> headers,
    @JsonUnwrapped Body body,
    @Nullable Transfer transfer,
    @Nullable Long declaredLength,
    @JsonUnwrapped @Nullable Ending ending,
    @JsonUnwrapped @Nullable Pace pace) {

  /** How the body is sent. */
  public enum Transfer implements Word {
    PLAIN,
    CHUNKED,
    GZIP,
    /** The header says gzip, but the body is not compressed. */
    FALSE_GZIP
  }

  /** The body before it is compressed or cut off. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public sealed interface Body {
    /** Returns the bytes to send. */
    byte[] bytes();
  }

  /** A body as a JSON value. */
  public record Json(JsonNode json) implements Body {
    @Override
    public byte[] bytes() {
      return CaseJson.line(json).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** A body as text, in UTF-8. */
  public record Text(String text) implements Body {
    @Override
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** A body as bytes in Base64. */
  public record Base64(String base64) implements Body {
    @Override
    public byte[] bytes() {
      return java.util.Base64.getDecoder().decode(base64);
    }
  }

  /** No body. */
  public record Empty() implements Body {
    @Override
    public byte[] bytes() {
      return new byte[0];
    }
  }

  /**
   * Where the answer breaks off.
   *
   * @param cutAfter how many bytes of the body are sent before a break in it; null means half
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Ending(@Nullable Break fault, @Nullable Integer cutAfter) {}

  /**
   * How fast the answer is sent; null means at once.
   *
   * @param headerDelayMs wait before the status line
   * @param bodyDelayMs wait between header and body
   * @param dribbleBytes body bytes sent at a time, with a pause of {@code dribbleMs} after them
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Pace(
      @Nullable Integer headerDelayMs,
      @Nullable Integer bodyDelayMs,
      @Nullable Integer dribbleBytes,
      @Nullable Integer dribbleMs) {
    /** No waiting. */
    public static final Pace AT_ONCE = new Pace(null, null, null, null);
  }

  /** Returns a 200 with this JSON. */
  public static ScriptedAnswer json(JsonNode body) {
    return whole(null, new Json(body));
  }

  /** Returns a 200 whose body is exactly this text. */
  public static ScriptedAnswer text(String body) {
    return whole(null, new Text(body));
  }

  /** Returns an answer that only breaks off in this way. */
  public static ScriptedAnswer broken(Break how) {
    return new ScriptedAnswer(null, null, new Empty(), null, null, new Ending(how, null), null);
  }

  /** Returns an empty answer with this status. */
  public static ScriptedAnswer status(int status) {
    return whole(status, new Text(""));
  }

  private static ScriptedAnswer whole(@Nullable Integer status, Body body) {
    return new ScriptedAnswer(status, null, body, null, null, null, null);
  }

  /** Reads the flat object that cases contain. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ScriptedAnswer read(JsonNode tree) throws JsonProcessingException {
    Class<? extends Body> body =
        tree.has("json")
            ? Json.class
            : tree.has("base64") ? Base64.class : tree.has("text") ? Text.class : Empty.class;
    return new ScriptedAnswer(
        CaseJson.MAPPER.treeToValue(tree.get("status"), Integer.class),
        CaseJson.MAPPER.treeToValue(tree.get("headers"), new TypeReference<>() {}),
        CaseJson.MAPPER.treeToValue(tree, body),
        CaseJson.MAPPER.treeToValue(tree.get("transfer"), Transfer.class),
        CaseJson.MAPPER.treeToValue(tree.get("declaredLength"), Long.class),
        CaseJson.MAPPER.treeToValue(tree, Ending.class),
        CaseJson.MAPPER.treeToValue(tree, Pace.class));
  }

  /** Returns where the answer breaks off; null if it does not. */
  public @Nullable Break fault() {
    return ending == null ? null : ending.fault();
  }
}
