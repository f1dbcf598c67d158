package dev.chatcontract.contract.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A comparison, as text for people, programs and pull requests.
 *
 * @param before the old version
 * @param after the new version
 */
public record DiffReport(String before, String after, List<Change> changes) {

  public DiffReport {
    changes = List.copyOf(changes);
  }

  /** Creates a report on the changes between two documents. */
  public static DiffReport of(
      ContractDocument before, ContractDocument after, List<Change> changes) {
    return new DiffReport(version(before), version(after), changes);
  }

  private static String version(ContractDocument document) {
    Node version = document.root().find("/info/version");
    String text = version == null ? null : version.text();
    return text == null ? "?" : text;
  }

  public long count(Verdict verdict) {
    return changes.stream().filter(change -> change.verdict() == verdict).count();
  }

  public boolean isBreaking() {
    return count(Verdict.BREAKING) > 0;
  }

  /**
   * Returns whether the version was raised as far as the changes require: for a breaking change,
   * the first number that is not zero, or one before it.
   */
  public boolean versionAllows() {
    return !isBreaking() || raised(numbers(before), numbers(after));
  }

  /**
   * Returns whether the version may be released: it is higher than the old one, as far as the
   * changes require.
   */
  public boolean isReleasable() {
    return versionAllows() && Arrays.compare(numbers(before), numbers(after)) < 0;
  }

  private static boolean raised(int[] before, int[] after) {
    for (int i = 0; i < 3; i++) {
      if (after[i] != before[i]) {
        return after[i] > before[i];
      }
      if (before[i] != 0) {
        return false;
      }
    }
    return false;
  }

  private static int[] numbers(String version) {
    int[] numbers = new int[3];
    String[] parts = version.split("[.+-]", -1);
    for (int i = 0; i < 3 && i < parts.length; i++) {
      numbers[i] = parts[i].matches("[0-9]{1,9}") ? Integer.parseInt(parts[i]) : 0;
    }
    return numbers;
  }

  /** Returns one line for each change, the worst first, and a summary. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Change change : changes) {
      text.append(change.verdict())
          .append(' ')
          .append(change.pointer())
          .append(": ")
          .append(change.reason())
          .append(affects(change))
          .append(" [")
          .append(change.rule())
          .append("] ")
          .append(change.place().file())
          .append(':')
          .append(change.place().line())
          .append('\n');
    }
    return text.append(summary()).append('\n').toString();
  }

  private static String affects(Change change) {
    return change.affects().isEmpty() ? "" : " (" + audiences(change) + ")";
  }

  private static String audiences(Change change) {
    return Arrays.stream(Audience.values())
        .filter(change.affects()::contains)
        .map(Audience::wire)
        .collect(Collectors.joining(", "));
  }

  private String summary() {
    return before
        + " -> "
        + after
        + ": "
        + count(Verdict.BREAKING)
        + " breaking, "
        + count(Verdict.COMPATIBLE)
        + " compatible, "
        + count(Verdict.INFO)
        + " informative";
  }

  /** Returns one JSON object with all changes. */
  public String json() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("before", before);
    root.put("after", after);
    root.put("breaking", isBreaking());
    ArrayNode list = root.putArray("changes");
    for (Change change : changes) {
      ObjectNode entry = list.addObject();
      entry.put("verdict", change.verdict().name().toLowerCase(Locale.ROOT));
      entry.put("rule", change.rule());
      entry.put("pointer", change.pointer());
      entry.put("reason", change.reason());
      entry.put("file", change.place().file());
      entry.put("line", change.place().line());
      ArrayNode affects = entry.putArray("affects");
      Arrays.stream(Audience.values())
          .filter(change.affects()::contains)
          .forEach(audience -> affects.add(audience.wire()));
    }
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }

  /** Returns a Markdown table for a pull request. */
  public String markdown() {
    StringBuilder text = new StringBuilder("## Contract " + summary() + "\n");
    if (!changes.isEmpty()) {
      text.append("\n| Verdict | What | Affects | Where |\n|---|---|---|---|\n");
    }
    for (Change change : changes) {
      String verdict = change.verdict().name().toLowerCase(Locale.ROOT);
      text.append("| ")
          .append(change.verdict() == Verdict.BREAKING ? "**" + verdict + "**" : verdict)
          .append(" | ")
          .append(cell(change.reason()))
          .append(" | ")
          .append(audiences(change))
          .append(" | `")
          .append(cell(change.pointer()).replace('`', '\''))
          .append("` |\n");
    }
    return text.toString();
  }

  /** Escapes text of the contract, so that it neither ends the cell nor becomes markup. */
  private static String cell(String text) {
    return text.replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replaceAll("\\s+", " ");
  }
}
