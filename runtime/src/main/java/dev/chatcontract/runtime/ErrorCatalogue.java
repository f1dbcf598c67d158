package dev.chatcontract.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result codes of one operation: its own entries first, then the common ones, then ranges. */
public final class ErrorCatalogue {
  private static final ErrorCatalogue EMPTY = new ErrorCatalogue(List.of(), List.of(), List.of());

  private final List<ErrorEntry> own;
  private final List<ErrorEntry> all;
  private final List<ErrorRange> ranges;
  private final Map<Long, ErrorEntry> byCode = new HashMap<>();

  private ErrorCatalogue(List<ErrorEntry> own, List<ErrorEntry> common, List<ErrorRange> ranges) {
    this.own = List.copyOf(own);
    this.ranges = List.copyOf(ranges);
    List<ErrorEntry> listed = new ArrayList<>();
    for (List<ErrorEntry> part : List.of(own, common)) {
      for (ErrorEntry entry : part) {
        if (byCode.putIfAbsent(entry.code(), entry) == null) {
          listed.add(entry);
        }
      }
    }
    this.all = List.copyOf(listed);
  }

  /** Returns a catalogue without entries. */
  public static ErrorCatalogue empty() {
    return EMPTY;
  }

  /**
   * Creates a catalogue of codes that all operations share, and of ranges that classify unlisted
   * codes; the first matching range applies.
   */
  public static ErrorCatalogue common(List<ErrorEntry> entries, List<ErrorRange> ranges) {
    return new ErrorCatalogue(entries, List.of(), ranges);
  }

  /**
   * Creates a catalogue of an operation's own codes and the common ones; its own take precedence.
   */
  public static ErrorCatalogue of(List<ErrorEntry> own, ErrorCatalogue common) {
    return new ErrorCatalogue(own, common.all, common.ranges);
  }

  /** Returns the entry of a code, if the contract lists it. */
  public Optional<ErrorEntry> find(long code) {
    return Optional.ofNullable(get(code));
  }

  /** Returns the operation's own entries, in the contract's order. */
  public List<ErrorEntry> own() {
    return own;
  }

  /** Returns all entries, the operation's own first; each code occurs once. */
  public List<ErrorEntry> entries() {
    return all;
  }

  /** Returns the range that an unlisted code falls into, if the contract has one. */
  public Optional<ErrorRange> range(long code) {
    return ranges.stream().filter(r -> r.from() <= code && code <= r.to()).findFirst();
  }

  /** Returns the class of any code, listed or not. */
  public ErrorClass classOf(long code) {
    ErrorEntry entry = get(code);
    return entry != null
        ? entry.errorClass()
        : range(code).map(ErrorRange::errorClass).orElse(ErrorClass.UNLISTED);
  }

  @Nullable ErrorEntry get(long code) {
    return byCode.get(code);
  }
}
