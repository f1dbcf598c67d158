package dev.chatcontract.contract.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request or response body, depending on the list of the operation that contains it.
 *
 * @param name the name of the component, equal to that of the file
 * @param id a stable name, unique in the contract
 * @param value the body; do not modify it
 * @param where the page and line where it is printed
 * @param corrects the id of the printed sample that this one corrects
 * @param violates the rules that the body breaks because it was printed that way
 */
public record SampleDef(
    String name,
    String id,
    String summary,
    String description,
    JsonNode value,
    Provenance provenance,
    @Nullable String where,
    @Nullable String corrects,
    List<Expected> violates,
    List<String> errata,
    Place at) {

  /** A known violation of the sample; {@code rule} as a checked rule is spelled. */
  public record Expected(String pointer, String rule) {}
}
