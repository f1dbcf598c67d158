package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.InputFile;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a request body from what {@code --body} names: the text itself, a file, or stdin. */
public final class BodyArgument {
  public static final String BODY = "--body";

  private BodyArgument() {}

  public static ObjectNode read(Call call) {
    String given = call.text(BODY);
    if (given == null) {
      return TerminalJson.NODES.objectNode();
    }
    if ("-".equals(given)) {
      try {
        return TerminalJson.parseObject(
            InputFile.utf8(InputFile.read(call.terminal().in(), "stdin"), "stdin"), "stdin");
      } catch (IOException e) {
        throw CommandFailure.usage("stdin cannot be read: " + e.getMessage(), e);
      }
    }
    if (given.startsWith("@")) {
      Path file = call.terminal().path(given.substring(1));
      return TerminalJson.parseObject(InputFile.text(file, BODY), given.substring(1));
    }
    return TerminalJson.parseObject(given, BODY);
  }
}
