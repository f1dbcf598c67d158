package dev.chatcontract.cli.bulk;

import dev.chatcontract.cli.bulk.files.JournalHeader;
import dev.chatcontract.cli.bulk.files.LineKey;
import dev.chatcontract.conformance.simulator.Simulator;

/** Lines of a file for {@code import-group --from}, and the header of its journal. */
final class Imports {
  private Imports() {}

  static String group(String id) {
    return "{\"Type\":\"Public\",\"Name\":\"n\",\"GroupId\":\"" + id + "\"}";
  }

  static String nameless(String name) {
    return "{\"Type\":\"Public\",\"Name\":\"" + name + "\"}";
  }

  static JournalHeader header(Simulator simulator) {
    return new JournalHeader(
        "import_group " + simulator.baseUrl() + " 1400000001 administrator",
        LineKey.of("{}\n{}").toString());
  }
}
