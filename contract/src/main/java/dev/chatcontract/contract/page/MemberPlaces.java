package dev.chatcontract.contract.page;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the members of a flat table belong: as nested in the samples, or in the contract if
 * no sample has the member.
 */
final class MemberPlaces {
  private static final Set<String> ENVELOPE = Set.of("ActionStatus", "ErrorCode", "ErrorInfo");

  private final Map<String, String> sampled;
  private final Set<String> known;
  private final Set<String> used = new HashSet<>();
  private String container = "";
  private boolean open;

  MemberPlaces(Map<String, String> sampled, Set<String> known) {
    this.sampled = sampled;
    this.known = known;
  }

  /**
   * The place of a row's member.
   *
   * @param sure false if the member may also belong to an array or object above it
   */
  record Placed(String path, boolean sure) {}

  /** Finds the path of a row's member. */
  Placed path(String printed, String type) {
    String name = printed.replaceAll("\\[\\w*]", "");
    String found = find(name, sampled.keySet());
    found = found != null ? found : find(name, known);
    String path = found != null ? found : name;
    boolean sure = found != null || !open || ENVELOPE.contains(name) || path.contains(".");
    used.add(path);
    container = holds(path) ? path : parent(path);
    boolean holder = type.equals("array") || type.equals("object");
    if (found == null) {
      open |= holder;
    } else {
      // An array without objects in the samples has no members.
      open = !container.isEmpty() || (holder && !sampled.containsKey(path));
    }
    return new Placed(path, sure);
  }

  private @Nullable String find(String name, Set<String> paths) {
    if (ENVELOPE.contains(name)
        && paths.contains(name)
        && !used.contains(name)
        && !isOfElement(name, paths)) {
      return name;
    }
    for (String at = container; ; at = parent(at)) {
      String path = at.isEmpty() ? name : at + "." + name;
      if (paths.contains(path) && !used.contains(path)) {
        return path;
      }
      if (at.isEmpty()) {
        break;
      }
    }
    List<String> elsewhere =
        paths.stream().filter(p -> p.endsWith("." + name) && !used.contains(p)).toList();
    return elsewhere.isEmpty() ? null : elsewhere.get(0);
  }

  // The rows of the call's outcome stand together. One below the members of an element is that of
  // the call only if it is the first, because tables may also end with the outcome.
  private boolean isOfElement(String name, Set<String> paths) {
    String path = container + "." + name;
    return ENVELOPE.stream().anyMatch(used::contains)
        && paths.contains(path)
        && !used.contains(path);
  }

  private boolean holds(String path) {
    String inside = path + ".";
    return sampled.keySet().stream().anyMatch(p -> p.startsWith(inside))
        || known.stream().anyMatch(p -> p.startsWith(inside));
  }

  private static String parent(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }
}
