package dev.chatcontract.cli.output;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The formats of results on stdout. */
public enum OutputFormat {
  TABLE,
  JSON,
  JSONL,
  YAML;

  public static OutputFormat of(String name) {
    for (OutputFormat format : values()) {
      if (format.label().equals(name)) {
        return format;
      }
    }
    throw CommandFailure.usage(
        "--output " + name + ": no such format" + Suggestions.choice(name, labels()));
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(OutputFormat::label).toList();
  }
}
