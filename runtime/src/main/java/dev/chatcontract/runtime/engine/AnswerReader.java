package dev.chatcontract.runtime.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.DecodeException;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.failure.Refusal;
import dev.chatcontract.runtime.json.Json;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.json.JsonShapeException;
import dev.chatcontract.runtime.operation.Envelope;
import dev.chatcontract.runtime.text.Redaction;
import dev.chatcontract.runtime.transport.RetryAfter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Turns one HTTP answer into a value or a failure. */
abstract class AnswerReader<T> {
  private static final int SNIPPET_CHARS = 200;

  /** Enough of the body for redaction to see whole values around the part that is shown. */
  private static final int SNIPPET_BYTES = 2048;

  private final Operation<?, ?> op;

  AnswerReader(Operation<?, ?> op) {
    this.op = op;
  }

  /** Returns a reader for the contract's type. */
  static <R> AnswerReader<R> typed(Operation<?, R> op) {
    Envelope<R> envelope = op.envelope().orElse(null);
    return new AnswerReader<>(op) {
      @Override
      R parse(JsonParser parser) throws IOException {
        R value = Json.document(parser, op.response());
        if (envelope != null && code(envelope, value) == null) {
          throw JsonShapeException.at(
              parser, "required member missing or null: " + envelope.names().code());
        }
        return value;
      }

      @Override
      ApiException.@Nullable Answered refusal(R value) {
        return envelope == null
            ? null
            : Refusal.in(
                op,
                envelope.names(),
                envelope.status().apply(value),
                envelope.code().applyAsLong(value),
                envelope.info().apply(value));
      }

      @Override
      @Nullable String missing(R value) {
        return op.missingOnSuccess(value);
      }
    };
  }

  /** Returns the code of an answer; null if it has none, which a contract need not rule out. */
  private static <R> @Nullable Long code(Envelope<R> envelope, R value) {
    try {
      return envelope.code().applyAsLong(value);
    } catch (NullPointerException absent) { // generated code unboxes the member
      return null;
    }
  }

  /** Returns a reader for trees, with the same rules for success. */
  static AnswerReader<JsonNode> tree(Operation<?, ?> op) {
    Envelope<?> envelope = op.envelope().orElse(null);
    return new AnswerReader<>(op) {
      @Override
      JsonNode parse(JsonParser parser) throws IOException {
        JsonNode tree = Json.document(parser, JsonCodec.NODE);
        if (envelope != null) {
          Envelope.Names names = envelope.names();
          JsonNode code = tree.path(names.code());
          if (!tree.path(names.status()).isTextual()
              || !code.canConvertToLong()
              || !code.isIntegralNumber()) {
            throw JsonShapeException.at(
                parser,
                "required member missing or of another type: "
                    + names.status()
                    + ", "
                    + names.code());
          }
        }
        return tree;
      }

      @Override
      ApiException.@Nullable Answered refusal(JsonNode value) {
        if (envelope == null) {
          return null;
        }
        Envelope.Names names = envelope.names();
        return Refusal.in(
            op,
            names,
            value.get(names.status()).textValue(),
            value.get(names.code()).longValue(),
            value.path(names.info()).textValue());
      }

      @Override
      @Nullable String missing(JsonNode value) {
        return op.missingOnSuccess(value);
      }
    };
  }

  abstract T parse(JsonParser parser) throws IOException;

  abstract ApiException.@Nullable Answered refusal(T value);

  /** Returns a member that a successful answer must have and this one lacks, or null. */
  abstract @Nullable String missing(T value);

