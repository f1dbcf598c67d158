package dev.chatcontract.contract.page.layout;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** A table of facts on a page. */
public record PageTable(Kind kind, List<Row> rows) {
  /** The subject of the rows; for members, also whether a column says what is required. */
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
   * A row with its cells by meaning.
   *
   * @param name the member, code or group type
   * @param type the type as printed; empty without such a column
   * @param required the word as printed; empty without such a column
   */
  public record Row(int line, String name, String type, String required, String text) {
    /** Returns the same row with more text. */
    Row and(String more) {
      return new Row(line, name, type, required, text + " " + more);
    }

    /** Returns whether the name is a code. */
    public boolean isCode() {
      return name.matches("-?\\d{1,9}");
    }
  }

  /** Returns the same table with other line numbers. */
  PageTable moved(IntUnaryOperator lines) {
    return new PageTable(
        kind,
        rows.stream()
            .map(r -> new Row(lines.applyAsInt(r.line), r.name, r.type, r.required, r.text))
            .toList());
  }
}
