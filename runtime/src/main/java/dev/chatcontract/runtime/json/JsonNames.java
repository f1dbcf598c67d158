package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The member names of one type, each identified by its place. */
public final class JsonNames {

  /** The place that means the end of the object. */
  public static final int END = -1;

  private final SerializedString[] names;
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * The place that came next the last time, indexed by the previous place plus one. Threads write
   * it without synchronization: a wrong guess only costs time.
   */
  private final int[] following;

  private JsonNames(SerializedString... names) {
    this.names = names;
    for (SerializedString name : names) {
      places.put(name.getValue(), places.size());
    }
    // From before the first name to after an unknown one; initially in the contract's order.
    this.following = new int[names.length + 2];
    for (int next = 0; next < following.length; next++) {
      following[next] = next;
    }
  }

  /** Creates names in the order in which the contract lists them. */
  public static JsonNames of(SerializedString... names) {
    return new JsonNames(names.clone());
  }

  /**
   * Moves to the next member and returns its place, the number of names if it is not one of them,
   * or {@link #END}. {@code last} is the place of the previous member, {@link #END} at the start. A
   * server keeps its order of members, and comparing bytes with one name is faster than looking a
   * name up.
   */
  public int next(JsonParser p, int last) throws IOException {
    int guess = following[last + 1];
    @Nullable String name;
    if (guess >= names.length) {
      name = p.nextFieldName();
    } else if (p.nextFieldName(names[guess])) {
      return guess;
    } else {
      name = p.currentToken() == JsonToken.FIELD_NAME ? p.currentName() : null;
    }
    if (name == null) {
      return END;
    }
    Integer place = places.get(name);
    if (place == null) {
      return names.length;
    }
    following[last + 1] = place;
    return place;
  }

  /**
   * Fails unless every bit of {@code required} is set in {@code seen}; the lowest bit represents
   * the name at place {@code first}. To be called at the closing brace.
   */
  public void required(JsonParser p, long seen, long required, int first) throws IOException {
    long missing = required & ~seen;
    if (missing != 0) {
      throw missing(p, missing, first);
    }
  }

  private JsonShapeException missing(JsonParser p, long missing, int first) {
    List<String> list = new ArrayList<>();
    for (int place = first; missing != 0; place++, missing >>>= 1) {
      if ((missing & 1) != 0) {
        list.add(names[place].getValue());
      }
    }
    return JsonShapeException.missing(p, list);
  }
}
