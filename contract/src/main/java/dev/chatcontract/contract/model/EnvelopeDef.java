package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;

/**
 * The members that distinguish success from failure in every response. A call succeeded only if its
 * response has both {@code success} and {@code successCode}.
 *
 * @param status the response member that holds the status word
 * @param success the status of a success
 * @param code the response member that holds the error code
 * @param successCode the code of a success
 * @param info the response member that holds the error's text
 */
public record EnvelopeDef(
    String status, String success, String code, long successCode, String info, Place at) {}
