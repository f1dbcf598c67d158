package dev.chatcontract.contract.diff;

import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;

/**
 * The verdict of openapi-diff on the plain OpenAPI part. It ignores x- members, servers and
 * additionalProperties and calls a removed response property compatible, so it can only show what
 * our own rules may have missed.
 */
final class OpenApiDiffOpinion {
  private OpenApiDiffOpinion() {}

  /**
   * Returns the operations that openapi-diff calls incompatible and that none of our changes
   * explains.
   */
  static List<String> unexplained(
      ContractDocument old, ContractDocument now, List<Change> changes) {
    Node before = old.root();
    Node after = now.root();
    List<String> unexplained = new ArrayList<>();
    ChangedOpenApi diff = OpenApiCompare.fromSpecifications(parsed(before), parsed(after));
    for (ChangedOperation operation : diff.getChangedOperations()) {
      String pointer =
          "/paths/"
              + Place.escape(operation.getPathUrl())
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
        unexplained.add(operation.getNewOperation().getOperationId());
      }
    }
    return unexplained;
  }

  /**
   * Parses a contract. A comparison modifies the result, so each needs its own; parsing only 3.0 is
   * faster.
   */
  private static OpenAPI parsed(Node root) {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    return new OpenAPIV3Parser().readContents(root.toJson().toString(), null, options).getOpenAPI();
  }

  private static boolean explained(String operation, Set<String> parts, List<Change> changes) {
    return changes.stream()
        // It calls any change of a pattern incompatible, even its removal from a request.
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

  /** Collects the pointers of the components that an operation uses. */
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
