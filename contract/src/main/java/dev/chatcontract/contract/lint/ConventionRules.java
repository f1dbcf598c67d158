package dev.chatcontract.contract.lint;

import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Shape;

/**
 * Conventions of all operations and schemas of this contract; the rules of {@code
 * spec/lint/rules.js} that readers do not depend on.
 */
final class ConventionRules {
  private final ContractDocument document;
  private final Findings findings;

  ConventionRules(ContractDocument document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  void check() {
    document.visit(this::check);
  }

  private void check(Shape shape, Node node) {
    switch (shape) {
      case PATHS -> node.members().forEach(this::path);
      case RESPONSES -> responses(node);
      case OPERATION -> operation(node);
      case CONTENT -> content(node);
      case MEDIA_TYPE -> samples(node);
      case EXAMPLE -> sample(node);
      case SCHEMA, PROPERTY -> schema(node);
      default -> {}
    }
  }

  private void path(String path, Node item) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    item.members()
        .forEach(
            (method, operation) -> {
              if (!Shape.METHODS.contains(method)) {
                return;
              }
              if (!method.equals("post")) {
                findings.error(
                    "method",
                    operation.at(),
                    "the operation is called by " + method + ", but the API only accepts POST",
                    "write post");
              }
              Node name = operation.get("operationId");
              if (name != null && !last.equals(name.text())) {
                findings.error(
                    "operation-name",
                    name.at(),
                    "the operationId is " + name.text() + ", but the path ends with " + last,
                    "give both one name");
              }
            });
  }

  private void responses(Node responses) {
    responses
        .members()
        .forEach(
            (status, response) -> {
              // In components, the keys are names of files.
              if (status.matches("[1-5]([0-9]{2}|XX)|default") && !status.equals("200")) {
                findings.error(
                    "other-response",
                    response.at(),
                    "the response "
                        + status
                        + " is declared in addition to 200, which failures have too",
                    "describe 200 alone");
              }
            });
  }

  private void operation(Node operation) {
    Node tags = operation.get("tags");
    if (tags != null && tags.elements().size() > 1) {
      findings.error(
          "several-tags",
          tags.at(),
          "the operation has " + tags.elements().size() + " tags, and clients have it in the first",
          "keep one");
    }
    if (operation.get("requestBody") == null) {
      findings.error(
          "no-request", operation.at(), "the operation has no body", "add requestBody: ...");
    }
  }

  private void content(Node content) {
    content
        .members()
        .forEach(
            (type, media) -> {
              if (!type.equals("application/json")) {
                findings.error(
                    "media-type",
                    media.at(),
                    "the body is described as " + type + ", and the API knows JSON alone",
                    "write application/json");
              }
            });
  }

  private void sample(Node sample) {
    for (String text : new String[] {"summary", "description"}) {
      String words = sample.text(text);
      if (sample.get("$ref") == null && (words == null || words.isBlank())) {
        findings.error(
            "no-" + text, sample.at(), "the sample has no " + text, "add " + text + ": ...");
      }
    }
  }

  private void samples(Node media) {
    Node examples = media.get("examples");
    if (examples == null) {
      return;
    }
    examples
        .members()
        .forEach(
            (key, example) -> {
              String ref = example.text("$ref");
              Node sample = ref == null ? example : document.root().find(ref.substring(1));
              Node about = sample == null ? null : sample.get("x-sample");
              if (about != null && about.text("id") != null && !key.equals(about.text("id"))) {
                findings.error(
                    "sample-name",
                    example.at(),
                    "the sample " + key + " has the x-sample.id " + about.text("id"),
                    "give both one name");
              }
            });
  }

  private void schema(Node schema) {
    for (String key : new String[] {"minLength", "maxLength"}) {
      Node length = schema.get(key);
      // A limit of 1 is the same in bytes and in characters.
      if (length != null && !"1".equals(length.toJson().asText())) {
        findings.error(
            "character-limit",
            length.at(),
            key + " counts characters, and the API limits bytes",
            "write x-max-bytes");
      }
    }
    Node nullable = schema.get("nullable");
    if (nullable != null && !nullable.isFalse()) {
      findings.error(
          "nullable", nullable.at(), "no page says that null may be sent", "leave nullable out");
    }
    Node parts = schema.get("allOf");
    if (parts != null && parts.elements().size() != 1) {
      findings.error(
          "all-of",
          parts.at(),
          "allOf has " + parts.elements().size() + " parts, which stock generators merge wrongly",
          "keep one reference");
    }
  }
}
