package dev.chatcontract.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.runner.client.ClientOutcome;

/** What a careful caller makes of an SDK that throws nothing for a code other than 0. */
final class SdkOutcome {
  private SdkOutcome() {}

  static ClientOutcome answered(JsonNode value) {
    JsonNode code = value.path("ErrorCode");
    if (value.path("ActionStatus").asText().equals("OK") && code.asLong(-1) == 0) {
      return ClientOutcome.ok(value);
    }
    return ClientOutcome.of(
        new CallOutcome.ApiError(code.asLong(), value.path("ErrorInfo").asText(), null), null);
  }
}
