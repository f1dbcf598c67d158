package dev.chatcontract.contract.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a page.
 *
 * @param path version, service and command, without a leading slash
 * @param hosts the hosts in addresses with this path
 * @param date the date of its last change; null if it gives none
 * @param isGet whether the page says that the call is a GET, not a POST
 * @param facts all facts except the samples, in the order of the page
 * @param texts the page's text about each member and code
 * @param unplaced members that no sample shows and whose parent the table leaves open
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

  /** Returns the command, which is the operation's name in the contract. */
  public String operation() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * A printed body and the line on which it begins.
   *
   * @param name the name of the sample; empty if it has none
   * @param verbatim whether the printed text is valid JSON
   */
  public record Sample(
      String name, boolean request, JsonNode value, String file, int line, boolean verbatim) {}
}
