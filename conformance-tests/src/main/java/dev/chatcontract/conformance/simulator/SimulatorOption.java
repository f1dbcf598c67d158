package dev.chatcontract.conformance.simulator;

import static dev.chatcontract.conformance.arguments.OptionText.flag;
import static dev.chatcontract.conformance.arguments.OptionText.value;

import dev.chatcontract.conformance.arguments.CommandLineOption;
import dev.chatcontract.conformance.arguments.OptionText;
import java.util.Arrays;
import java.util.List;

/** The options of a simulator, for every program that serves one. */
public enum SimulatorOption implements CommandLineOption {
  PORT(Topic.API, value("--port", "N", "port to listen on, 0 for any free one (default: 0)")),
  RATE_LIMITS(Topic.API, flag("--rate-limits", "enforce the documented call budgets")),
  DOCUMENTED_ANSWERS(
      Topic.API,
      flag("--documented-answers", "answer documented requests with the documented answers")
          .formerly("--documented")),
  EMPTY(
      Topic.API,
      flag("--empty", "begin without the groups and accounts of the documented samples")),
  ADD(
      Topic.API,
      value("--add", "NAME=N", "add that many entries to a collection of the contract, for paging")
          .repeated()),
  SPEC(Topic.API, value("--spec", "FILE", "simulate another contract").formerly("--contract")),
  HOST(Topic.REACH, value("--host", "ADDRESS", "listen on this address, 0.0.0.0 for all")),
  ALLOW_REMOTE(
      Topic.REACH, flag("--allow-remote", "let other machines in; their admin calls need a token")),
  HOST_NAME(
      Topic.REACH,
      value("--host-name", "NAME", "also answer requests to this name, such as a container's")
          .repeated()),
  ADMIN_TOKEN_FILE(
      Topic.REACH,
      value(
          "--admin-token-file",
          "FILE",
          "file that holds the token of the admin interface, also CHATCTL_ADMIN_TOKEN",
          "(default beyond loopback: a random one, printed)")),
  SDKAPPID(Topic.APP, value("--sdkappid", "N", "the app").formerly("--app-id")),
  IDENTIFIER(Topic.APP, value("--identifier", "ID", "its administrator").repeated()),
  SECRET_KEY_FILE(Topic.APP, value("--secret-key-file", "FILE", "file that holds its key"));

  /** The topics of the options, in the order of a help text. */
  public enum Topic {
    API("The API:"),
    REACH("Who may reach it (default: this machine, and no web page of another site):"),
    APP("The app to serve (default: a test app, whose key is public):");

    private final String heading;

    Topic(String heading) {
      this.heading = heading;
    }

    public String heading() {
      return heading;
    }

    public List<SimulatorOption> options() {
      return Arrays.stream(SimulatorOption.values())
          .filter(option -> option.topic == this)
          .toList();
    }
  }

  private static final int HELP_COLUMN = 26;

  private final Topic topic;

  @SuppressWarnings("ImmutableEnumChecker") // its lists cannot be changed
  private final OptionText text;

  SimulatorOption(Topic topic, OptionText text) {
    this.topic = topic;
    this.text = text;
  }

  @Override
  public OptionText text() {
    return text;
  }

  /** Returns the help for all options, by topic. */
  static String help() {
    StringBuilder help = new StringBuilder();
    for (Topic topic : Topic.values()) {
      help.append('\n').append(topic.heading()).append('\n');
      help.append(CommandLineOption.help(topic.options(), HELP_COLUMN));
    }
    return help.toString();
  }
}
