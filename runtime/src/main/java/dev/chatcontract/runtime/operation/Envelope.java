package dev.chatcontract.runtime.operation;

import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The members in which an answer reports success: both the status {@code success} and the code
 * {@code successCode}.
 *
 * @param <R> the answer type
 * @param names the wire names and success values
 * @param status function that reads the status member
 * @param code function that reads the code member
 * @param info function that reads the text member
 */
public record Envelope<R>(
    Names names,
    Function<R, @Nullable String> status,
    ToLongFunction<R> code,
    Function<R, @Nullable String> info) {

  /**
   * The wire names, for answers read as a tree.
   *
   * @param status member that holds the status
   * @param success its value on success
   * @param code member that holds the result code
   * @param successCode its value on success
   * @param info member that holds the server's text
   */
  public record Names(String status, String success, String code, long successCode, String info) {}
}
