package dev.chatcontract.contract.observe;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer, as far as they were recorded. There is no query and no header here:
 * what proves the caller's identity is in those.
 *
 * @param number in the file, from 1
 * @param path without query
 * @param request null if there is none, or none that is JSON
 * @param response the same of the answer
 * @param status HTTP status, 0 if it was not recorded
 * @param code outcome where the answer itself was not recorded
 * @param isText whether the answer has a body that is not JSON
 * @param secrets what may not be shown
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
    ExchangeSecrets secrets) {}
