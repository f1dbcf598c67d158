package dev.chatcontract.contract.diff;

import static dev.chatcontract.contract.diff.Changes.ALL;
import static dev.chatcontract.contract.diff.Changes.CODE;
import static dev.chatcontract.contract.diff.Changes.EXTENSIONS;

import dev.chatcontract.contract.source.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two versions of one operation. */
final class OperationDiff {
  private static final List<String> BOLDNESS = List.of("never", "resign", "if-idempotent", "safe");

  private final Node oldRoot;
  private final Node newRoot;
  private final SchemaDiff schemas;
  private final Changes changes;

  OperationDiff(Node oldRoot, Node newRoot, SchemaDiff schemas, Changes changes) {
    this.oldRoot = oldRoot;
    this.newRoot = newRoot;
    this.schemas = schemas;
    this.changes = changes;
  }

  void compare(String pointer, Node before, Node after) {
    Tree.eachKey(
        before.members(),
        after.members(),
        (key, old, now) ->
            member(key, pointer + "/" + Tree.escape(key), old, now, now == null ? after : now));
  }

  private void member(String key, String pointer, @Nullable Node old, @Nullable Node now, Node at) {
    String change = key + Tree.fromTo(old, now);
    switch (key) {
      case "summary", "description", "externalDocs", "x-errata", "x-source" ->
          changes.info("words", pointer, at, change);
      case "operationId" ->
          changes.breaking(
              "operation-renamed", pointer, at, change + "; methods are named so", CODE);
      case "tags" -> changes.breaking("tags", pointer, at, change + "; classes are named so", CODE);
      case "security" ->
          changes.breaking(
              "security", pointer, at, change + "; requests are signed differently", ALL);
      case "servers" ->
          changes.breaking("servers", pointer, at, change + "; requests go elsewhere", ALL);
      case "deprecated" ->
          changes.compatible("deprecated", pointer, at, change + "; compilers may warn", CODE);
      case "parameters" -> parameters(pointer, old, now);
      case "requestBody" -> body(pointer, old, now, at);
      case "responses" -> responses(pointer, old, now);
      case "x-rate-limit" -> rateLimit(pointer, old, now, at, change);
      case "x-error-codes" -> errorCodes(pointer, old, now);
      case "x-batch" -> batch(pointer, old, now, at, change);
      case "x-pagination", "x-item-errors" -> {
        if (old == null) {
          changes.compatible(
              key, pointer, at, change + "; callers gain a way to use it", EXTENSIONS);
        } else {
          changes.breaking(
              key,
              pointer,
              at,
              change + "; code made from the old one reads other members",
              EXTENSIONS);
        }
      }
      case "x-idempotent-when" -> idempotency(pointer, old, now, at, change);
      case "x-documented-regions" -> changes.info("x-documented-regions", pointer, at, change);
      case "x-group-types" -> groupTypes(pointer, old, now, at);
      case "x-envelope" ->
          changes.breaking(
              "x-envelope", pointer, at, change + "; success is recognized differently", ALL);
      default -> {
        if (key.startsWith("x-")) {
          changes.compatible("extension", pointer, at, change, EXTENSIONS);
        } else {
          changes.breaking("keyword", pointer, at, change + "; its effect is unknown", ALL);
        }
      }
    }
  }

  private static Node follow(Node root, Node node) {
    String ref = node.text("$ref");
    Node target = ref == null ? null : root.find(ref.substring(1));
    return target == null ? node : target;
  }

  private void parameters(String pointer, @Nullable Node old, @Nullable Node now) {
    Map<String, Node> before = named(oldRoot, old);
    Map<String, Node> after = named(newRoot, now);
    Tree.eachKey(
        before,
        after,
        (name, was, is) -> {
          String here = pointer + "/" + Tree.escape(name);
          if (was == null && is != null) {
            boolean required = is.toJson().path("required").asBoolean();
            changes.add(
                required ? Verdict.BREAKING : Verdict.COMPATIBLE,
                "parameter",
                here,
                is,
                "the parameter " + name + " is new" + (required ? " and required" : ""),
                ALL);
          } else if (was != null && is == null) {
            changes.breaking(
                "parameter", here, was, "the parameter " + name + " is gone from signatures", ALL);
          } else if (was != null && is != null) {
            parameter(here, was, is);
          }
        });
    if (now != null && Tree.sameValues(before, after)) {
      changes.info("order", pointer, now, "the same parameters are listed in another way");
    }
  }

