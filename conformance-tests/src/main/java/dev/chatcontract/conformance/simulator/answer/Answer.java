package dev.chatcontract.conformance.simulator.answer;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * An answer of the simulated API, ready to be sent.
 *
 * @param status HTTP status; 0 if only raw bytes are sent
 * @param code error code of the envelope; 0 for success, or if there is no envelope
 * @param info text of that error, or the fault that is shown
 */
public record Answer(ResponseDefinition sent, AnsweredBy by, int status, int code, String info) {}
