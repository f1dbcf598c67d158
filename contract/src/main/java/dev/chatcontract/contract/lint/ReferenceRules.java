package dev.chatcontract.contract.lint;

import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Errata rows and sources that the contract refers to must exist, and each of them must be used.
 */
final class ReferenceRules {
  private static final Pattern ROW = Pattern.compile("(?m)^\\|\\s*([A-Z]+[0-9]+)\\s*\\|");

  private final ContractDocument document;
  private final Findings findings;
  private final Set<String> pages = new TreeSet<>();
  private final Set<String> rows = new TreeSet<>();
  private final Set<String> cited = new HashSet<>();
  private final Set<String> citedRows = new HashSet<>();
  private boolean hasErrata;

  ReferenceRules(ContractDocument document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  void check(Path directory) {
    Path errata = directory.resolve("ERRATA.md");
    if (Files.exists(errata)) {
      hasErrata = true;
      try {
        Matcher row = ROW.matcher(Files.readString(errata));
        while (row.find()) {
          rows.add(row.group(1));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + errata, e);
      }
    }
    Node sources = document.root().get("x-sources");
    if (sources != null) {
      for (Node source : sources.elements()) {
        String id = source.text("id");
        if (id != null && !pages.add(id)) {
          findings.error(
              "duplicate-source",
              source.at(),
              "the source " + id + " is listed twice",
              "merge them");
        }
      }
    }
    // Samples are data of the API and contain no references.
    walk(document.root());
    if (sources != null) {
      for (Node source : sources.elements()) {
        String id = source.text("id");
        if (id != null && !cited.contains(id)) {
          findings.error(
              "unused-source",
              source.at(),
              "nothing cites the source " + id,
              "remove it, or cite it");
        }
      }
    }
    for (String row : rows) {
      if (!citedRows.contains(row)) {
        findings.error(
            "unused-erratum",
            new Place("ERRATA.md", 1, 1, ""),
            "no x-errata points to the row " + row + " of ERRATA.md",
            "point to it where it was decided, or remove it");
      }
    }
  }

  private void walk(Node node) {
    node.members()
        .forEach(
            (key, value) -> {
              switch (key) {
                case "value", "example" -> {}
                case "x-errata" -> value.elements().forEach(this::erratum);
                case "x-source", "source" -> {
                  source(value);
                  walk(value);
                }
                default -> walk(value);
              }
            });
    node.elements().forEach(this::walk);
  }

  private void erratum(Node id) {
    String text = String.valueOf(id.text());
    citedRows.add(text);
    if (!rows.contains(text)) {
      findings.error(
          "unknown-erratum",
          id.at(),
          hasErrata ? "ERRATA.md has no row " + text : "there is no ERRATA.md for " + text,
          "add the row | " + text + " | ... | or remove the reference");
    }
  }

  private void source(Node source) {
    Node page = source.get("page");
    String id = source.text("page");
    if (id != null) {
      cited.add(id);
    }
    if (page != null && id != null && !pages.isEmpty() && !pages.contains(id)) {
      findings.error(
          "unknown-source",
          page.at(),
          "x-sources at the root has no entry " + id,
          Spelling.advice(id, pages));
    }
  }
}
