package dev.chatcontract.runtime;

import dev.chatcontract.runtime.text.Redaction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a batch, in the order of the request. Each requested key is in exactly one of
 * found, failed and missing. Lists whose elements have a key member are split in the same way.
 *
 * @param <K> key
 * @param <I> item; the key itself if answers list no results
 * @param found items that succeeded; if answers list no results, the keys of successful requests
 *     that are not listed as failed
 * @param failed items that the server reported as failed
 * @param missing keys that the server did not mention
 * @param duplicates keys that were requested more than once; only their first elements were sent
 * @param unexpected items that succeeded but were not requested
 * @param unanswered those of the missing keys whose request failed and ended the batch, see {@link
 *     ChatException#maybeApplied()}; the other missing keys after them were not sent
 */
public record BatchResult<K, I>(
    List<I> found,
    List<Failed<K, I>> failed,
    List<K> missing,
    List<K> duplicates,
    List<I> unexpected,
    List<K> unanswered) {

  /** Creates the result of a batch of which no request failed as a whole. */
  public BatchResult(
      List<I> found,
      List<Failed<K, I>> failed,
      List<K> missing,
      List<K> duplicates,
      List<I> unexpected) {
    this(found, failed, missing, duplicates, unexpected, List.of());
  }

  /** Copies the lists. */
  public BatchResult {
    found = List.copyOf(found);
    failed = List.copyOf(failed);
    missing = List.copyOf(missing);
    duplicates = List.copyOf(duplicates);
    unexpected = List.copyOf(unexpected);
    unanswered = List.copyOf(unanswered);
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
            + ", unanswered="
            + unanswered
            + "]");
  }

  /** Returns whether every key was found. */
  public boolean complete() {
    return failed.isEmpty() && missing.isEmpty();
  }

  /**
   * An item that failed, in a batch or in a single answer.
   *
   * @param key its key, or null if the server did not name one
   * @param item the item as received; null in a batch whose failures are listed apart from its
   *     results
   * @param code its code, or null if the server sent none
   * @param info the server's text, with secrets hidden
   * @param entry the contract's entry for the code, if it has one
   */
  public record Failed<K, I>(
      @Nullable K key,
      @Nullable I item,
      @Nullable Long code,
      @Nullable String info,
      Optional<ErrorEntry> entry) {}
}
