package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Changes.ALL;
import static dev.chatcontract.contract.diff.Changes.CODE;
import static dev.chatcontract.contract.diff.Changes.EXTENSIONS;

import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two versions of a contract. Every difference gives at least one change: what no rule
 * knows is reported as well, as breaking where it could be.
 */
public final class ContractDiff {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final Node before;
  private final Node after;
  private final Changes changes = new Changes();
  private final SchemaDiff schemas;
  private final OperationDiff operations;

  private ContractDiff(Node before, Node after) {
    this.before = before;
    this.after = after;
    this.schemas = new SchemaDiff(before, after, changes);
    this.operations = new OperationDiff(before, after, schemas, changes);
  }

  /** Compares two files, each the root of a source tree or a bundle, by our own rules. */
  public static List<Change> compare(Path before, Path after) {
    return compare(ContractDocument.load(before), ContractDocument.load(after));
  }

  /** Compares two documents by our own rules; worst changes first. */
  public static List<Change> compare(ContractDocument before, ContractDocument after) {
    ContractDiff diff = new ContractDiff(before.root(), after.root());
    diff.root();
    return diff.changes.sorted();
  }

  private void root() {
    members(before.find("/components/schemas")).forEach(this::order);
    Tree.eachKey(
        before.members(),
        after.members(),
        (key, old, now) -> {
          String pointer = "/" + key;
          Node at = now == null ? after : now;
          switch (key) {
            case "info" -> info(pointer, old, now);
            case "openapi", "externalDocs", "x-errata", "x-sources" ->
                changes.info("words", pointer, at, key + Tree.fromTo(old, now));
            case "servers" -> servers(pointer, old, now);
            case "security" ->
                changes.breaking(
                    "security",
                    pointer,
                    at,
                    "security" + Tree.fromTo(old, now) + "; requests are signed differently",
                    ALL);
            case "tags" -> tags(pointer, old, now);
            case "paths" -> paths(pointer, old, now);
            case "components" -> components(pointer, old, now);
            case "x-envelope" ->
                changes.breaking(
                    "x-envelope",
                    pointer,
                    at,
                    "x-envelope" + Tree.fromTo(old, now) + "; success is recognized differently",
                    ALL);
            case "x-common-errors" -> operations.errorCodes(pointer, old, now);
            case "x-error-ranges" -> errorRanges(pointer, old, now);
            default ->
                changes.compatible(
                    "extension", pointer, at, key + Tree.fromTo(old, now), EXTENSIONS);
          }
        });
  }

  private void errorRanges(String pointer, @Nullable Node old, @Nullable Node now) {
    Tree.eachKey(
        Tree.byKey(old, "from"),
        Tree.byKey(now, "from"),
        (from, was, is) -> {
          if (was == null && is != null) {
            changes.compatible(
                "error-range",
                pointer,
                is,
                "the range of codes from " + from + " is new",
                EXTENSIONS);
          } else if (was != null && is == null) {
            changes.breaking(
                "error-range",
                pointer,
                was,
                "the range of codes from " + from + " is gone; unlisted codes lose their class",
                EXTENSIONS);
          } else if (was != null && is != null) {
            errorRange(pointer, from, was, is);
          }
        });
  }

  private void errorRange(String pointer, String from, Node was, Node is) {
    Tree.eachKey(
        was.members(),
        is.members(),
        (key, old, now) -> {
          String change = "of the range of codes from " + from + " the " + key;
          if (key.equals("to") || key.equals("class")) {
            changes.breaking(
                "error-range",
                pointer,
                is,
                change + Tree.fromTo(old, now) + "; callers branch on the class of unlisted codes",
                EXTENSIONS);
          } else {
            changes.info("words", pointer, is, change + Tree.fromTo(old, now));
          }
        });
  }

  /**
   * JSON objects are equal in any order, but generated records and their {@code of} take values in
   * the order of properties: two of one type would change places and still compile.
   */
  private void order(String name, Node was) {
    String pointer = "/components/schemas/" + Tree.escape(name);
    Node is = after.find(pointer);
    if (is == null) {
      return;
    }
    List<String> old = new ArrayList<>(members(was.get("properties")).keySet());
    List<String> now = new ArrayList<>(members(is.get("properties")).keySet());
    old.retainAll(now);
    now.retainAll(old);
    if (!old.equals(now)) {
      changes.breaking(
          "order",
          pointer + "/properties",
          is,
          "the properties of "
              + name
              + " are in another order; constructors take them in that order",
          EnumSet.of(Audience.JAVA));
    }
  }

