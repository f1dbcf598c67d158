package dev.chatcontract.cli.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.OutputFormat;
import dev.chatcontract.cli.output.Query;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.client.Operations;
import dev.chatcontract.client.Region;
import dev.chatcontract.runtime.Operation;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Command that lists the regions, and the operations that are documented for each. */
final class RegionsCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.addOption(Options.output());
    spec.addOption(Options.query());
  }

  @Override
  public int run(Call call) {
    ArrayNode rows = TerminalJson.NODES.arrayNode();
    int all = Operations.all().size();
    for (Region region : Region.all()) {
      List<String> without = new ArrayList<>();
      for (Operation<?, ?> operation : Operations.all()) {
        if (!operation.documentedRegions().contains(region.id())) {
          without.add(operation.name());
        }
      }
      ObjectNode row = rows.addObject();
      row.put("region", region.id());
      row.put("name", region.displayName());
      row.put("url", region.baseUrl());
      row.put(
          "documented",
          without.isEmpty()
              ? "all " + all + " operations"
              : without.size() == all
                  ? "no operation"
                  : (all - without.size()) + " of " + all + ", not " + String.join(", ", without));
    }
    call.results(call.output()).document(rows);
    if (call.output() == OutputFormat.TABLE && !call.has(Query.OPTION)) {
      call.terminal()
          .note(
              "A region that a page does not list is not forbidden; the pages are of different years.");
    }
    return ExitCode.OK;
  }
}
