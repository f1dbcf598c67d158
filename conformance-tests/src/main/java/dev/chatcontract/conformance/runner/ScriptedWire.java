package dev.chatcontract.conformance.runner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.chatcontract.conformance.corpus.model.Break;
import dev.chatcontract.conformance.corpus.model.ScriptedAnswer;
import dev.chatcontract.conformance.corpus.model.ScriptedAnswer.Pace;
import dev.chatcontract.conformance.corpus.model.ScriptedAnswer.Transfer;
import dev.chatcontract.conformance.wire.WireScript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Converts a case's answer into the bytes that are sent on the connection. */
final class ScriptedWire {
  /** Longer than any case; the silence ends when the server is closed. */
  private static final Duration SILENCE = Duration.ofDays(1);

  private ScriptedWire() {}

  static WireScript of(ScriptedAnswer answer, SeenRequest request) {
    Break fault = answer.fault();
    WireScript.Builder script = WireScript.builder();
    if (fault == Break.RESET_BEFORE_ANSWER) {
      return script.thenReset();
    }
    if (fault == Break.CLOSE_BEFORE_ANSWER) {
      return script.thenClose();
    }
    if (fault == Break.HANG_BEFORE_ANSWER) {
      return script.pause(SILENCE).thenClose();
    }
    Pace pace = answer.pace() == null ? Pace.AT_ONCE : answer.pace();
    script.pause(millis(pace.headerDelayMs()));
    byte[] plain = answer.body().bytes();
    if (fault == Break.RAW) {
      return script.send(plain).thenClose();
    }
    boolean gzip = answer.transfer() == Transfer.GZIP && accepts(request, "gzip");
    byte[] body = gzip ? gzipped(plain) : plain;
    byte[] head = head(answer, gzip, body.length);
    if (fault == Break.CLOSE_IN_HEADER) {
      return script.send(Arrays.copyOf(head, 12)).thenClose();
    }
    script.send(head).pause(millis(pace.bodyDelayMs()));
    if (fault == Break.RESET_IN_BODY
        || fault == Break.CLOSE_IN_BODY
        || fault == Break.HANG_IN_BODY) {
      Integer after = answer.ending().cutAfter();
      int cut = after == null ? body.length / 2 : Math.min(body.length, after);
      send(script, Arrays.copyOf(body, cut), answer.transfer(), pace);
      return switch (fault) {
        case RESET_IN_BODY -> script.thenReset();
        case HANG_IN_BODY -> script.pause(SILENCE).thenClose();
        default -> script.thenClose();
      };
    }
    send(script, body, answer.transfer(), pace);
    if (answer.transfer() == Transfer.CHUNKED) {
      script.send("0\r\n\r\n");
    }
    boolean lies = answer.declaredLength() != null && answer.declaredLength() != body.length;
    return lies || fault == Break.CLOSE_AFTER_ANSWER ? script.thenClose() : script.thenKeep();
  }

  private static void send(
      WireScript.Builder script, byte[] body, @Nullable Transfer transfer, Pace pace) {
    boolean chunked = transfer == Transfer.CHUNKED;
    Integer few = pace.dribbleBytes();
    int step = Math.max(1, few != null ? few : chunked ? body.length / 3 : body.length);
    Duration pause = few == null ? Duration.ZERO : millis(pace.dribbleMs());
    if (chunked) {
      script.chunks(body, step, pause);
    } else {
      script.dribble(body, step, pause);
    }
  }

  private static byte[] head(ScriptedAnswer answer, boolean gzip, int length) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", "application/json");
    if (answer.transfer() == Transfer.CHUNKED) {
      headers.put("Transfer-Encoding", "chunked");
    } else {
      headers.put(
          "Content-Length",
          Long.toString(answer.declaredLength() == null ? length : answer.declaredLength()));
    }
    if (gzip || answer.transfer() == Transfer.FALSE_GZIP) {
      headers.put("Content-Encoding", "gzip");
    }
    if (answer.headers() != null) {
      headers.putAll(answer.headers());
    }
    StringBuilder head = new StringBuilder(256);
    int status = answer.status() == null ? 200 : answer.status();
    head.append("HTTP/1.1 ").append(status).append(" scripted\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  private static boolean accepts(SeenRequest request, String coding) {
    return request.header("Accept-Encoding").stream().anyMatch(v -> v.contains(coding));
  }

  private static byte[] gzipped(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Duration millis(@Nullable Integer count) {
    return Duration.ofMillis(count == null ? 0 : count);
  }
}
