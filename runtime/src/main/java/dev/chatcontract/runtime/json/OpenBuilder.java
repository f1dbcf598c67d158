package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated builders, which holds the members that the contract does not contain.
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

  /**
   * Adds a member that the contract does not contain; known members have their own setters. A known
   * one may be sent with a value that its setter does not take, but not together with the setter's:
   * such a request is refused when it is sent.
   */
  public final B otherMember(String name, JsonNode value) {
    others = others == null ? new LinkedHashMap<>() : others;
    others.put(name, value);
    return self();
  }

  /** Forgets a null that was kept for a known member, because the member has been set. */
  protected final B set(String wireName) {
    if (others != null) {
      others.remove(wireName);
    }
    return self();
  }

  /** Handles a setter that accepts null as a value: null is sent, as its caller requested. */
  protected final B setOrNull(String wireName, @Nullable Object value) {
    return value == null ? otherMember(wireName, JsonTrees.ofNull()) : set(wireName);
  }

  /** Returns the members that were kept so far, or null. */
  protected final @Nullable Map<String, JsonNode> others() {
    return others;
  }

  /** Starts with the members that another value has kept; the map is copied. */
  protected final B others(@Nullable Map<String, JsonNode> kept) {
    others = kept == null ? null : new LinkedHashMap<>(kept);
    return self();
  }

  /** Takes over the members that were kept while reading; the map is not copied. */
  protected final B kept(@Nullable Map<String, JsonNode> read) {
    others = read;
    return self();
  }
}
