package dev.chatcontract.conformance.simulator.log;

import dev.chatcontract.conformance.simulator.answer.AnsweredBy;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import java.time.Instant;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, for a log that people watch.
 *
 * @param time when it was answered
 * @param method HTTP method
 * @param path the path without the query, which contains a signature
 * @param operation the contract's name for the path; null if there is none
 * @param status HTTP status; 0 if no well-formed HTTP answer was sent
 * @param code error code of the envelope; 0 for success and if there is no envelope
 * @param info why it was rejected or which fault was shown; empty for a plain success
 */
public record ServedRequest(
    Instant time,
    String method,
    String path,
    @Nullable String operation,
    AnsweredBy answeredBy,
    int status,
    int code,
    String info) {

  /**
   * Returns one line: time, operation, outcome and reason. Text from outside is escaped and
   * shortened, and a signature in it is hidden: it is in the path if the question mark is missing.
   */
  public String line() {
    StringJoiner line = new StringJoiner(" ");
    line.add(time.toString());
    line.add(Excerpt.of(method));
    line.add(Excerpt.of(operation == null ? RequestJson.unsigned(path) : operation));
    line.add(status == 0 ? "-" : Integer.toString(status));
    if (answeredBy != AnsweredBy.ADMIN && answeredBy != AnsweredBy.DOOR) {
      line.add(code == 0 && status == 200 ? "ok" : Integer.toString(code));
    }
    line.add("[" + answeredBy.label() + "]");
    if (!info.isEmpty()) {
      line.add(Excerpt.of(RequestJson.unsigned(info)));
    }
    return line.toString();
  }
}
