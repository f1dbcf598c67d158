package dev.chatcontract.conformance.simulator.log;

import dev.chatcontract.conformance.simulator.check.RequestQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request as it was received, with the result of checking its signature and the contract.
 *
 * @param number counts up from 1 for each simulator
 * @param method HTTP method, in capitals
 * @param target path and query exactly as sent
 * @param operation the contract's name for the path; null if the contract has no such path
 * @param headers every header line in order
 * @param body the bytes sent; empty if there were none
 * @param checkCode error code of the checks, 0 if nothing was wrong; also set if a fault was the
 *     answer instead
 * @param checkInfo text of that error; empty if nothing was wrong
 */
@SuppressWarnings("ArrayRecordComponent") // equals compares the contents
public record RecordedRequest(
    long number,
    String method,
    String target,
    @Nullable String operation,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    int checkCode,
    String checkInfo) {

  /** Returns the path as sent, without the query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /**
   * Returns the query parameters in the order sent, percent-decoded, with duplicates; one that
   * cannot be decoded is returned as sent.
   */
  public List<Map.Entry<String, String>> query() {
    return RequestQuery.of(target).pairs();
  }

  /** Returns the first header with this name, ignoring case; null if there is none. */
  public @Nullable String header(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordedRequest that
        && number == that.number
        && checkCode == that.checkCode
        && method.equals(that.method)
        && target.equals(that.target)
        && Objects.equals(operation, that.operation)
        && headers.equals(that.headers)
        && checkInfo.equals(that.checkInfo)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(number, target, checkCode, Arrays.hashCode(body));
  }

  /** Returns a description without query and body, since the query contains a valid signature. */
  @Override
  public String toString() {
    return "#"
        + number
        + " "
        + method
        + " "
        + path()
        + " ("
        + body.length
        + " bytes), checks: "
        + checkCode
        + (checkInfo.isEmpty() ? "" : " " + checkInfo);
  }
}
