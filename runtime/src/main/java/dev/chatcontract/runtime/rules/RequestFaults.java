package dev.chatcontract.runtime.rules;

import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.text.Redaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects every fault of one request; allocates nothing beyond itself while there are none. */
final class RequestFaults {
  private static final int SHOWN_CHARS = 40;
  private static final Object[] TOP = {};

  private Object[] path = TOP;
  private int depth;
  private @Nullable List<Fault> found;
  private Set<String> hidden = Set.of();

  /** Returns the faults so far, in the order of the checks. */
  List<Fault> list() {
    return found == null ? List.of() : List.copyOf(found);
  }

  /** Hides the values of these members, and everything inside them, in messages. */
  void hide(String... wireNames) {
    Set<String> more = new HashSet<>(hidden);
    more.addAll(List.of(wireNames));
    hidden = more;
  }

  /** Adds a fault; the empty name means the value at the current path. */
  void add(String name, String rule, String message) {
    add(name, rule, message, Fault.Severity.ERROR);
  }

  /** As {@link #add(String, String, String)}, with a severity. */
  void add(String name, String rule, String message, Fault.Severity severity) {
    if (found == null) {
      found = new ArrayList<>();
    }
    found.add(new Fault(pointer(name), rule, message, severity));
  }

  /** Checks the bytes of all texts in a list or object. */
  void checkTotalBytes(long bytes, int most, Fault.Severity severity) {
    if (bytes > most) {
      String has = "has " + bytes + " bytes of text in UTF-8, at most ";
      add("", "x-max-total-bytes", has + most + " are allowed: shorten it", severity);
    }
  }

  /** Checks the number of members of an object. */
  void checkMembers(int size, int fewest, int most, Fault.Severity severity) {
    if (size < fewest) {
      String has = "has " + size + " members, at least " + fewest + " are needed";
      add("", "minProperties", has, severity);
    }
    if (size > most) {
      String has = "has " + size + " members, at most " + most + " are allowed";
      add("", "maxProperties", has, severity);
    }
  }

  /** Returns the length in UTF-8; half a surrogate pair counts as three bytes. */
  static int utf8Bytes(String text) {
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

  String shown(Object value) {
    if (!hidden.isEmpty() && Arrays.stream(path, 0, depth).anyMatch(hidden::contains)) {
      return Redaction.MASK;
    }
    return Redaction.shown(value.toString(), hidden, SHOWN_CHARS);
  }
}
