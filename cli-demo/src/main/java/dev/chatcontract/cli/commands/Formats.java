package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The output formats of a command; the first is the default. */
record Formats(String option, List<String> names) {
  OptionSpec spec() {
    int last = names.size() - 1;
    String others = String.join(", ", names.subList(1, last));
    return Options.value(
            option,
            "FORMAT",
            names.get(0)
                + " (default)"
                + (others.isEmpty() ? "" : ", " + others)
                + " or "
                + names.get(last))
        .completionCandidates(names)
        .build();
  }

  String of(Call call) {
    String format = call.text(option, names.get(0));
    if (!names.contains(format)) {
      throw CommandFailure.usage(
          option + " " + format + ": no such format" + Suggestions.choice(format, names));
    }
    return format;
  }
}
