package dev.chatcontract.runtime;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects every fault of one request; allocates nothing beyond itself while there are none. Absent
 * (null) values pass all checks but {@link #required}.
 */
public final class Faults {
  private static final int SHOWN_CHARS = 40;
  private static final Object[] TOP = {};

  private Object[] path = TOP;
  private int depth;
  private @Nullable List<Fault> found;
  private Set<String> hidden = Set.of();

  /** None yet. */
  public Faults() {}

  /** The faults so far, in the order of the checks. */
  public List<Fault> list() {
    return found == null ? List.of() : List.copyOf(found);
  }

  /** Members whose values no message shows, nor what is inside them. */
  public void hide(String... wireNames) {
    Set<String> more = new HashSet<>(hidden);
    more.addAll(List.of(wireNames));
    hidden = more;
  }

  /** Fails if the member is absent. */
  public void required(String name, @Nullable Object value) {
    if (value == null) {
      add(name, "required", "is required");
    }
  }

  /**
   * At most this many bytes in UTF-8; half a surrogate pair, which UTF-8 cannot hold, counts as
   * three.
   */
  public void maxBytes(String name, @Nullable String value, int max) {
    // A char takes at most three bytes, so that most texts need no counting.
    if (value == null || value.length() <= max / 3) {
      return;
    }
    int bytes = utf8Bytes(value);
    if (bytes > max) {
      add(
          name,
          "x-max-bytes",
          "has " + bytes + " bytes in UTF-8, at most " + max + " are allowed: shorten it");
    }
  }

  /** At least this many characters. */
  public void minLength(String name, @Nullable String value, int min) {
    if (value != null && value.codePointCount(0, value.length()) < min) {
      add(name, "minLength", "must have at least " + min + " characters");
    }
  }

  /** At most this many characters. */
  public void maxLength(String name, @Nullable String value, int max) {
    if (value != null && value.codePointCount(0, value.length()) > max) {
      add(
          name,
          "maxLength",
          "has "
              + value.codePointCount(0, value.length())
              + " characters, at most "
              + max
              + " are allowed");
    }
  }

  /** Number of items. */
  public void items(String name, @Nullable List<?> value, int min, int max) {
    items(name, value, min, max, "split the request");
  }

  /** Number of items; {@code fix} says what to do about too many. */
  public void items(String name, @Nullable List<?> value, int min, int max, String fix) {
    if (value == null) {
      return;
    }
    if (value.size() < min) {
      add(name, "minItems", "has " + value.size() + " items, at least " + min + " are needed");
    }
    if (value.size() > max) {
      add(
          name,
          "maxItems",
          "has " + value.size() + " items, at most " + max + " are allowed: " + fix);
    }
  }

  /**
   * An integer's bounds, both inclusive; {@code Long.MIN_VALUE} and {@code Long.MAX_VALUE} stand
   * for none.
   */
  public void range(String name, @Nullable Number value, long min, long max) {
    if (value == null) {
      return;
    }
    if (value.longValue() < min) {
      add(name, "minimum", "is " + shown(name, value) + ", the least allowed is " + min);
    }
    if (value.longValue() > max) {
      add(name, "maximum", "is " + shown(name, value) + ", the most allowed is " + max);
    }
  }

  /** A decimal's bounds, both inclusive; null stands for none. */
  public void range(
      String name, @Nullable BigDecimal value, @Nullable BigDecimal min, @Nullable BigDecimal max) {
    if (value == null) {
      return;
    }
    if (min != null && value.compareTo(min) < 0) {
      add(name, "minimum", "is " + shown(name, value) + ", the least allowed is " + min);
    }
    if (max != null && value.compareTo(max) > 0) {
      add(name, "maximum", "is " + shown(name, value) + ", the most allowed is " + max);
    }
  }

  /** The text must contain a match, as JSON Schema has it: anchor the pattern to bind all of it. */
  public void pattern(String name, @Nullable String value, Pattern pattern) {
    if (value != null && !pattern.matcher(value).find()) {
      add(name, "pattern", "\"" + shown(name, value) + "\" does not match " + pattern.pattern());
    }
  }

  /** A listed value that the server refuses. */
  public void rejected(String name, @Nullable String value, String refused, String reason) {
    if (refused.equals(value)) {
      add(name, "x-rejected-values", "\"" + shown(name, value) + "\" is refused: " + reason);
    }
  }

  /**
   * A member that only counts under a condition; {@code applies} is that condition, already worked
   * out.
   */
  public void appliesWhen(
      String name,
      @Nullable Object value,
      boolean applies,
      String condition,
      Fault.Severity severity) {
    if (value != null && !applies) {
      add(name, "x-applies-when", "applies only when " + condition + ": leave it out", severity);
    }
  }

  /** A nested object. */
  public <T> void object(String name, @Nullable T value, BiConsumer<T, Faults> check) {
    if (value != null) {
      push(name);
      check.accept(value, this);
      depth--;
    }
  }

  /** Each object of a list. */
  public <T> void each(String name, @Nullable List<T> values, BiConsumer<T, Faults> check) {
    if (values == null) {
      return;
    }
    push(name);
    for (int i = 0; i < values.size(); i++) {
      push(i);
      check.accept(values.get(i), this);
      depth--;
    }
    depth--;
  }

  /** A fault of the value that {@link #each} or {@link #object} stands on uses the empty name. */
  public void add(String name, String rule, String message) {
    add(name, rule, message, Fault.Severity.ERROR);
  }

  /** As {@link #add(String, String, String)}, with a weight. */
  public void add(String name, String rule, String message, Fault.Severity severity) {
    if (found == null) {
      found = new ArrayList<>();
    }
    found.add(new Fault(pointer(name), rule, message, severity));
  }

  /** Whether the value is one of those given. */
  public static boolean in(@Nullable String value, String... values) {
    for (String v : values) {
      if (v.equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** Length in UTF-8; half a surrogate pair counts as three bytes. */
  public static int utf8Bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  void push(Object segment) {
    if (depth == path.length) {
      path = Arrays.copyOf(path, depth + 4);
    }
    path[depth++] = segment;
  }

  void pop() {
    depth--;
  }

  private String pointer(String name) {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      segment(pointer, path[i].toString());
    }
    if (!name.isEmpty()) {
      segment(pointer, name);
    }
    return pointer.toString();
  }

  private static void segment(StringBuilder pointer, String segment) {
    pointer.append('/').append(segment.replace("~", "~0").replace("/", "~1"));
  }

  String shown(String name, Object value) {
    if (!hidden.isEmpty() && isHidden(name)) {
      return Redaction.MASK;
    }
    return Redaction.shown(value.toString(), hidden, SHOWN_CHARS);
  }

  private boolean isHidden(String name) {
    return hidden.contains(name) || Arrays.stream(path, 0, depth).anyMatch(hidden::contains);
  }
}
