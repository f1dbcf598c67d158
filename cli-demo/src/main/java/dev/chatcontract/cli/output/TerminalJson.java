package dev.chatcontract.cli.output;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.runtime.text.InertText;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Parses JSON that people wrote and says where it is invalid; writes JSON without characters that
 * control a terminal.
 */
public final class TerminalJson {
  public static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The number of columns shown around a fault. */
  private static final int SHOWN = 72;

  private TerminalJson() {}

  /**
   * Loaded only when needed: Jackson's mapper loads a locale's calendar, which most calls do not
   * need.
   */
  private static final class Mapper {
    static final JsonMapper STRICT =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Uses line feeds on every system. */
    static final DefaultPrettyPrinter PRETTY =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private Mapper() {}
  }

  /**
   * Parses {@code text}.
   *
   * @param place the text's name in messages, for example {@code --body request.json}
   */
  public static JsonNode parse(String text, String place) {
    String body = text.startsWith("\ufeff") ? text.substring(1) : text;
    if (body.isBlank()) {
      throw CommandFailure.usage(place + ": empty; an object such as {} is expected");
    }
    try {
      return Mapper.STRICT.readTree(body);
    } catch (JsonProcessingException e) {
      throw CommandFailure.usage(fault(body, place, e));
    }
  }

  /** Like {@link #parse}, for the body of a request. */
  public static ObjectNode parseObject(String text, String place) {
    if (parse(text, place) instanceof ObjectNode object) {
      return object;
    }
    throw CommandFailure.usage(place + ": a JSON object { … } is expected");
  }

  public static String compact(JsonNode node) {
    return JsonText.shown(node.toString());
  }

  public static String pretty(JsonNode node) {
    try {
      return JsonText.shown(Mapper.STRICT.writer(Mapper.PRETTY).writeValueAsString(node));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fault(String text, String place, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    if (at == null) {
      return place + ": not JSON: " + e.getOriginalMessage();
    }
    String[] lines = text.split("\r?\n", -1);
    int row = Math.min(Math.max(at.getLineNr(), 1), lines.length);
    String line = lines[row - 1];
    int column = Math.min(Math.max(at.getColumnNr(), 1), line.length() + 1);
    // Of a long line, only the part around the fault is shown.
    int start = Math.max(0, Math.min(column - SHOWN / 2, line.length() - SHOWN));
    String shown = line.substring(start, Math.min(line.length(), start + SHOWN)).replace('\t', ' ');
    int before = Math.min(column - 1 - start, shown.length());
    String indent = " ".repeat(TextWidth.of(shown.substring(0, Math.max(0, before))));
    return place
        + ": not JSON at line "
        + row
        + ", column "
        + column
        + ": "
        + reason(e)
        + "\n  "
        + InertText.line(shown)
        + "\n  "
        + indent
        + "^";
  }

  // Jackson's message continues with its own settings and sources; the first sentence is the
  // reason.
  private static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int detail = message.indexOf("\n");
    return (detail < 0 ? message : message.substring(0, detail)).strip();
  }
}
