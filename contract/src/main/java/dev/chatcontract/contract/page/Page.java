package dev.chatcontract.contract.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a page states.
 *
 * @param path with version, service and command, without a slash at the front
 * @param hosts found in an address with this path
 * @param date null if it gives none
 * @param isGet whether the page says that the call is a GET, not a POST
 * @param facts all but those on samples, in the order of the page
 * @param texts what the page says in words on a member or a code
 * @param unplaced members that no sample shows, where the table leaves open what they are part of
 */
public record Page(
    String file,
    String path,
    Set<String> hosts,
    @Nullable PageDate date,
    boolean isGet,
    Map<Fact.Key, Fact> facts,
    Map<Fact.Key, String> texts,
    Set<Fact.Key> unplaced,
    List<Sample> samples) {

  /** The command, which is what the contract calls the operation. */
  public String operation() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * A printed body and the line it begins on.
   *
   * @param name empty where it has none
   * @param verbatim whether it is JSON as it is printed
   */
  public record Sample(
      String name, boolean request, JsonNode value, String file, int line, boolean verbatim) {}
}
