package dev.chatcontract.runtime;

import dev.chatcontract.runtime.text.Redaction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch, in the order of the request; every key asked for is in exactly one of
 * found, failed and missing. A list of elements that have a key member is split likewise.
 *
 * @param <K> key
 * @param <I> item
 * @param found good items
 * @param failed items the server answered with a code of their own
 * @param missing keys the server said nothing about
 * @param duplicates keys that were asked for more than once; their first elements were sent
 * @param unexpected good items the server sent without being asked
 */
public record BatchResult<K, I>(
    List<I> found,
    List<Failed<K, I>> failed,
    List<K> missing,
    List<K> duplicates,
    List<I> unexpected) {

  /** Copies the lists. */
  public BatchResult {
    found = List.copyOf(found);
    failed = List.copyOf(failed);
    missing = List.copyOf(missing);
    duplicates = List.copyOf(duplicates);
    unexpected = List.copyOf(unexpected);
  }

  @Override
  public String toString() {
    return Redaction.hidden(
        "BatchResult[found="
            + found
            + ", failed="
            + failed
            + ", missing="
            + missing
            + ", duplicates="
            + duplicates
            + ", unexpected="
            + unexpected
            + "]");
  }

  /** Whether every key was found. */
  public boolean complete() {
    return failed.isEmpty() && missing.isEmpty();
  }

  /**
   * One item that failed, of a batch or of a single answer.
   *
   * @param key its key, or null if the server named none
   * @param item the item as it came; null in a batch whose failures come apart from its results
   * @param code its code, or null if the server gave none
   * @param info the server's text, secrets hidden
   * @param entry the contract's entry of the code, if it has one
   */
  public record Failed<K, I>(
      @Nullable K key,
      @Nullable I item,
      @Nullable Long code,
      @Nullable String info,
      Optional<ErrorEntry> entry) {}
}
