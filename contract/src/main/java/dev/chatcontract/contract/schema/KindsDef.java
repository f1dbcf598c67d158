package dev.chatcontract.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of an object by the value of a neighbouring member. Objects of other kinds may have
 * any members.
 *
 * @param by the neighbouring member whose value is the kind
 */
public record KindsDef(String by, List<Kind> kinds, Place at) {

  /**
   * One kind.
   *
   * @param value the value of the neighbour, as text
   * @param ref the schema of the object
   */
  public record Kind(String value, String ref, Place at) {}

  /** Returns the schema of an object with this neighbour; null if the kind is unknown. */
  public @Nullable String ref(JsonNode neighbour) {
    return kinds.stream()
        .filter(kind -> neighbour.isValueNode() && kind.value().equals(neighbour.asText()))
        .map(Kind::ref)
        .findFirst()
        .orElse(null);
  }
}
