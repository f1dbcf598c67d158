package dev.chatcontract.contract.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a page states.
 *
 * @param path with version, service and command, without a slash at the front
 * @param facts all but those on samples, in the order of the page
 */
record Page(String file, String path, Map<Fact.Key, Fact> facts, List<Sample> samples) {

  /** The command, which is what the contract calls the operation. */
  String operation() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A printed body and the line it begins on; the name is empty where it has none. */
  record Sample(String name, boolean request, JsonNode value, String file, int line) {}
}
