package dev.chatcontract.conformance.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The outcome of a request, before it becomes an HTTP answer. */
public sealed interface Outcome {
  /** Success with this body, envelope included. */
  record Success(JsonNode body) implements Outcome {}

  /** Failure of the whole call; if {@code info} is null, the server's text for the code is used. */
  record Failure(int code, @Nullable String info) implements Outcome {}
}
