package dev.chatcontract.runtime.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults as lines, such as {@code minimum /A: is 0, the least allowed is 1}. */
final class Noted {
  private Noted() {}

  static List<String> lines(List<Fault> faults) {
    return faults.stream()
        .map(
            f ->
                f.rule()
                    + " "
                    + f.pointer()
                    + ": "
                    + f.message()
                    + (f.severity() == Fault.Severity.WARNING ? " (warning)" : ""))
        .toList();
  }

  /** Returns the faults of a value that is not inside anything. */
  static List<String> faults(ValueRule rule, @Nullable Object value) {
    RequestFaults f = new RequestFaults();
    rule.check(value, f, Fault.Severity.ERROR);
    return lines(f.list());
  }

  static JsonNode tree(String json) {
    try {
      return JsonCodec.NODE.fromString(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
