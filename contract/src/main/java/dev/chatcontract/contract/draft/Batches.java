package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.page.Page;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the list of a request that may be split over several calls, by what the samples print. */
final class Batches {
  private Batches() {}

  /**
   * {@code x-batch}, if an operation that only reads takes one list of limited length, and a
   * printed answer names exactly the elements that a printed request asked for.
   */
  static @Nullable ObjectNode of(Page page, Member request, Member response) {
    if (!Reads.is(page.operation())) {
      return null;
    }
    List<Member> lists =
        request.members.values().stream().filter(m -> m.kinds.contains("array")).toList();
    if (lists.size() != 1) {
      return null;
    }
    Member asked = lists.get(0);
    Long most = asked.limits.get("max-items");
    if (most == null
        || most > Integer.MAX_VALUE
        || asked.severalLimits
        || asked.shown.getOrDefault("max-items", 0L) > most
        || !asked.elementKinds.equals(Set.of("string"))) {
      return null;
    }
    for (Member items : response.members.values()) {
      for (Member key :
          items.elementKinds.contains("object") ? items.members.values() : Set.<Member>of()) {
        if (key.isAlwaysIn(items)
            && key.kinds.equals(Set.of("string"))
            && agree(page, asked, items, key)) {
          return JsonNodeFactory.instance
              .objectNode()
              .put("field", asked.name)
              .put("max", most)
              .put("items", items.name)
              .put("key", key.name);
        }
      }
    }
    return null;
  }

  private static boolean agree(Page page, Member asked, Member items, Member key) {
    Set<Set<String>> requests = new HashSet<>();
    boolean found = false;
    for (Page.Sample sample : page.samples()) {
      if (sample.request()) {
        requests.add(texts(sample.value().path(asked.name), null));
      }
    }
    for (Page.Sample sample : page.samples()) {
      Set<String> named = texts(sample.value().path(items.name), key.name);
      // A single element may be the same by chance.
      found |= !sample.request() && named.size() > 1 && requests.contains(named);
    }
    return found;
  }

  private static Set<String> texts(JsonNode list, @Nullable String member) {
    Set<String> texts = new TreeSet<>();
    for (JsonNode element : list) {
      texts.add((member == null ? element : element.path(member)).asText());
    }
    return texts;
  }
}
