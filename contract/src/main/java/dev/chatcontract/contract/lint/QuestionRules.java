package dev.chatcontract.contract.lint;

import dev.chatcontract.contract.source.Node;

/** Shows each question that a draft asks and nobody has answered yet. */
final class QuestionRules {
  private final Findings findings;

  QuestionRules(Findings findings) {
    this.findings = findings;
  }

  void check(Node node) {
    node.members()
        .forEach(
            (key, value) -> {
              switch (key) {
                case "value", "example" -> {}
                case "x-question" -> value.elements().forEach(this::question);
                default -> check(value);
              }
            });
    node.elements().forEach(this::check);
  }

  private void question(Node question) {
    findings.warning(
        "open-question",
        question.at(),
        String.valueOf(question.text()),
        "write the answer into the contract and take the question out");
  }
}
