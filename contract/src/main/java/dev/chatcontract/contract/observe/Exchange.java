package dev.chatcontract.contract.observe;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer, as far as they were recorded; without query and headers, because those
 * contain the caller's credentials.
 *
 * @param number the position in the file, from 1
 * @param path the path without the query
 * @param request the body of the request; null if it has none, or none that is JSON
 * @param response the body of the answer; null as for the request
 * @param status the HTTP status; 0 if it was not recorded
 * @param code the outcome if the answer itself was not recorded
 * @param isText whether the body of the answer is not JSON
 * @param cut how many of the two bodies the recorder has cut, so that they cannot be read
 * @param isTextSent whether the body of the request is whole, but not JSON
 * @param secrets the values that must not be shown
 */
record Exchange(
    String file,
    int number,
    String path,
    @Nullable JsonNode request,
    @Nullable JsonNode response,
    int status,
    @Nullable Long code,
    boolean isText,
    int cut,
    boolean isTextSent,
    ExchangeSecrets secrets) {

  /** Returns whether nothing is known of the answer but that it is a success of HTTP. */
  boolean isAnswerMissing() {
    return response == null
        && !isText
        && cut == 0
        && code == null
        && (status == 0 || status == 200);
  }
}
