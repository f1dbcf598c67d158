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
 * @param status null means 200
 * @param headers sent as they are; {@code Content-Type} is {@code application/json} unless named
 * @param transfer null means plain
 * @param declaredLength a Content-Length that is not the body's length
 * @param ending null means that the answer is whole
 * @param pace null means at once
 */
public record ScriptedAnswer(
    @Nullable Integer status,
    @Nullable Map<String, String> headers,
    @JsonUnwrapped Body body,
    @Nullable Transfer transfer,
    @Nullable Long declaredLength,
    @JsonUnwrapped @Nullable Ending ending,
    @JsonUnwrapped @Nullable Pace pace) {

  /** How the body goes out. */
  public enum Transfer implements Word {
    PLAIN,
    CHUNKED,
    GZIP,
    /** The header says gzip, the body is not. */
    FALSE_GZIP
  }

  /** The body before anything is done to it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public sealed interface Body {
    /** What goes out. */
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

  /** A body as bytes. */
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
   * @param cutAfter how many bytes of the body go out before a break in it; null means half
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Ending(@Nullable Break fault, @Nullable Integer cutAfter) {}

  /**
   * How fast the answer goes out; null means at once.
   *
   * @param headerDelayMs wait before the status line
   * @param bodyDelayMs wait between header and body
   * @param dribbleBytes body bytes that go out at a time, with {@code dribbleMs} between
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Pace(
      @Nullable Integer headerDelayMs,
      @Nullable Integer bodyDelayMs,
      @Nullable Integer dribbleBytes,
      @Nullable Integer dribbleMs) {
    /** Without any wait. */
    public static final Pace AT_ONCE = new Pace(null, null, null, null);
  }

  /** A 200 with this JSON. */
  public static ScriptedAnswer json(JsonNode body) {
    return whole(null, new Json(body));
  }

  /** A 200 whose body is exactly this text. */
  public static ScriptedAnswer text(String body) {
    return whole(null, new Text(body));
  }

  /** No answer but this. */
  public static ScriptedAnswer broken(Break how) {
    return new ScriptedAnswer(null, null, new Empty(), null, null, new Ending(how, null), null);
  }

  /** An empty answer with this status. */
  public static ScriptedAnswer status(int status) {
    return whole(status, new Text(""));
  }

  private static ScriptedAnswer whole(@Nullable Integer status, Body body) {
    return new ScriptedAnswer(status, null, body, null, null, null, null);
  }

  /** Reads the flat object that cases have. */
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

  /** Where it breaks off; null means nowhere. */
  public @Nullable Break fault() {
    return ending == null ? null : ending.fault();
  }
}
