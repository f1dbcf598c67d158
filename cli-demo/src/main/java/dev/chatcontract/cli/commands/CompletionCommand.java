package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Command that prints a completion script, generated from the commands. */
final class CompletionCommand implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private final CommandIndex index;

  CompletionCommand(CommandIndex index) {
    this.index = index;
  }

  /** A command or a subcommand, such as {@code contract lint}. */
  private record Node(
      String path,
      String summary,
      List<String> words,
      List<String> arguments,
      Map<String, OptionSpec> options) {}

  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(
        Options.argument(
            0,
            "SHELL",
            true,
            "bash, zsh or fish; load it with: source <(chatctl completion bash)",
            SHELLS));
  }

  @Override
  public int run(Call call) {
    String shell = String.valueOf(call.argument(0));
    List<Node> nodes = nodes();
    String script =
        switch (shell) {
          case "bash" -> bash(nodes);
          case "zsh" ->
              "autoload -U +X compinit bashcompinit && compinit && bashcompinit\n" + bash(nodes);
          case "fish" -> fish(nodes);
          default ->
              throw CommandFailure.usage(
                  "no completion for " + shell + Suggestions.choice(shell, SHELLS));
        };
    call.terminal().out().print(script);
    return ExitCode.OK;
  }

  private List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    List<String> names = new ArrayList<>(index.names());
    names.add("help");
    nodes.add(new Node("", "", names, List.of(), Map.of()));
    for (CommandIndex.Entry entry : index.all()) {
      add(nodes, entry.name(), entry.summary(), entry.build());
    }
    return nodes;
  }

  private static void add(List<Node> nodes, String path, String summary, CommandSpec spec) {
    Map<String, OptionSpec> options = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      options.put(option.longestName(), option);
    }
    List<String> arguments = new ArrayList<>();
    spec.positionalParameters().forEach(argument -> arguments.addAll(values(argument)));
    List<String> words = new ArrayList<>(spec.subcommands().keySet());
    nodes.add(new Node(path, summary, words, arguments, options));
    for (Map.Entry<String, CommandLine> sub : spec.subcommands().entrySet()) {
      CommandSpec inner = sub.getValue().getCommandSpec();
      add(nodes, path + " " + sub.getKey(), first(inner.usageMessage().description()), inner);
    }
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0].replace("%%", "%");
  }

  private static String bash(List<Node> nodes) {
    StringBuilder out = new StringBuilder();
    out.append("# completion of ").append(Program.NAME).append(" for bash and zsh\n");
    out.append("_chatctl() {\n");
    out.append(
        "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path= word\n");
    out.append("  COMPREPLY=()\n");
    out.append("  for word in \"${COMP_WORDS[@]:1:$((COMP_CWORD-1))}\"; do\n");
    out.append("    case \"$path $word\" in\n      ");
    List<String> paths = new ArrayList<>();
    nodes.stream()
        .filter(n -> !n.path().isEmpty())
        .forEach(n -> paths.add("\" " + n.path() + "\""));
    out.append(String.join("|", paths)).append(") path=\"$path $word\" ;;\n");
    out.append("    esac\n  done\n");
    out.append("  case \"$path $prev\" in\n");
    for (Node node : nodes) {
      for (Map.Entry<String, OptionSpec> option : node.options().entrySet()) {
        List<String> values = values(option.getValue());
        String lead = node.path().isEmpty() ? "" : " " + node.path();
        if (!values.isEmpty()) {
          out.append("    \"" + lead + " " + option.getKey() + "\") COMPREPLY=($(compgen -W ");
          out.append(quoted(String.join(" ", values))).append(" -- \"$cur\")); return ;;\n");
        } else if (file(option.getValue())) {
          out.append(
              "    \""
                  + lead
                  + " "
                  + option.getKey()
                  + "\") COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n");
        }
      }
    }
    out.append("  esac\n  case \"$path\" in\n");
    for (Node node : nodes) {
      List<String> words = new ArrayList<>(node.words());
      words.addAll(node.arguments());
      words.addAll(node.options().keySet());
      String lead = node.path().isEmpty() ? "" : " " + node.path();
      out.append("    \"" + lead + "\") COMPREPLY=($(compgen -W ");
      out.append(quoted(String.join(" ", words))).append(" -- \"$cur\")) ;;\n");
    }
    out.append("  esac\n}\ncomplete -F _chatctl ").append(Program.NAME).append('\n');
    return out.toString();
  }

  private static String fish(List<Node> nodes) {
    StringBuilder out = new StringBuilder();
    out.append("# completion of ").append(Program.NAME).append(" for fish\n");
    out.append("complete -c ").append(Program.NAME).append(" -f\n");
    for (Node node : nodes) {
      if (node.path().isEmpty()) {
        continue;
      }
      String[] words = node.path().split(" ", -1);
      String name = words[words.length - 1];
      String condition =
          words.length == 1
              ? "__fish_use_subcommand"
              : "__fish_seen_subcommand_from "
                  + words[0]
                  + "; and not __fish_seen_subcommand_from "
                  + siblings(nodes, words[0]);
      out.append("complete -c chatctl -n '").append(condition).append("' -a ").append(name);
      out.append(" -d ").append(quoted(node.summary())).append('\n');
      StringBuilder seen = new StringBuilder();
      for (String word : words) {
        seen.append(seen.length() == 0 ? "" : "; and ");
        seen.append("__fish_seen_subcommand_from ").append(word);
      }
      if (!node.arguments().isEmpty()) {
        out.append("complete -c chatctl -n '").append(seen).append("' -a ");
        out.append(quoted(String.join(" ", node.arguments()))).append('\n');
      }
      for (Map.Entry<String, OptionSpec> option : node.options().entrySet()) {
        OptionSpec spec = option.getValue();
        out.append("complete -c chatctl -n '").append(seen).append("' -l ");
        out.append(option.getKey().substring(2));
        List<String> values = values(spec);
        if (!values.isEmpty()) {
          out.append(" -x -a ").append(quoted(String.join(" ", values)));
        } else if (file(spec)) {
          out.append(" -r -F");
        } else if (spec.arity().max() > 0) {
          out.append(" -x");
        }
        out.append(" -d ").append(quoted(first(spec.description()))).append('\n');
      }
    }
    return out.toString();
  }

  private static String siblings(List<Node> nodes, String family) {
    return nodes.stream()
        .filter(node -> node.path().equals(family))
        .map(node -> String.join(" ", node.words()))
        .findFirst()
        .orElse("");
  }

  private static List<String> values(ArgSpec option) {
    TreeSet<String> values = new TreeSet<>();
    if (option.completionCandidates() != null) {
      option.completionCandidates().forEach(values::add);
    }
    values.removeIf(value -> !value.matches("[A-Za-z0-9_.-]+"));
    return List.copyOf(values);
  }

  private static boolean file(OptionSpec option) {
    return option.paramLabel().contains("FILE") || option.paramLabel().contains("DIR");
  }

  /** Quotes for both kinds of shell: in single quotes, with single quotes removed. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "").replace("\\", "") + "'";
  }
}
