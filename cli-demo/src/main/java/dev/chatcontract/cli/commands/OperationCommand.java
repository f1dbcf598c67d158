package dev.chatcontract.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.bulk.BulkRun;
import dev.chatcontract.cli.calls.BodyArgument;
import dev.chatcontract.cli.calls.FieldOptions;
import dev.chatcontract.cli.calls.KebabCase;
import dev.chatcontract.cli.calls.SendOptions;
import dev.chatcontract.cli.calls.Sender;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Program;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.operation.FieldSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Command that calls one operation; its options and help come from the contract's description of
 * the request.
 */
final class OperationCommand implements Command {
  private static final String MEMBERS = "Request members:";

  private final Operation<?, ?> operation;
  private final SendOptions sending;
  private final FieldOptions fields;

  OperationCommand(Operation<?, ?> operation) {
    this.operation = operation;
    this.sending = new SendOptions(operation);
    this.fields = FieldOptions.of(operation, sending.names());
  }

  @Override
  public void declare(CommandSpec spec) {
    Options.group(spec, MEMBERS, fields.specs());
    sending.describe(spec);
  }

  @Override
  public void describe(CommandSpec spec) {
    List<String> text = new ArrayList<>();
    text.add(Options.escaped(operation.summary()));
    operation
        .rateLimit()
        .ifPresent(
            limit ->
                text.add(
                    "Documented budget: "
                        + limit.calls()
                        + (limit.perSeconds() == 1
                            ? " calls a second."
                            : " calls in " + limit.perSeconds() + " s.")));
    spec.usageMessage().description(text.toArray(new String[0]));
    Options.group(spec, MEMBERS, fields.describedSpecs());
    sending.describe(spec);
    String example = example();
    if (example != null) {
      spec.usageMessage()
          .footer(
              "",
              "Example:",
              "  " + Options.escaped(example),
              "See also: " + Program.NAME + " explain " + KebabCase.of(operation.name()));
    }
  }

  @Override
  public int run(Call call) throws Exception {
    ObjectNode body = BodyArgument.read(call);
    fields.fill(body, call);
    return send(call, operation, fields, body);
  }

  /** Sends the request or, with {@code --from}, one for each line. */
  static int send(Call call, Operation<?, ?> operation, FieldOptions fields, ObjectNode body)
      throws IOException {
    SendOptions.refuseContradictions(call, operation);
    return call.has(SendOptions.FROM)
        ? new BulkRun(call, operation, fields, body).run()
        : new Sender(call, operation, fields).send(body);
  }

  private @Nullable String example() {
    StringBuilder line = new StringBuilder(Program.NAME + " " + KebabCase.of(operation.name()));
    boolean any = false;
    for (FieldSpec field : operation.requestFields()) {
      String example = field.example();
      String option = fields.option("/" + field.name());
      if (!field.required() || option == null) {
        continue;
      }
      if (example == null) {
        return null;
      }
      line.append(' ').append(option);
      JsonNode value = TerminalJson.parse(example, field.name());
      if (value.isArray()) {
        value.forEach(item -> line.append(' ').append(word(item)));
      } else {
        line.append(' ').append(word(value));
      }
      any = true;
    }
    return any ? line.toString() : null;
  }

  /** Quotes the value for a shell. */
  private static String word(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    boolean plain = !text.isEmpty() && text.chars().allMatch(OperationCommand::harmless);
    return plain ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static boolean harmless(int c) {
    return Character.isLetterOrDigit(c) || "@%+=:,./_-".indexOf(c) >= 0;
  }
}
