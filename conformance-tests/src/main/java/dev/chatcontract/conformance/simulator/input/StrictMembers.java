package dev.chatcontract.conformance.simulator.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object sent to the admin interface, read strictly: each problem names the
 * path of the member.
 */
public final class StrictMembers {
  private final JsonNode object;
  private final String at;

  private StrictMembers(JsonNode object, String at) {
    this.object = object;
    this.at = at;
  }

  /**
   * Reads an object.
   *
   * @param at the path of the object; empty for the body itself
   */
  public static StrictMembers of(JsonNode json, String at) {
    if (!json.isObject()) {
      throw new SimulatorException(
          (at.isEmpty() ? "the body" : at) + " has to be a JSON object, not " + shown(json));
    }
    return new StrictMembers(json, at);
  }

  public SimulatorException problem(String name, String problem) {
    return new SimulatorException(at + "/" + name + " " + problem);
  }

  /** Rejects members with other names; otherwise a misspelt one would be silently ignored. */
  public void only(String... names) {
    only(Set.copyOf(Arrays.asList(names)), "this object");
  }

  public void only(Set<String> names, String owner) {
    for (Iterator<String> sent = object.fieldNames(); sent.hasNext(); ) {
      String name = sent.next();
      if (!names.contains(name)) {
        throw problem(
            Excerpt.of(name),
            "is unknown: "
                + owner
                + " has no member \""
                + Excerpt.of(name)
                + "\"; it has "
                + String.join(", ", new TreeSet<>(names)));
      }
    }
  }

  /** Returns the member; null if it is absent or null. */
  public @Nullable JsonNode get(String name) {
    return object.hasNonNull(name) ? object.get(name) : null;
  }

  public int integer(String name, int otherwise, int least, int most) {
    JsonNode value = get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.asInt() < least
        || value.asInt() > most) {
      throw problem(
          name, "has to be a whole number from " + least + " to " + most + ", not " + shown(value));
    }
    return value.asInt();
  }

  public boolean flag(String name) {
    JsonNode value = get(name);
    if (value != null && !value.isBoolean()) {
      throw problem(name, "has to be true or false, not " + shown(value));
    }
    return value != null && value.booleanValue();
  }

  public String text(String name, String otherwise) {
    JsonNode value = get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw problem(name, "has to be a string, not " + shown(value));
    }
    return value.textValue();
  }

  /** Returns the bytes, given in Base64; null if the member is absent. */
  public byte @Nullable [] base64(String name) {
    String text = text(name, "");
    if (get(name) == null) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw problem(name, "is not Base64: " + Excerpt.of(String.valueOf(e.getMessage())));
    }
  }

  /** Returns the member, which must be an object; null if it is absent. */
  public @Nullable StrictMembers object(String name) {
    JsonNode value = get(name);
    return value == null ? null : of(value, at + "/" + name);
  }

  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static String shown(JsonNode value) {
    return value.isMissingNode() ? "nothing" : Excerpt.of(value.toString());
  }
}
