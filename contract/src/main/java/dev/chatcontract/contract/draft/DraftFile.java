package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of a draft: its tree, with text of the page as comments. */
final class DraftFile {
  private static final String QUESTION = "x-question";

  final String name;
  final ObjectNode root = JsonNodeFactory.instance.objectNode();

  private final String page;
  private final List<Question> questions;
  private final Map<String, String> comments = new HashMap<>();

  DraftFile(String name, String page, List<Question> questions) {
    this.name = name;
    this.page = page;
    this.questions = questions;
  }

  /** Adds the page's text about the value at this pointer as a comment. */
  void comment(String pointer, int line, String text) {
    String visible = Wording.comment(text);
    if (!visible.isEmpty()) {
      comments.put(pointer, Wording.comment(page) + ":" + line + " " + visible);
    }
  }

  /** Adds a question to a node, which must not be a reference. */
  void ask(ObjectNode node, String question) {
    node.withArray(QUESTION).add(question);
    questions.add(new Question(name, question));
  }

  ObjectNode source(String id, String where) {
    ObjectNode source = JsonNodeFactory.instance.objectNode();
    source.put("kind", "public").put("page", id);
    return where.isEmpty() ? source : source.put("where", where);
  }

  String yaml() {
    return DraftYaml.write(root, comments);
  }
}
