package dev.chatcontract.cli.bulk.files;

/** Gives each line of an input its key, and detects an input that changes between two readings. */
public final class LineKeys {
  private final LineTable table = new LineTable();
  private boolean first = true;

  LineTable table() {
    return table;
  }

  /** Starts another reading of the same input. */
  public void again() {
    first = false;
    table.forgetCounts();
  }

  /**
   * Returns the key of the next line.
   *
   * @throws BulkException if a later reading finds a line that the first did not
   */
  public LineKey next(Input.Line line) {
    LineKey base = LineKey.of(line.text());
    int slot = first ? table.add(base) : table.find(base);
    int occurrence = slot < 0 ? 1 : table.count(slot, 1);
    LineKey key = occurrence == 1 ? base : LineKey.of(line.text(), occurrence);
    if (first) {
      int own = table.add(key);
      table.mark(own, Journal.list(table.mark(own)));
      return key;
    }
    int own = table.find(key);
    if (own < 0 || !Journal.listed(table.mark(own))) {
      throw BulkException.usage(
          line.place() + ": was not there when the lines were checked; leave the file alone");
    }
    return key;
  }
}
