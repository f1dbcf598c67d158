package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;

/**
 * The members of every response that tell success from failure. Only {@code success} together with
 * {@code successCode} is success.
 *
 * @param status the response member that holds the status word
 * @param success the status word of success
 * @param code the response member that holds the error code
 * @param successCode the code of success
 * @param info the response member that holds the error's text
 */
public record EnvelopeDef(
    String status, String success, String code, long successCode, String info, Place at) {}
