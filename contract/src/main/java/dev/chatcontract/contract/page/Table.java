package dev.chatcontract.contract.page;

import java.util.List;

/** A table of a page that states facts. */
record Table(Kind kind, List<Row> rows) {
  /** What the rows are about; for members, whether a column says what is required. */
  enum Kind {
    REQUEST_MEMBERS,
    RESPONSE_MEMBERS,
    CODES,
    GROUP_TYPES
  }

  /**
   * A row by what its cells mean.
   *
   * @param name member, code or group type
   * @param type as printed, empty where there is no such column
   * @param required as printed, empty where there is no such column
   */
  record Row(int line, String name, String type, String required, String text) {}
}
