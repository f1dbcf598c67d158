package dev.chatcontract.contract.draft;

import dev.chatcontract.contract.page.PageDate;
import dev.chatcontract.contract.page.PageException;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds lines to the root file without changing its other lines. */
final class RootFile {
  private final ContractDocument document;
  private final List<String> lines;

  RootFile(ContractDocument document, String text) {
    this.document = document;
    this.lines = new ArrayList<>(List.of(text.split("\n", -1)));
  }

  /**
   * Returns the text with the operation, and with its tag and its source unless the file has them.
   */
  String with(
      String path, String operationFile, String tag, String source, @Nullable PageDate date) {
    // From the bottom up, so that the lines above keep their numbers.
    List<Addition> additions = new ArrayList<>();
    additions.add(
        new Addition(end("paths"), List.of("  /" + path + ":", "    $ref: " + operationFile)));
    if (!has("tags", "name", tag)) {
      additions.add(
          new Addition(
              beforeNext(tag),
              List.of(
                  "  - name: " + tag, "    description: Operations of the service " + tag + ".")));
    }
    if (document.root().get("x-sources") != null && !has("x-sources", "id", source)) {
      List<String> entry = new ArrayList<>();
      entry.add("  - id: " + source);
      entry.add("    kind: public");
      entry.add("    title: Page of " + path.substring(path.lastIndexOf('/') + 1));
      if (date != null) {
        entry.add("    date: '" + date.day() + "'");
      }
      additions.add(new Addition(end("x-sources"), entry));
    }
    additions.sort((a, b) -> Integer.compare(b.line, a.line));
    for (Addition addition : additions) {
      lines.addAll(addition.line, addition.text);
    }
    return String.join("\n", lines);
  }

  private record Addition(int line, List<String> text) {}

  /** Returns the line of the next tag in alphabetical order, which linters require. */
  private int beforeNext(String tag) {
    int end = end("tags");
    return document.root().get("tags").elements().stream()
        .filter(other -> tag.compareTo(String.valueOf(other.text("name"))) < 0)
        .mapToInt(other -> other.at().line() - 1)
        .min()
        .orElse(end);
  }

  private boolean has(String section, String key, String value) {
    Node list = document.root().get(section);
    return list != null && list.elements().stream().anyMatch(e -> value.equals(e.text(key)));
  }

  /** Returns the index of the line after the section. */
  private int end(String section) {
    Node node = document.root().get(section);
    if (node == null || !lines.get(node.at().line() - 1).matches(section + ":\\s*(?:#.*)?")) {
      throw new PageException(
          document.files().get(0)
              + " has no section "
              + section
              + ": with its entries on the lines below; write it so, then draft again");
    }
    int next = lines.size();
    for (Node other : document.root().members().values()) {
      int at = other.at().line();
      if (other.at().file().equals(node.at().file()) && at > node.at().line()) {
        next = Math.min(next, at - 1);
      }
    }
    @Nullable String before = lines.get(next - 1);
    while (before.isBlank() || before.startsWith("#")) {
      next--;
      before = lines.get(next - 1);
    }
    return next;
  }
}