  private static Map<String, Node> named(Node root, @Nullable Node list) {
    Map<String, Node> parameters = new LinkedHashMap<>();
    if (list != null) {
      for (Node element : list.elements()) {
        Node parameter = follow(root, element);
        parameters.put(parameter.text("in") + ":" + parameter.text("name"), parameter);
      }
    }
    return parameters;
  }

  /** One parameter, of an operation or of components; all that use the latter are hit alike. */
  void parameter(String pointer, Node before, Node after) {
    Tree.eachKey(
        before.members(),
        after.members(),
        (key, old, now) -> {
          Node at = now == null ? after : now;
          String here = pointer + "/" + key;
          String change = key + Tree.fromTo(old, now);
          switch (key) {
            case "description", "example", "examples", "x-errata", "x-source" ->
                changes.info("words", here, at, change);
            case "schema" -> {
              if (old != null && now != null) {
                schemas.compare(here, old, now, Direction.REQUEST);
              } else {
                changes.breaking("parameter", here, at, change, ALL);
              }
            }
            case "required" -> {
              boolean required = now != null && now.toJson().booleanValue();
              changes.add(
                  required ? Verdict.BREAKING : Verdict.COMPATIBLE,
                  "required",
                  here,
                  at,
                  change,
                  ALL);
            }
            case "x-sensitive" -> {
              if (now == null) {
                changes.breaking(
                    key, here, at, change + "; a secret may turn up in logs", EXTENSIONS);
              } else {
                changes.compatible(key, here, at, change + "; it is hidden now", EXTENSIONS);
              }
            }
            default -> changes.breaking("parameter", here, at, change + "; the query changes", ALL);
          }
        });
  }

  private void responses(String pointer, @Nullable Node old, @Nullable Node now) {
    Map<String, Node> before = old == null ? Map.of() : old.members();
    Map<String, Node> after = now == null ? Map.of() : now.members();
    Tree.eachKey(
        before,
        after,
        (status, was, is) -> {
          String here = pointer + "/" + Tree.escape(status);
          if (was == null && is != null) {
            changes.compatible("response", here, is, "the status " + status + " is new", ALL);
          } else if (was != null && is == null) {
            changes.breaking("response", here, was, "the status " + status + " is gone", ALL);
          } else if (was != null && is != null) {
            body(here, was, is, is);
          }
        });
  }

  /** Also compares bodies of components. */
  void body(String pointer, @Nullable Node old, @Nullable Node now, Node at) {
    if (old == null || now == null) {
      changes.breaking(
          "body", pointer, at, "the body" + (old == null ? " is new" : " is gone"), ALL);
      return;
    }
    Node before = follow(oldRoot, old);
    Node after = follow(newRoot, now);
    boolean sent = pointer.contains("/requestBod");
    Tree.eachKey(
        before.members(),
        after.members(),
        (key, was, is) -> {
          String here = pointer + "/" + key;
          Node where = is == null ? at : is;
          String change = key + Tree.fromTo(was, is);
          switch (key) {
            case "description" -> changes.info("words", here, where, change);
            case "required" ->
                changes.add(
                    is != null && is.toJson().booleanValue()
                        ? Verdict.BREAKING
                        : Verdict.COMPATIBLE,
                    "required",
                    here,
                    where,
                    change,
                    ALL);
            case "content" -> content(here, was, is, sent);
            default -> changes.compatible("extension", here, where, change, ALL);
          }
        });
  }

  private void content(String pointer, @Nullable Node old, @Nullable Node now, boolean sent) {
    Tree.eachKey(
        old == null ? Map.of() : old.members(),
        now == null ? Map.of() : now.members(),
        (type, was, is) -> {
          String here = pointer + "/" + Tree.escape(type);
          if (was == null && is != null) {
            changes.compatible("media-type", here, is, type + " is new", ALL);
          } else if (was != null && is == null) {
            changes.breaking("media-type", here, was, type + " is gone", ALL);
          } else if (was != null && is != null) {
            Node before = was.get("schema");
            Node after = is.get("schema");
            if (before != null && after != null) {
              schemas.compare(
                  here + "/schema", before, after, sent ? Direction.REQUEST : Direction.RESPONSE);
            } else if (!Tree.same(before, after)) {
              changes.breaking("body", here + "/schema", is, "the schema came or went", ALL);
            }
            samples(here + "/examples", was.get("examples"), is.get("examples"));
            if (!Tree.same(was.get("example"), is.get("example"))) {
              changes.info("words", here + "/example", is, "the example changed");
            }
          }
        });
  }