  private static Map<String, Node> members(@Nullable Node node) {
    return node == null ? Map.of() : node.members();
  }

  private void info(String pointer, @Nullable Node old, @Nullable Node now) {
    Tree.eachKey(
        members(old),
        members(now),
        (key, was, is) ->
            changes.info(
                key.equals("version") ? "version" : "words",
                pointer + "/" + key,
                is == null ? after : is,
                key + Tree.fromTo(was, is)));
  }

  private void servers(String pointer, @Nullable Node old, @Nullable Node now) {
    Map<String, Node> was = regions(old);
    Map<String, Node> is = regions(now);
    Tree.eachKey(
        was,
        is,
        (id, from, to) -> {
          if (from == null && to != null) {
            changes.compatible("region", pointer, to, "the region " + id + " is new", ALL);
          } else if (from != null && to == null) {
            changes.breaking(
                "region",
                pointer,
                from,
                "the region " + id + " is gone; its constant vanishes",
                ALL);
          } else if (from != null && to != null) {
            if (!Tree.same(from.get("url"), to.get("url"))) {
              changes.breaking(
                  "region",
                  pointer,
                  to,
                  "the host of "
                      + id
                      + Tree.fromTo(from.get("url"), to.get("url"))
                      + "; networks that allow the old one refuse it",
                  ALL);
            }
            if (!Tree.without(from, "url").equals(Tree.without(to, "url"))) {
              changes.info("words", pointer, to, "the region " + id + " has a new description");
            }
          }
        });
    String first = was.isEmpty() ? "" : was.keySet().iterator().next();
    String nowFirst = is.isEmpty() ? "" : is.keySet().iterator().next();
    if (!first.equals(nowFirst) && now != null) {
      changes.breaking(
          "region",
          pointer,
          now,
          "the first server was " + first + " and is " + nowFirst + "; stock clients default to it",
          EnumSet.of(Audience.OTHER_LANGUAGES));
    } else if (Tree.sameValues(was, is) && now != null) {
      changes.info("order", pointer, now, "the servers are in another order");
    }
  }

  private static Map<String, Node> regions(@Nullable Node servers) {
    Map<String, Node> regions = new LinkedHashMap<>();
    if (servers != null) {
      for (Node server : servers.elements()) {
        Node region = server.get("x-region");
        String id = region == null ? null : region.text("id");
        regions.put(id == null ? String.valueOf(server.text("url")) : id, server);
      }
    }
    return regions;
  }

  private void tags(String pointer, @Nullable Node old, @Nullable Node now) {
    Map<String, Node> was = Tree.byKey(old, "name");
    Map<String, Node> is = Tree.byKey(now, "name");
    Tree.eachKey(
        was,
        is,
        (name, from, to) -> {
          if (from == null && to != null) {
            changes.compatible("tags", pointer, to, "the tag " + name + " is new", CODE);
          } else if (from != null && to == null) {
            changes.breaking("tags", pointer, from, "the tag " + name + " is gone", CODE);
          } else if (to != null) {
            changes.info("words", pointer, to, "the tag " + name + " has a new description");
          }
        });
    if (Tree.sameValues(was, is) && now != null) {
      changes.info("order", pointer, now, "the tags are in another order");
    }
  }

  private record Operation(String path, String method, Node item, Node node) {
    String pointer() {
      return "/paths/" + Tree.escape(path) + "/" + method;
    }
  }

  private static Map<String, Operation> operations(@Nullable Node paths) {
    Map<String, Operation> found = new LinkedHashMap<>();
    members(paths)
        .forEach(
            (path, item) ->
                item.members()
                    .forEach(
                        (method, node) -> {
                          if (METHODS.contains(method)) {
                            found.put(path + " " + method, new Operation(path, method, item, node));
                          }
                        }));
    return found;
  }