  /** Reads the answer; an IOException means that it did not arrive completely. */
  T read(Response response, CallState call) throws IOException {
    ResponseBody body = response.body();
    BufferedSource source = body.source();
    if (!op.succeeds(response.code())) {
      call.answered(response, null);
      throw httpStatus(response, source, call);
    }
    long max = call.maxResponseBytes();
    if (source.request(max + 1)) {
      call.answered(response, null);
      throw call.failures()
          .decode(
              DecodeException.Kind.TOO_LARGE,
              response.code(),
              "",
              snippet(source.getBuffer()),
              "the answer has more than " + max + " bytes; raise maxResponseBytes or ask for less",
              null);
    }
    // The whole body is in the buffer's pooled segments, and the parser leaves it there for a
    // second read.
    Buffer bytes = source.getBuffer();
    call.traceAnswer(bytes);
    call.answered(response, bytes);
    if (bytes.exhausted()) {
      throw call.failures()
          .decode(DecodeException.Kind.EMPTY, response.code(), "", "", "the answer is empty", null);
    }
    T value;
    try (JsonParser parser = Body.parser(bytes)) {
      value = parse(parser);
    } catch (IOException e) {
      // The whole body is here, so not even a CharConversionException means a lost connection.
      throw undecodable(response.code(), bytes, e, call);
    }
    ApiException.Answered refusal = refusal(value);
    if (refusal != null) {
      throw call.failures().api(refusal);
    }
    String missing = missing(value);
    if (missing != null) {
      throw call.failures()
          .decode(
              DecodeException.Kind.SHAPE,
              response.code(),
              "/" + missing,
              snippet(bytes),
              "/" + missing + " is missing from an answer that says it succeeded",
              null);
    }
    return value;
  }

  private ChatException httpStatus(Response response, BufferedSource source, CallState call) {
    try {
      source.request(SNIPPET_BYTES);
    } catch (IOException cutOff) {
      // The status is what matters; as much of the body as arrived is shown.
    }
    String snippet = snippet(source.getBuffer());
    return call.failures().http(response.code(), snippet, RetryAfter.seconds(response));
  }

  /**
   * Returns the failure of an answer that cannot be decoded. A refusal with other members that are
   * malformed is still a refusal: its code must not be lost.
   */
  private ChatException undecodable(int status, Buffer bytes, IOException e, CallState call) {
    ApiException.Answered refusal = refusalIn(bytes);
    if (refusal != null) {
      ChatException failure = call.failures().api(refusal);
      failure.addSuppressed(Redaction.cause(e, op.sensitive()));
      return failure;
    }
    boolean shape = e instanceof JsonShapeException;
    String message =
        e instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : String.valueOf(e.getMessage());
    String snippet = snippet(bytes);
    String problem;
    if (shape) {
      problem = "the answer is not as the contract says: " + message;
    } else if (snippet.startsWith("<")) {
      problem = "the answer is markup, not JSON; a gateway or proxy may have sent it";
    } else {
      problem =
          "the answer is not JSON: "
              + Redaction.shown(Redaction.unquoted(message), op.sensitive(), SNIPPET_CHARS);
    }
    return call.failures()
        .decode(
            shape ? DecodeException.Kind.SHAPE : DecodeException.Kind.NOT_JSON,
            status,
            shape ? ((JsonShapeException) e).pointer() : "",
            snippet,
            problem,
            Redaction.cause(e, op.sensitive()));
  }

  private ApiException.@Nullable Answered refusalIn(Buffer bytes) {
    Envelope<?> envelope = op.envelope().orElse(null);
    if (envelope == null) {
      return null;
    }
    Envelope.Names names = envelope.names();
    String status = null;
    String info = null;
    Long code = null;
    try (JsonParser p = Body.parser(bytes)) {
      if (p.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
        JsonToken token = p.nextToken();
        if (name.equals(names.status()) && token == JsonToken.VALUE_STRING) {
          status = p.getText();
        } else if (name.equals(names.info()) && token == JsonToken.VALUE_STRING) {
          info = p.getText();
        } else if (name.equals(names.code())
            && token == JsonToken.VALUE_NUMBER_INT
            && code == null) {
          code = p.getLongValue();
        } else if (name.equals(names.code())) {
          return null;
        } else {
          p.skipChildren();
        }
      }
      if (p.nextToken() != null) {
        return null;
      }
    } catch (IOException notJson) {
      return null;
    }
    if (code == null || code == names.successCode()) {
      return null;
    }
    return Refusal.in(op, names, status, code, info);
  }

  private String snippet(Buffer bytes) {
    try {
      String text =
          bytes.peek().readString(Math.min(bytes.size(), SNIPPET_BYTES), StandardCharsets.UTF_8);
      return Redaction.shown(text, op.sensitive(), SNIPPET_CHARS);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
