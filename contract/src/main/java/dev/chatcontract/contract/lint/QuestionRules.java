package dev.chatcontract.contract.lint;

import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Unwritten;

/** Reports what a draft leaves open: unanswered questions and texts that are not written. */
final class QuestionRules {
  private final Findings findings;

  QuestionRules(Findings findings) {
    this.findings = findings;
  }

  void check(Node node) {
    String text = node.text();
    if (text != null && text.startsWith(Unwritten.MARK)) {
      findings.error("unfilled", node.at(), "this text is not filled in: " + text, "write it");
    }
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
        "write the answer into the contract and remove the question");
  }
}
