package dev.chatcontract.contract.reader.keyword;

import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Shape;
import dev.chatcontract.contract.source.Spelling;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rejects one of our extensions where nothing reads it, a member of it that nothing reads, and a
 * name that looks like a misspelling of one of ours. Extensions of other tools are ignored.
 */
final class ExtensionPlaces {
  private static final Set<Shape> NAMED_BY_AUTHOR =
      Set.of(
          Shape.PROPERTY_MAP,
          Shape.SCHEMA_MAP,
          Shape.EXAMPLE_MAP,
          Shape.PARAMETER_MAP,
          Shape.REQUEST_BODY_MAP,
          Shape.HEADER_MAP,
          Shape.SECURITY_SCHEME_MAP);

  private final Problems problems;

  ExtensionPlaces(Problems problems) {
    this.problems = problems;
  }

  void check(ContractDocument document) {
    document.visit(this::check);
  }

  private void check(Shape shape, Node node) {
    if (NAMED_BY_AUTHOR.contains(shape) || node.get("$ref") != null) {
      return;
    }
    node.members()
        .forEach(
            (key, value) -> {
              if (key.startsWith("x-")) {
                check(shape, key, value);
              }
            });
  }

  private void check(Shape shape, String key, Node value) {
    ExtensionTable.Row row = ExtensionTable.all().get(key);
    if (row == null) {
      String meant = slip(key);
      if (meant != null) {
        problems.add(
            "unknown-extension",
            value.at(),
            key + " is not an extension that anything reads",
            "did you mean " + meant + "?");
      }
    } else if (!row.places().contains(shape)) {
      problems.add(
          "misplaced-extension",
          value.at(),
          key + " has no effect on " + words(shape),
          "it belongs on " + places(row.places()));
    } else if (!row.members().isEmpty()) {
      members(key, row.members(), value);
    }
  }

  private void members(String key, Set<String> known, Node value) {
    value.elements().forEach(entry -> members(key, known, entry));
    value
        .members()
        .forEach(
            (name, member) -> {
              if (!known.contains(name) && !name.startsWith("x-")) {
                problems.add(
                    "unknown-member",
                    member.at(),
                    name + " is not a member of " + key + " and would be ignored",
                    Spelling.advice(name, known));
              }
              Set<String> inner = ExtensionTable.inner(key, name);
              if (inner != null) {
                members(key + "." + name, inner, member);
              }
            });
  }

  private static @Nullable String slip(String key) {
    String plain = plain(key);
    Map<String, ExtensionTable.Row> all = ExtensionTable.all();
    return all.keySet().stream().filter(own -> plain(own).equals(plain)).findFirst().orElse(null);
  }

  /** Returns the same text for names that differ only in case, in separators or in a final s. */
  private static String plain(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    return letters.endsWith("s") ? letters.substring(0, letters.length() - 1) : letters;
  }

  private static String places(Set<Shape> places) {
    return places.stream().map(ExtensionPlaces::words).sorted().collect(Collectors.joining(", "));
  }

  private static String words(Shape shape) {
    return switch (shape) {
      case ROOT -> "the document itself";
      case INFO, OPERATION, EXAMPLE -> "an " + name(shape);
      case PROPERTY -> "a property or a part of a schema";
      case OTHER -> "this part of the document";
      default -> "a " + name(shape);
    };
  }

  private static String name(Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
