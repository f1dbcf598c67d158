package dev.chatcontract.contract.page.layout;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** A table of a page that states facts. */
public record PageTable(Kind kind, List<Row> rows) {
  /** What the rows are about; for members, whether a column says what is required. */
  public enum Kind {
    REQUEST_MEMBERS,
    RESPONSE_MEMBERS,
    CODES,
    GROUP_TYPES;

    boolean isOfMembers() {
      return this == REQUEST_MEMBERS || this == RESPONSE_MEMBERS;
    }
  }

  /**
   * A row by what its cells mean.
   *
   * @param name member, code or group type
   * @param type as printed, empty where there is no such column
   * @param required as printed, empty where there is no such column
   */
  public record Row(int line, String name, String type, String required, String text) {}

  /** The same with other numbers of lines. */
  PageTable moved(IntUnaryOperator lines) {
    return new PageTable(
        kind,
        rows.stream()
            .map(r -> new Row(lines.applyAsInt(r.line), r.name, r.type, r.required, r.text))
            .toList());
  }
}
