package dev.chatcontract.contract.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request or response body; which of the two is said by the operation's list it is in.
 *
 * @param name the component's name, which is the file's
 * @param id stable, unique in the contract
 * @param value the body; not to be changed
 * @param where the printed place, page and line
 * @param corrects the id of the printed sample this one sets right
 * @param violates the rules the body breaks, because it was printed that way
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

  /** A violation the sample is known to have; {@code rule} as in {@code Violation.rule}. */
  public record Expected(String pointer, String rule) {}
}
