package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Assessment.breaking;
import static dev.chatcontract.contract.diff.Assessment.compatible;
import static dev.chatcontract.contract.diff.Audience.ALL;

import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Shape;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for operations that are added, removed, moved or changed. */
final class PathRules {
  /** Members of a path next to its methods apply to all of them. */
  private static final RuleTable PATH_ITEM =
      new RuleTable(Rule.always(breaking("path-item", ALL)))
          .rows(List.of("summary", "description"), Rule.WORDS)
          .rows(List.copyOf(Shape.METHODS), (difference, comparison) -> {});

  private PathRules() {}

  private record Operation(String path, String method, Node node) {
    String pointer() {
      return "/paths/" + Place.escape(path) + "/" + method;
    }

    @Nullable String name() {
      return node.text("operationId");
    }
  }

  static void paths(Difference difference, Comparison comparison) {
    Map<String, Operation> was = operations(difference.old());
    Map<String, Operation> is = operations(difference.now());
    Set<String> common = new LinkedHashSet<>(was.keySet());
    common.retainAll(is.keySet());
    for (String key : common) {
      Operation old = was.remove(key);
      Operation now = is.remove(key);
      if (old != null && now != null) {
        compare(old, now, comparison);
      }
    }
    for (Operation gone : was.values()) {
      String name = gone.name();
      Operation heir =
          is.values().stream()
              .filter(operation -> name != null && name.equals(operation.name()))
              .findFirst()
              .orElse(null);
      if (heir == null) {
        comparison.add(
            gone.pointer(),
            gone.node(),
            breaking("operation-removed", ALL),
            "the operation " + name + " was removed");
      } else {
        moved(gone, heir, comparison);
        is.values().remove(heir);
      }
    }
    for (Operation added : is.values()) {
      comparison.add(
          added.pointer(),
          added.node(),
          compatible("operation-added", ALL),
          "the operation " + added.name() + " is new");
    }
    pathItems(difference, comparison);
  }

  private static Map<String, Operation> operations(@Nullable Node paths) {
    Map<String, Operation> found = new LinkedHashMap<>();
    Tree.members(paths)
        .forEach(
            (path, item) ->
                item.members()
                    .forEach(
                        (method, node) -> {
                          if (Shape.METHODS.contains(method)) {
                            found.put(path + " " + method, new Operation(path, method, node));
                          }
                        }));
    return found;
  }

  private static void moved(Operation old, Operation now, Comparison comparison) {
    comparison.add(
        now.pointer(),
        now.node(),
        breaking("operation-moved", ALL),
        "the operation "
            + now.name()
            + " moved from "
            + old.method()
            + " "
            + old.path()
            + " to "
            + now.method()
            + " "
            + now.path());
    compare(old, now, comparison);
  }

  private static void compare(Operation old, Operation now, Comparison comparison) {
    OperationRules.KEYWORDS.compare(
        now.pointer(), old.node(), now.node(), Direction.BOTH, comparison);
  }

  private static void pathItems(Difference difference, Comparison comparison) {
    Tree.eachKey(
        Tree.members(difference.old()),
        Tree.members(difference.now()),
        (path, old, now) -> {
          if (old != null && now != null) {
            PATH_ITEM.compare(
                difference.pointer() + "/" + Place.escape(path),
                old,
                now,
                Direction.BOTH,
                comparison);
          }
        });
  }
}
