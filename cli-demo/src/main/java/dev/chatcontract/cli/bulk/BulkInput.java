package dev.chatcontract.cli.bulk;

import dev.chatcontract.cli.bulk.files.CsvLines;
import dev.chatcontract.cli.bulk.files.Input;
import dev.chatcontract.cli.bulk.files.Lines;
import dev.chatcontract.cli.bulk.files.TextLines;
import dev.chatcontract.cli.calls.FieldOptions;
import dev.chatcontract.cli.calls.KebabCase;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.operation.Batching;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of an input's lines.
 *
 * @param keys whether each line is one key of a batch rather than a request
 * @param reading starts another reading of the input
 */
record BulkInput(boolean keys, Supplier<Lines> reading) {
  private static final String CSV = ".csv";

  static BulkInput of(Input input, Operation<?, ?> operation, FieldOptions fields) {
    Batching<?, ?, ?, ?> batching = keyed(operation);
    Input.Line first = TextLines.of(input).next();
    boolean braces = first != null && first.text().startsWith("{");
    boolean named = input.name().toLowerCase(Locale.ROOT).endsWith(CSV);
    if (!named && (braces || first == null)) {
      return new BulkInput(false, () -> TextLines.of(input));
    }
    boolean quotedKey = batching != null && first != null && KeyLine.isQuoted(first.text());
    if (named || (!quotedKey && looksLikeCsv(input, batching, fields))) {
      return csv(input, batching, fields);
    }
    return batching == null
        ? new BulkInput(false, () -> TextLines.of(input))
        : new BulkInput(true, () -> keys(TextLines.of(input)));
  }

  /** Writes each key so that a list whose first line it is has the same key. */
  private static Lines keys(Lines lines) {
    return () -> {
      Input.Line line = lines.next();
      return line == null
          ? null
          : new Input.Line(line.number(), KeyLine.of(line.text()).line(), line.place());
    };
  }

  /** Returns how keys alone are batched; null if an element needs more than its key. */
  private static @Nullable Batching<?, ?, ?, ?> keyed(Operation<?, ?> operation) {
    Batching<?, ?, ?, ?> batching = operation.batching().orElse(null);
    if (batching == null || batching.elementKeyName().isEmpty()) {
      return batching;
    }
    boolean keyIsEnough =
        operation.requestFields().stream()
            .filter(field -> field.name().equals(batching.keysName()) && field.items() != null)
            .flatMap(field -> field.items().fields().stream())
            .allMatch(
                member -> !member.required() || member.name().equals(batching.elementKeyName()));
    return keyIsEnough ? batching : null;
  }

  // The name of a pipe does not show that it is CSV. A single word may be the first key of a list.
  private static boolean looksLikeCsv(
      Input input, @Nullable Batching<?, ?, ?, ?> batching, FieldOptions fields) {
    List<String> columns = CsvLines.columns(input);
    return columns.size() > (batching == null ? 0 : 1)
        && columns.stream().allMatch(name -> fields.named(name) != null);
  }

  private static BulkInput csv(
      Input input, @Nullable Batching<?, ?, ?, ?> batching, FieldOptions fields) {
    List<String> columns = CsvLines.columns(input);
    if (batching != null && columns.size() == 1 && isKey(columns.get(0), batching, fields)) {
      return new BulkInput(
          true,
          () ->
              CsvLines.of(
                  input,
                  (cells, place) -> new KeyLine(String.valueOf(cells.get(0)).strip()).line()));
    }
    CsvColumns members = CsvColumns.of(columns, fields, input.name());
    return new BulkInput(false, () -> CsvLines.of(input, members::text));
  }

  private static boolean isKey(String column, Batching<?, ?, ?, ?> batching, FieldOptions fields) {
    String option = fields.named(column);
    String key = batching.hasResults() ? batching.keyName() : batching.elementKeyName();
    return (!key.isEmpty()
            && (column.equalsIgnoreCase(key) || column.equalsIgnoreCase(KebabCase.of(key))))
        || (option != null && option.equals(fields.option("/" + batching.keysName())));
  }
}
