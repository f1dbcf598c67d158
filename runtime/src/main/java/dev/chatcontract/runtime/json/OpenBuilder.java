package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part that generated builders share: members the contract does not know.
 *
 * @param <B> the builder itself
 */
public abstract class OpenBuilder<B extends OpenBuilder<B>> {
  private @Nullable Map<String, JsonNode> others;

  /** For generated builders. */
  protected OpenBuilder() {}

  /** Safe because every builder names itself as {@code B}. */
  @SuppressWarnings("unchecked")
  private B self() {
    return (B) this;
  }

  /** Adds a member the contract does not know; a known one belongs into its own setter. */
  public final B otherMember(String name, JsonNode value) {
    others = others == null ? new LinkedHashMap<>() : others;
    others.put(name, value);
    return self();
  }

  /** A known member was set, so a null that was kept under its name is over. */
  protected final B set(String wireName) {
    if (others != null) {
      others.remove(wireName);
    }
    return self();
  }

  /** A member of which null is a value was set: null is sent, as the setter's caller asked. */
  protected final B setOrNull(String wireName, @Nullable Object value) {
    return value == null ? otherMember(wireName, NullNode.getInstance()) : set(wireName);
  }

  /** What was kept so far, or null. */
  protected final @Nullable Map<String, JsonNode> others() {
    return others;
  }

  /** Starts from what another value has kept; the map is copied. */
  protected final B others(@Nullable Map<String, JsonNode> kept) {
    others = kept == null ? null : new LinkedHashMap<>(kept);
    return self();
  }

  /** While reading: the members that are kept, not copied. */
  protected final B kept(@Nullable Map<String, JsonNode> read) {
    others = read;
    return self();
  }
}
