package dev.chatcontract.cli.bulk.files;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a table whose first row names the columns, as spreadsheets save it. */
public final class CsvLines implements Lines {
  /** Turns a row into the text to send. */
  public interface Maker {
    /**
     * Returns the text of a line.
     *
     * @param cells one per column; null where the row has no value
     */
    String text(List<@Nullable String> cells, String place);
  }

  /**
   * A row as it is in the file.
   *
   * @param cells null if there is nothing between two separators; an empty text has quotes
   */
  private record Row(long line, List<@Nullable String> cells) {
    boolean isEmpty() {
      return cells.stream().allMatch(cell -> cell == null);
    }
  }

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String name;
  private final Iterator<Row> rows;
  private final List<String> columns;
  private final Maker maker;

  private CsvLines(String name, Iterator<Row> rows, Maker maker) {
    this.name = name;
    this.rows = rows;
    this.maker = maker;
    Row header = row();
    List<String> columns = new ArrayList<>();
    if (header != null) {
      header.cells().forEach(cell -> columns.add(cell == null ? "" : cell.strip()));
    }
    this.columns = List.copyOf(columns);
  }

  /** Returns the names in the first row; the name of a column may be empty. */
  public static List<String> columns(Input input) {
    return of(input, (cells, place) -> "").columns;
  }

  /** Starts a reading of the rows below the first. */
  public static CsvLines of(Input input, Maker maker) {
    try {
      CsvReader<Row> reader =
          CsvReader.builder()
              .fieldSeparator(separator(input))
              .commentStrategy(CommentStrategy.SKIP)
              .skipEmptyLines(true)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // reported in our own words
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .allowUnclosedQuote(false)
              .detectBomHeader(false)
              .maxBufferSize(Input.LONGEST_LINE)
              .build(
                  new Rows(),
                  new InputStreamReader(
                      withoutMark(input.bytes()), StandardCharsets.UTF_8.newDecoder()));
      return new CsvLines(input.name(), reader.iterator(), maker);
    } catch (IOException e) {
      throw BulkException.usage(input.name() + ": cannot be read, " + e.getMessage(), e);
    }
  }

  /** Skips a byte order mark: after it, the quote of the first cell would be part of its text. */
  private static InputStream withoutMark(InputStream in) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(in, BYTE_ORDER_MARK.length);
    byte[] start = bytes.readNBytes(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
      bytes.unread(start);
    }
    return bytes;
  }

  /** Finds the separator: spreadsheets use semicolons where the comma is the decimal point. */
  private static String separator(Input input) {
    Input.Line header = TextLines.of(input).next();
    String text = header == null ? "" : header.text();
    for (String separator : List.of(",", ";", "\t")) {
      if (text.contains(separator)) {
        return separator;
      }
    }
    return ",";
  }

  @Override
  public Input.@Nullable Line next() {
    for (Row row = row(); row != null; row = row()) {
      if (row.isEmpty()) {
        continue;
      }
      String place = name + ", line " + row.line();
      List<@Nullable String> cells = row.cells();
      if (cells.size() > columns.size()) {
        throw BulkException.usage(
            place
                + ": "
                + cells.size()
                + " cells, but "
                + columns.size()
                + " columns; put quotes around a cell that holds the separator");
      }
      while (cells.size() < columns.size()) {
        cells.add(null);
      }
      return new Input.Line(row.line(), maker.text(cells, place), place);
    }
    return null;
  }

  private @Nullable Row row() {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (UncheckedIOException e) {
      throw broken(e, e.getCause());
    } catch (CsvParseException e) {
      throw broken(e, e);
    }
  }

  private BulkException broken(RuntimeException e, Throwable reason) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof CharacterCodingException) {
        return BulkException.usage(
            name + ": not UTF-8 text; save it from the spreadsheet as CSV UTF-8", e);
      }
    }
    return BulkException.usage(name + ": not CSV: " + reason.getMessage(), e);
  }

  /** Distinguishes an empty cell from an empty text. */
  private static final class Rows extends AbstractBaseCsvCallbackHandler<Row> {
    private List<@Nullable String> cells = new ArrayList<>();

    @Override
    protected void handleBegin(long line) {
      cells = new ArrayList<>();
    }

    @Override
    protected void handleField(int index, char[] text, int from, int length, boolean quoted) {
      String cell = new String(text, from, length);
      cells.add(cell.isEmpty() && !quoted ? null : cell);
    }

    @Override
    protected Row buildRecord() {
      return new Row(getStartingLineNumber(), cells);
    }
  }
}
