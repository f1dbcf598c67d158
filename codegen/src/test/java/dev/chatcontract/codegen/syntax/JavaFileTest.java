package dev.chatcontract.codegen.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which types a generated file imports, and which it qualifies. */
final class JavaFileTest {
  private static final String HEAD =
      """
      package a.model;

      import java.util.List;
      import java.util.Map;
      import org.jspecify.annotations.Nullable;

      """;

  @Test
  void onlyTypesThatTheCodeNamesAreImported() {
    written(
        "class " + type("a.model.Book") + " { List<" + type("b.Note") + "> x; } // Map",
        "import b.Note;\nimport java.util.List;\n\nclass Book { List<Note> x; } // Map");
  }

  @Test
  void linksInCommentsCountAndOtherWordsDoNot() {
    written(
        "/** Map and {@link List#of()}. */ class " + type("a.model.Book") + " {}",
        "import java.util.List;\n\n/** Map and {@link List#of()}. */ class Book {}");
  }

  @Test
  void wordsInStringLiteralsAreNotTypes() {
    written(
        "class " + type("a.model.Book") + " { Object x = \"List \\\" Map\"; }",
        "class Book { Object x = \"List \\\" Map\"; }");
  }

  @Test
  void aTypeWhoseNameTheFileUsesForAnotherIsQualified() {
    written(
        "class " + type("a.model.Book") + " { List<" + type("a.model.List") + "> x; }",
        "import java.util.List;\n\nclass Book { List<a.model.List> x; }");
  }

  @Test
  void aTypeNamedLikeTheClassIsQualified() {
    written(
        "class " + type("a.model.List") + " { @Nullable List<" + type("a.model.List") + "> x; }",
        "import org.jspecify.annotations.Nullable;\n\n"
            + "class List { java.util.@Nullable List<List> x; }");
  }

  @Test
  void javaLangTypesAreImportedIfTheContractUsesTheirNames() {
    written(
        "class " + type("a.model.Book") + " { String x; Object y; }",
        "import java.lang.String;\n\nclass Book { String x; Object y; }");
    written(
        "class " + type("a.model.String") + " { String x; @Override Object y; }",
        "class String { java.lang.String x; @Override Object y; }");
  }

  @Test
  void inheritedTypesAndNamesakesInOtherPackagesAreQualified() {
    written(
        JavaFile.taken("Reader")
            + "class "
            + type("a.model.Book")
            + " { "
            + type("a.model.Reader")
            + " x; "
            + type("b.Note")
            + " y; "
            + type("a.model.Note")
            + " z; }",
        "class Book { a.model.Reader x; b.Note y; Note z; }");
  }

  private static String type(String name) {
    return JavaFile.marked(name);
  }

  private static void written(String template, String expected) {
    Map<String, Set<String>> generated =
        Map.of("a.model", Set.of("Book", "List", "String", "Note", "Reader"));
    assertThat(JavaFile.of(HEAD + template, generated))
        .isEqualTo("package a.model;\n\n" + expected);
  }
}
