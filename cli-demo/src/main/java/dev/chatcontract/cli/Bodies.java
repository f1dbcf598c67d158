package dev.chatcontract.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Gets a request body from where {@code --body} says: the text itself, a file, or stdin. */
final class Bodies {
  static final String BODY = "--body";

  private Bodies() {}

  static ObjectNode read(Call call) {
    String given = call.text(BODY);
    if (given == null) {
      return Json.NODES.objectNode();
    }
    if ("-".equals(given)) {
      try {
        return Json.parseObject(
            utf8(InputFile.read(call.terminal().in(), "stdin"), "stdin"), "stdin");
      } catch (IOException e) {
        throw CommandFailure.usage("stdin cannot be read: " + e.getMessage(), e);
      }
    }
    if (given.startsWith("@")) {
      Path file = call.terminal().path(given.substring(1));
      return Json.parseObject(text(file, BODY), given.substring(1));
    }
    return Json.parseObject(given, BODY);
  }

  /** The whole file as text; {@code option} is named when it cannot be read. */
  static String text(Path file, String option) {
    byte[] bytes;
    try {
      bytes = InputFile.read(file, option + " " + file);
    } catch (IOException e) {
      throw CommandFailure.usage(option + " " + Settings.reason(file, e), e);
    }
    return utf8(bytes, option + " " + file);
  }

  private static String utf8(byte[] bytes, String place) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw CommandFailure.usage(place + ": not UTF-8 text", e);
    }
  }
}
