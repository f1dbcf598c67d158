package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.Node;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;

/**
 * What openapi-diff says of the plain OpenAPI part. It sees no x- member, no server and no
 * additionalProperties and calls a removed response property compatible, so it can only add to what
 * our own rules find.
 */
final class SecondOpinion {
  private SecondOpinion() {}

  static void add(Node before, Node after, Changes changes) {
    ChangedOpenApi diff =
        OpenApiCompare.fromContents(before.toJson().toString(), after.toJson().toString());
    if (!diff.isIncompatible()) {
      return;
    }
    for (ChangedOperation operation : diff.getChangedOperations()) {
      String pointer =
          "/paths/"
              + Tree.escape(operation.getPathUrl())
              + "/"
              + operation.getHttpMethod().name().toLowerCase(Locale.ROOT);
      Node node = after.find(pointer);
      if (!operation.isIncompatible() || node == null) {
        continue;
      }
      Set<String> parts = new HashSet<>();
      collect(after, node, parts);
      collect(before, before.find(pointer), parts);
      if (!explained(pointer, parts, changes)) {
        changes.breaking(
            "openapi-diff",
            pointer,
            node,
            "openapi-diff calls " + operation.getNewOperation().getOperationId() + " incompatible",
            Changes.ALL);
      }
    }
  }

  private static boolean explained(String operation, Set<String> parts, Changes changes) {
    return changes.sorted().stream()
        // It calls any other pattern incompatible, also one that was dropped from a request.
        .filter(change -> change.verdict() == Verdict.BREAKING || change.rule().equals("pattern"))
        .anyMatch(
            change ->
                change.rule().equals("security")
                    || change.pointer().startsWith(operation)
                    || parts.stream()
                        .anyMatch(
                            part ->
                                change.pointer().startsWith(part + "/")
                                    || change.pointer().equals(part)));
  }

  /** Pointers of the components that an operation is made of. */
  private static void collect(Node root, @Nullable Node node, Set<String> parts) {
    if (node == null) {
      return;
    }
    String ref = node.text("$ref");
    if (ref != null && ref.startsWith("#/") && parts.add(ref.substring(1))) {
      collect(root, root.find(ref.substring(1)), parts);
    }
    node.members().values().forEach(member -> collect(root, member, parts));
    node.elements().forEach(element -> collect(root, element, parts));
  }
}
