package dev.chatcontract.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.operation.FieldSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command that calls any operation. */
final class CallCommandTest {
  @Test
  void anOptionOfTheCommandIsNotAMemberOfTheSameName() {
    Operation<?, ?> operation =
        Operation.named("account_add", GetGroupInfoRequest.CODEC, GetGroupInfoResponse.CODEC)
            .path("/v4/test/account_add")
            .requestFields(
                () ->
                    List.of(
                        FieldSpec.of("Identifier", FieldSpec.Type.STRING).build(),
                        FieldSpec.of("All", FieldSpec.Type.BOOLEAN).build()))
            .build();
    CommandSpec spec = CommandSpec.create();
    new CallCommand().describe(spec);
    String[] words = {"account_add", "--identifier", "administrator", "--all", "--from", "lines"};
    Call call = new Call(Terminal.ofProcess(), new CommandLine(spec).parseArgs(words));
    ObjectNode line = TerminalJson.parseObject("{\"Identifier\":\"a\"}", "line");
    CallCommand.fields(operation).fill(line, call);
    assertThat(line).hasToString("{\"Identifier\":\"a\"}");
  }
}