  private void paths(String pointer, @Nullable Node old, @Nullable Node now) {
    Map<String, Operation> was = operations(old);
    Map<String, Operation> is = operations(now);
    Set<String> common = new LinkedHashSet<>(was.keySet());
    common.retainAll(is.keySet());
    for (String key : common) {
      Operation from = was.remove(key);
      Operation to = is.remove(key);
      if (from != null && to != null) {
        operations.compare(to.pointer(), from.node(), to.node());
      }
    }
    for (Operation gone : was.values()) {
      String name = gone.node().text("operationId");
      Operation heir =
          is.values().stream()
              .filter(o -> name != null && name.equals(o.node().text("operationId")))
              .findFirst()
              .orElse(null);
      if (heir == null) {
        changes.breaking(
            "operation-removed",
            gone.pointer(),
            gone.node(),
            "the operation " + name + " is gone",
            ALL);
      } else {
        changes.breaking(
            "operation-moved",
            heir.pointer(),
            heir.node(),
            "the operation "
                + name
                + " moved from "
                + gone.method()
                + " "
                + gone.path()
                + " to "
                + heir.method()
                + " "
                + heir.path(),
            ALL);
        operations.compare(heir.pointer(), gone.node(), heir.node());
        is.values().remove(heir);
      }
    }
    for (Operation added : is.values()) {
      changes.compatible(
          "operation-added",
          added.pointer(),
          added.node(),
          "the operation " + added.node().text("operationId") + " is new",
          ALL);
    }
    pathItems(pointer, old, now);
  }

  /** What stands beside the methods of a path holds for all of them. */
  private void pathItems(String pointer, @Nullable Node old, @Nullable Node now) {
    Tree.eachKey(
        members(old),
        members(now),
        (path, from, to) -> {
          if (from == null || to == null) {
            return;
          }
          Tree.eachKey(
              from.members(),
              to.members(),
              (key, was, is) -> {
                if (METHODS.contains(key)) {
                  return;
                }
                String here = pointer + "/" + Tree.escape(path) + "/" + key;
                String change = key + Tree.fromTo(was, is);
                if (key.equals("summary") || key.equals("description")) {
                  changes.info("words", here, is == null ? to : is, change);
                } else {
                  changes.breaking("path-item", here, is == null ? to : is, change, ALL);
                }
              });
        });
  }

  private void components(String pointer, @Nullable Node old, @Nullable Node now) {
    Usage usedBefore = new Usage(before);
    Usage usedAfter = new Usage(after);
    Tree.eachKey(
        members(old),
        members(now),
        (section, from, to) ->
            Tree.eachKey(
                members(from),
                members(to),
                (name, was, is) -> {
                  String here = pointer + "/" + section + "/" + Tree.escape(name);
                  if (was == null && is != null) {
                    changes.compatible(
                        "component", here, is, "of " + section + ", " + name + " is new", CODE);
                  } else if (was != null && is == null) {
                    gone(section, name, here, was);
                  } else if (was != null && is != null) {
                    switch (section) {
                      case "schemas" ->
                          schemas.compare(
                              here, was, is, usedBefore.of(name).and(usedAfter.of(name)));
                      case "parameters" -> operations.parameter(here, was, is);
                      case "examples" -> sample(here, name, was, is);
                      case "securitySchemes" -> scheme(here, name, was, is);
                      case "requestBodies", "responses" -> operations.body(here, was, is, is);
                      default ->
                          changes.breaking("component", here, is, name + Tree.fromTo(was, is), ALL);
                    }
                  }
                }));
  }

  private void gone(String section, String name, String pointer, Node was) {
    switch (section) {
      case "schemas" ->
          changes.breaking(
              "schema-removed",
              pointer,
              was,
              "the schema " + name + " is gone; its class vanishes",
              CODE);
      case "examples" ->
          changes.compatible(
              "sample",
              pointer,
              was,
              "the sample " + name + " is gone",
              EnumSet.of(Audience.SIMULATOR));
      default ->
          changes.breaking(
              "component", pointer, was, "of " + section + ", " + name + " is gone", ALL);
    }
  }

  private void sample(String pointer, String name, Node was, Node is) {
    if (Tree.same(was.get("value"), is.get("value"))) {
      changes.info("words", pointer, is, "the sample " + name + " has a new description");
    } else {
      changes.compatible(
          "sample",
          pointer + "/value",
          is,
          "the sample " + name + " has another value",
          EnumSet.of(Audience.SIMULATOR));
    }
  }

  private void scheme(String pointer, String name, Node was, Node is) {
    Tree.eachKey(
        was.members(),
        is.members(),
        (key, from, to) -> {
          String here = pointer + "/" + key;
          Node at = to == null ? is : to;
          String change = "of the key " + name + " the " + key + Tree.fromTo(from, to);
          switch (key) {
            case "description", "x-errata", "x-source" -> changes.info("words", here, at, change);
            case "x-sensitive" -> {
              if (to == null) {
                changes.breaking(
                    key, here, at, change + "; a secret may turn up in logs", EXTENSIONS);
              } else {
                changes.compatible(key, here, at, change, EXTENSIONS);
              }
            }
            default ->
                changes.breaking(
                    "security", here, at, change + "; requests are signed differently", ALL);
          }
        });
  }
}