  private void samples(String pointer, @Nullable Node old, @Nullable Node now) {
    Tree.eachKey(
        old == null ? Map.of() : old.members(),
        now == null ? Map.of() : now.members(),
        (name, was, is) -> {
          String here = pointer + "/" + Tree.escape(name);
          String what = was == null ? " is new" : is == null ? " is gone" : " is another one";
          Node at = is != null ? is : was;
          if (at != null) {
            changes.compatible(
                "sample", here, at, "the sample " + name + what, EnumSet.of(Audience.SIMULATOR));
          }
        });
  }

  private void rateLimit(
      String pointer, @Nullable Node old, @Nullable Node now, Node at, String change) {
    if (old != null
        && now != null
        && Tree.without(old, "source").equals(Tree.without(now, "source"))) {
      changes.info("words", pointer, at, "the source of the rate limit changed");
    } else if (now != null && (old == null || !allows(now, old))) {
      changes.breaking(
          "x-rate-limit",
          pointer,
          at,
          change + "; callers within the old limit are refused",
          EXTENSIONS);
    } else {
      changes.compatible("x-rate-limit", pointer, at, change + "; callers may do more", EXTENSIONS);
    }
  }

  /** Whether the most that the old limit lets through in the new one's time is within the new. */
  private static boolean allows(Node now, Node old) {
    BigDecimal oldCalls = Tree.number(old.get("calls"));
    BigDecimal oldSeconds = Tree.number(old.get("per-seconds"));
    BigDecimal calls = Tree.number(now.get("calls"));
    BigDecimal seconds = Tree.number(now.get("per-seconds"));
    if (oldCalls == null || oldSeconds == null || calls == null || seconds == null) {
      return false;
    }
    // A caller may start each of the old periods with all of its calls.
    return oldSeconds.signum() > 0
        && calls.compareTo(oldCalls.multiply(seconds.divide(oldSeconds, 0, RoundingMode.CEILING)))
            >= 0;
  }

  /** Also compares the list that all operations share. */
  void errorCodes(String pointer, @Nullable Node old, @Nullable Node now) {
    Map<String, Node> before = Tree.byKey(old, "code");
    Map<String, Node> after = Tree.byKey(now, "code");
    Tree.eachKey(
        before,
        after,
        (code, was, is) -> {
          if (was == null && is != null) {
            newErrorCode(pointer, code, is);
          } else if (was != null && is == null) {
            changes.breaking(
                "error-code",
                pointer,
                was,
                "the code " + code + " is gone; its constant vanishes",
                EXTENSIONS);
          } else if (was != null && is != null) {
            errorCode(pointer, code, was, is);
          }
        });
    if (!before.isEmpty() && Tree.sameValues(before, after) && now != null) {
      changes.info("order", pointer, now, "the codes are in another order");
    }
  }

  /**
   * So far the code meant what the common list says, or had the class of its range; without the
   * first it was never repeated.
   */
  private void newErrorCode(String pointer, String code, Node row) {
    changes.compatible("error-code", pointer, row, "the code " + code + " is new", EXTENSIONS);
    Node common = Tree.byKey(oldRoot.get("x-common-errors"), "code").get(code);
    Node before = common != null ? common : oldRange(row.toJson().path("code").asLong());
    Node oldClass = before == null ? null : before.get("class");
    if (oldClass != null && !Tree.same(oldClass, row.get("class"))) {
      changes.breaking(
          "error-code",
          pointer,
          row,
          "of the code "
              + code
              + " the class"
              + Tree.fromTo(oldClass, row.get("class"))
              + "; callers branch on it",
          EXTENSIONS);
    }
    String retry = common == null ? "never" : common.text("retry");
    if (bolder(retry, row.text("retry"))) {
      changes.breaking(
          "error-code",
          pointer,
          row,
          "of the code "
              + code
              + " the retry was "
              + retry
              + " and is "
              + row.text("retry")
              + "; requests may be sent twice",
          EXTENSIONS);
    }
  }

