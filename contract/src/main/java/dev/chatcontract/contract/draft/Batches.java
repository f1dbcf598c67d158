package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.page.Page;
import dev.chatcontract.contract.page.layout.LimitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the list of a request that may be split over several calls, judging by the samples. */
final class Batches {
  private Batches() {}

  /**
   * Drafts {@code x-batch} if the request has one list of limited length, of texts or of objects
   * with a key, and the results of a sample answer correspond exactly to the elements of a sample
   * request; otherwise returns null.
   */
  static @Nullable ObjectNode of(Page page, Member request, Member response) {
    Member asked = limited(request);
    if (asked == null) {
      return null;
    }
    long most = Objects.requireNonNull(asked.limits.get(LimitKind.MAX_ITEMS));
    for (Member items : response.members.values()) {
      for (Member key : keys(items)) {
        for (String fieldKey : fieldKeys(asked, key.name)) {
          if (agree(page, asked.name, fieldKey, items.name, key.name)) {
            ObjectNode batch = JsonNodeFactory.instance.objectNode().put("field", asked.name);
            if (!fieldKey.isEmpty()) {
              batch.put("field-key", fieldKey);
            }
            return batch.put("max", most).put("items", items.name).put("key", key.name);
          }
        }
      }
    }
    return null;
  }

  /**
   * Drafts {@code x-batch} without results if the request has one list of texts of limited length,
   * and the answer nothing but the envelope and a list of failures; otherwise returns null.
   */
  static @Nullable ObjectNode withoutResults(
      Member request, Member response, @Nullable EnvelopeDef envelope, ObjectNode failures) {
    Member asked = limited(request);
    return asked != null
            && isOfTexts(asked)
            && !failures.has("success-code")
            && others(response, envelope).equals(Set.of(failures.path("items").asText()))
        ? JsonNodeFactory.instance
            .objectNode()
            .put("field", asked.name)
            .put("max", asked.limits.get(LimitKind.MAX_ITEMS))
        : null;
  }

  /**
   * Returns what to ask about a list of texts of limited length whose answer is the envelope alone;
   * null otherwise.
   */
  static @Nullable String question(
      Member request, Member response, @Nullable EnvelopeDef envelope) {
    Member asked = limited(request);
    return asked != null && isOfTexts(asked) && others(response, envelope).isEmpty()
        ? "May more than "
            + asked.limits.get(LimitKind.MAX_ITEMS)
            + " "
            + asked.name
            + " be sent in several calls (x-batch without items)?"
        : null;
  }

  private static boolean isOfTexts(Member list) {
    return list.elementKinds.equals(Set.of("string"));
  }

  /** Returns the members of an answer that are not the envelope's. */
  private static Set<String> others(Member response, @Nullable EnvelopeDef envelope) {
    Set<String> names = new TreeSet<>(response.members.keySet());
    if (envelope != null) {
      names.removeAll(List.of(envelope.status(), envelope.code(), envelope.info()));
    }
    return names;
  }

  /** Returns the only list of a request if it has one limit, which no sample exceeds. */
  private static @Nullable Member limited(Member request) {
    List<Member> lists =
        request.members.values().stream().filter(m -> m.kinds.contains("array")).toList();
    if (lists.size() != 1) {
      return null;
    }
    Member asked = lists.get(0);
    Long most = asked.limits.get(LimitKind.MAX_ITEMS);
    return most == null
            || most > Integer.MAX_VALUE
            || most < 1
            || asked.severalLimits
            || asked.shown.getOrDefault(LimitKind.MAX_ITEMS, 0L) > most
        ? null
        : asked;
  }

  /** Returns the texts that every element has in the samples. */
  private static List<Member> keys(Member list) {
    if (!list.elementKinds.equals(Set.of("object"))) {
      return List.of();
    }
    return list.members.values().stream()
        .filter(m -> m.isAlwaysIn(list) && m.kinds.equals(Set.of("string")))
        .toList();
  }

  /**
   * Returns the members of an element that may be its key, the one with this name first; the empty
   * text if the element is a text.
   */
  private static List<String> fieldKeys(Member asked, String name) {
    if (asked.elementKinds.equals(Set.of("string"))) {
      return List.of("");
    }
    List<String> keys = new ArrayList<>();
    for (Member key : keys(asked)) {
      if (key.required && !key.unplaced) {
        keys.add(key.name);
      }
    }
    if (keys.remove(name)) {
      keys.add(0, name);
    }
    return keys;
  }

  private static boolean agree(Page page, String asked, String fieldKey, String items, String key) {
    boolean several = false;
    for (Page.Sample answer : page.samples()) {
      if (answer.request() || !answer.value().has(items)) {
        continue;
      }
      Set<String> named = texts(answer.value().path(items), key);
      boolean found = false;
      for (Page.Sample request : page.samples()) {
        found |= request.request() && texts(request.value().path(asked), fieldKey).equals(named);
      }
      if (!found || named.size() < answer.value().path(items).size()) {
        return false;
      }
      // A single element may be equal by chance, unless the members have the same name.
      several |= named.size() > 1 || fieldKey.equals(key);
    }
    return several;
  }

  private static Set<String> texts(JsonNode list, String member) {
    Set<String> texts = new TreeSet<>();
    for (JsonNode element : list) {
      texts.add((member.isEmpty() ? element : element.path(member)).asText());
    }
    return texts;
  }
}
