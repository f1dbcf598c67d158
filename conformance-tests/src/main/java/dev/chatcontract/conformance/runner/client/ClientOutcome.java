package dev.chatcontract.conformance.runner.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, as the client reports it.
 *
 * @param items what a pager returned before it failed
 * @param message the message for people; must not contain a signature or a key
 */
public record ClientOutcome(
    @JsonUnwrapped CallOutcome end, @Nullable JsonNode items, @Nullable String message) {

  /** Returns an outcome with a message. */
  public static ClientOutcome of(CallOutcome end, @Nullable String message) {
    return new ClientOutcome(end, null, message);
  }

  /** Returns an outcome of which only the kind is known. */
  public static ClientOutcome of(CallOutcome.Kind kind, @Nullable String message) {
    return of(new CallOutcome.Ended(kind), message);
  }

  /** Returns a success with this answer. */
  public static ClientOutcome ok(JsonNode value) {
    return of(new CallOutcome.Answered(value), null);
  }

  /** Reads the flat object of the driver protocol. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ClientOutcome read(JsonNode tree) throws JsonProcessingException {
    CallOutcome end = CaseJson.MAPPER.treeToValue(tree, CallOutcome.class);
    boolean more = end instanceof CallOutcome.Answered || !(end instanceof CallOutcome.Success);
    return new ClientOutcome(
        end,
        more ? tree.get("items") : null,
        CaseJson.MAPPER.treeToValue(tree.get("message"), String.class));
  }

  public CallOutcome.Kind kind() {
    return end.kind();
  }
}
