package dev.chatcontract.conformance.runner;

import dev.chatcontract.conformance.arguments.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cases that a client is known to fail, one on each line: {@code case-id-or-glob # reason}; lines
 * that begin with # are comments. An entry without a reason is rejected. The first entry that
 * matches a case counts; an entry that begins with ! excludes its cases from the entries below, so
 * they must pass.
 */
public final class KnownFailures {
  private record Entry(String glob, boolean fails, String reason, int line) {
    boolean fits(String id) {
      return Globs.matches(fails ? glob : glob.substring(1).strip(), id);
    }
  }

  private final List<Entry> entries;
  private final Map<Entry, Integer> hits = new LinkedHashMap<>();

  private KnownFailures(List<Entry> entries) {
    this.entries = entries;
  }

  /** Returns an empty list. */
  public static KnownFailures none() {
    return new KnownFailures(List.of());
  }

  /** Reads a list; rejects an entry without a reason and names its line. */
  public static KnownFailures read(Path file) {
    List<Entry> entries = new java.util.ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        int mark = line.indexOf(" #");
        String reason = mark < 0 ? "" : line.substring(mark + 2).strip();
        if (reason.isEmpty()) {
          throw new UsageException(
              file + ":" + (i + 1) + ": no reason; write \"" + line + "  # why it fails\"");
        }
        String glob = line.substring(0, mark).strip();
        boolean fails = !glob.startsWith("!");
        entries.add(new Entry(glob, fails, reason, i + 1));
      }
    } catch (IOException e) {
      throw new UsageException("cannot read the known-failures file " + file + ": " + e);
    }
    return new KnownFailures(entries);
  }

  /** Returns why a case is known to fail; null if it is not. */
  synchronized @Nullable String reason(String id) {
    for (Entry entry : entries) {
      if (entry.fits(id)) {
        hits.merge(entry, 1, Integer::sum);
        return entry.fails() ? entry.reason() : null;
      }
    }
    return null;
  }

  /** Returns the entries that matched no case of a whole run. */
  synchronized List<String> unused() {
    return entries.stream()
        .filter(entry -> !hits.containsKey(entry))
        .map(entry -> "line " + entry.line() + ": " + entry.glob() + " matches no case")
        .toList();
  }
}