  private @Nullable Node oldRange(long code) {
    Node ranges = oldRoot.get("x-error-ranges");
    if (ranges != null) {
      for (Node range : ranges.elements()) {
        if (range.toJson().path("from").asLong() <= code
            && code <= range.toJson().path("to").asLong()) {
          return range;
        }
      }
    }
    return null;
  }

  private static boolean bolder(@Nullable String before, @Nullable String after) {
    return BOLDNESS.indexOf(after) > BOLDNESS.indexOf(before);
  }

  private void errorCode(String pointer, String code, Node before, Node after) {
    Tree.eachKey(
        before.members(),
        after.members(),
        (key, old, now) -> {
          String change = "of the code " + code + " the " + key + Tree.fromTo(old, now);
          switch (key) {
            case "name" ->
                changes.breaking(
                    "error-code", pointer, after, change + "; a constant is named so", EXTENSIONS);
            case "class" ->
                changes.breaking(
                    "error-code", pointer, after, change + "; callers branch on it", EXTENSIONS);
            case "retry" -> {
              boolean bolder = bolder(before.text(key), after.text(key));
              changes.add(
                  bolder ? Verdict.BREAKING : Verdict.COMPATIBLE,
                  "error-code",
                  pointer,
                  after,
                  change
                      + (bolder ? "; requests may be sent twice" : "; fewer requests are repeated"),
                  EXTENSIONS);
            }
            case "retry-after-seconds" ->
                changes.compatible("error-code", pointer, after, change, EXTENSIONS);
            default -> changes.info("words", pointer, after, change);
          }
        });
  }

  private void batch(
      String pointer, @Nullable Node old, @Nullable Node now, Node at, String change) {
    BigDecimal before = old == null ? null : Tree.number(old.get("max"));
    BigDecimal after = now == null ? null : Tree.number(now.get("max"));
    if (old == null) {
      changes.compatible("x-batch", pointer, at, change + "; long lists can be split", EXTENSIONS);
    } else if (now != null
        && before != null
        && after != null
        && Tree.without(old, "max").equals(Tree.without(now, "max"))
        && after.compareTo(before) > 0) {
      changes.compatible("x-batch", pointer, at, change + "; batches may be larger", EXTENSIONS);
    } else {
      changes.breaking(
          "x-batch", pointer, at, change + "; lists are split differently", EXTENSIONS);
    }
  }

  private void idempotency(
      String pointer, @Nullable Node old, @Nullable Node now, Node at, String change) {
    boolean always = now != null && now.toJson().path("always").asBoolean();
    boolean was = old != null && old.toJson().path("always").asBoolean();
    Set<String> before = Tree.texts(old == null ? null : old.get("present"));
    Set<String> after = Tree.texts(now == null ? null : now.get("present"));
    // Fewer conditions mean that more requests are sent again after a lost answer.
    boolean bolder =
        now != null && (old == null || (always && !was) || (!was && !after.containsAll(before)));
    if (bolder) {
      changes.breaking(
          "x-idempotent-when",
          pointer,
          at,
          change + "; requests are repeated that were not before",
          EXTENSIONS);
    } else if (old != null
        && now != null
        && Tree.without(old, "already-done").equals(Tree.without(now, "already-done"))) {
      changes.breaking(
          "x-idempotent-when",
          pointer,
          at,
          change + "; a repetition is judged otherwise",
          EXTENSIONS);
    } else {
      changes.compatible(
          "x-idempotent-when", pointer, at, change + "; fewer requests are repeated", EXTENSIONS);
    }
  }

  private void groupTypes(String pointer, @Nullable Node old, @Nullable Node now, Node at) {
    Map<String, Node> before = Tree.byKey(old, "type");
    Map<String, Node> after = Tree.byKey(now, "type");
    Tree.eachKey(
        before,
        after,
        (type, was, is) -> {
          boolean did = was != null && was.toJson().path("supported").asBoolean();
          boolean does = is != null && is.toJson().path("supported").asBoolean();
          if (did && !does) {
            changes.breaking(
                "x-group-types",
                pointer,
                at,
                "the type " + type + " is not supported any more",
                EXTENSIONS);
          } else if (does && !did) {
            changes.compatible(
                "x-group-types", pointer, at, "the type " + type + " is supported now", EXTENSIONS);
          } else {
            changes.info("x-group-types", pointer, at, "the entry of type " + type + " changed");
          }
        });
    if (!before.isEmpty() && Tree.sameValues(before, after)) {
      changes.info("order", pointer, at, "the types are in another order");
    }
  }
}
