package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.calls.BodyArgument;
import dev.chatcontract.cli.calls.FieldOptions;
import dev.chatcontract.cli.calls.KebabCase;
import dev.chatcontract.cli.calls.SendOptions;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Program;
import dev.chatcontract.client.Operations;
import dev.chatcontract.runtime.Operation;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Command that calls an operation by its name; the whole request is given as JSON. */
final class CallCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(
        Options.argument(
            0, "OPERATION", true, "name, such as `" + Program.NAME + " help` lists it", names()));
    new SendOptions(null).describe(spec);
  }

  @Override
  public int run(Call call) throws Exception {
    String name = String.valueOf(call.argument(0));
    Operation<?, ?> operation = operation(name);
    FieldOptions fields = fields(operation);
    if (!call.has(BodyArgument.BODY) && !call.has(SendOptions.FROM)) {
      throw CommandFailure.usage(
          "call " + name + ": name what to send with " + BodyArgument.BODY + " @FILE, JSON or -");
    }
    return OperationCommand.send(call, operation, fields, BodyArgument.read(call));
  }

  /** Returns the members, none of which has an option here, whatever the member's name. */
  static FieldOptions fields(Operation<?, ?> operation) {
    return new FieldOptions(operation.requestFields(), new SendOptions(null).names());
  }

  /** Finds an operation by its name in the contract or by its command. */
  static Operation<?, ?> operation(String name) {
    for (Operation<?, ?> operation : Operations.all()) {
      if (operation.name().equals(name) || KebabCase.of(operation.name()).equals(name)) {
        return operation;
      }
    }
    List<String> names = names();
    throw CommandFailure.usage(
        "no operation "
            + name
            + Suggestions.hint(name.replace('-', '_'), names)
            + "\nKnown: "
            + String.join(", ", names));
  }

  static List<String> names() {
    return Operations.all().stream().map(Operation::name).toList();
  }
}
