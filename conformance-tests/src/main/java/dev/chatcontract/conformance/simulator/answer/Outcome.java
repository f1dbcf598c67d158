package dev.chatcontract.conformance.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How a request went, before it becomes an HTTP answer. */
public sealed interface Outcome {
  /** Success with this body, envelope included. */
  record Success(JsonNode body) implements Outcome {}

  /** Failure of the whole call; {@code info} null takes the contract's meaning of the code. */
  record Failure(int code, @Nullable String info) implements Outcome {}
}
