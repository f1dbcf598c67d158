package dev.chatcontract.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the members of an object are, by the value of a neighbour of that object. Objects of other
 * kinds may have any members.
 *
 * @param by the neighbouring member that tells kinds apart
 */
public record KindsDef(String by, List<Kind> kinds, Place at) {

  /**
   * One kind.
   *
   * @param value of the neighbour, as text
   * @param ref the schema of the object
   */
  public record Kind(String value, String ref, Place at) {}

  /** The schema for an object with that neighbour; null if none is known. */
  public @Nullable String ref(JsonNode neighbour) {
    return kinds.stream()
        .filter(kind -> neighbour.isValueNode() && kind.value().equals(neighbour.asText()))
        .map(Kind::ref)
        .findFirst()
        .orElse(null);
  }
}
