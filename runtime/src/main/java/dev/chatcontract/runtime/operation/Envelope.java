package dev.chatcontract.runtime.operation;

import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer says whether it succeeded: success is the status {@code success} and the code
 * {@code successCode} together.
 *
 * @param <R> the answer type
 * @param names the wire names and success values
 * @param status reads the status member
 * @param code reads the code member
 * @param info reads the text member
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
