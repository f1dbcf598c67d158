package dev.chatcontract.codegen.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines of generated code: joined where a template breaks them, broken where they are too long. */
final class JavaLayoutTest {
  private static final String LONG = "Long".repeat(12);

  @Test
  void aStatementThatFitsIsOneLineHoweverTheTemplateBreaksIt() {
    laidOut(
        """
          return List.of(
              a,

              b
          )
              .get(0)
          ;
        """,
        "  return List.of(a, b).get(0);\n");
  }

  @Test
  void aChainIsBrokenBeforeEachCallExceptTheFirstOnAType() {
    laidOut(
        "  return Thing.of(\"" + LONG + "\").first(1).second(\"" + LONG + "\").build();",
        """
          return Thing.of("%1$s")
              .first(1)
              .second("%1$s")
              .build();
        """
            .formatted(LONG));
  }

  @Test
  void argumentsMoveToTheNextLineOrToOneLineEach() {
    laidOut(
        "  default Answer<String> method%1$s(First%1$s request, Options options) {".formatted(LONG),
        """
          default Answer<String> method%1$s(
              First%1$s request, Options options) {
        """
            .formatted(LONG));
    laidOut(
        "  call(%1$s, (a, b) -> a.b(), Map.of(%1$s, 1));".formatted(LONG),
        """
          call(
              %1$s,
              (a, b) -> a.b(),
              Map.of(%1$s, 1));
        """
            .formatted(LONG));
  }

  @Test
  void aDeclarationIsBrokenAfterItsEqualsSignOrBeforeItsName() {
    laidOut(
        "  static final Thing<%1$s> NAME = new Thing<>(%1$s);".formatted(LONG),
        """
          static final Thing<%1$s> NAME =
              new Thing<>(%1$s);
        """
            .formatted(LONG));
    laidOut(
        "  private final %1$s<A, B> %1$s;".formatted(LONG),
        """
          private final %1$s<A, B>
              %1$s;
        """
            .formatted(LONG));
  }

  @Test
  void aLongStringLiteralIsSplitAndNotAtItsBracketsAndCommas() {
    laidOut(
        "  .text(\"" + "one (two, three) -> four = ".repeat(5) + "\");",
        """
          .text(
              "one (two, three) -> four = one (two, three) -> four = one (two, three) -> four = "
                  + "one (two, three) -> four = one (two, three) -> four = ");
        """);
  }

  @Test
  void blankLinesAreNeitherDoubledNorAtTheEdgeOfABlock() {
    laidOut("class A {\n\n\n  int a;\n\n\n  int b;\n\n}", "class A {\n  int a;\n\n  int b;\n}\n");
  }

  @Test
  void aCommentIsOneLineIfItFitsAndFilledIfNot() {
    laidOut("  /**\n   * Short.\n   */", "  /** Short. */\n");
    laidOut(
        "  /** See {@link %1$s#a(B, C)} and, as that is long, all the words that are behind it. */"
            .formatted(LONG),
        """
          /**
           * See {@link %1$s#a(B, C)} and, as that is long, all
           * the words that are behind it.
           */
        """
            .formatted(LONG));
  }

  @Test
  void theTextOfATagContinuesIndented() {
    laidOut(
        "/**\n * One\n * two.\n *\n * @param a " + "word ".repeat(20) + "\n * @param b short\n */",
        """
        /**
         * One two.
         *
         * @param a word word word word word word word word word word word word word word word word word
         *     word word word
         * @param b short
         */
        """);
  }

  @Test
  void anOverlongWordIsSplitAndAUrlIsNot() {
    String word = "x".repeat(150);
    laidOut(
        "/** " + word + " */", "/**\n * " + "x".repeat(97) + "\n * " + "x".repeat(53) + "\n */\n");
    laidOut("/** https://" + word + " */", "/**\n * https://" + word + "\n */\n");
  }

  private static void laidOut(String template, String expected) {
    assertThat(JavaLayout.of(template)).isEqualTo(expected);
  }
}
