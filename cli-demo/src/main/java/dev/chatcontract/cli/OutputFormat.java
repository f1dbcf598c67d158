package dev.chatcontract.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How results are written to stdout. */
enum OutputFormat {
  TABLE,
  JSON,
  JSONL,
  YAML;

  static OutputFormat of(String name) {
    for (OutputFormat format : values()) {
      if (format.label().equals(name)) {
        return format;
      }
    }
    throw CommandFailure.usage(
        "--output "
            + name
            + ": no such format"
            + Spelling.hint(name, labels())
            + " (known: "
            + String.join(", ", labels())
            + ")");
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(OutputFormat::label).toList();
  }
}
