package dev.chatcontract.codegen.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Text that would break out of a literal or a comment. */
final class JavaTextTest {
  @Test
  void literalsAreAsciiAndKeepEveryCharacter() {
    assertThat(JavaText.literal("a\"b\\c\n\r\t$#\u0000é\uD83D\uDE00"))
        .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t$#\\u0000\\u00e9\\ud83d\\ude00\"");
  }

  @Test
  void aUnicodeEscapeInTheContractStaysText() {
    assertThat(JavaText.literal("\\u000a")).isEqualTo("\"\\\\u000a\"");
    assertThat(JavaText.html("\\u000a")).isEqualTo("&#92;u000a");
  }

  @Test
  void commentsCannotBeClosedAndTagsCannotBeOpened() {
    assertThat(JavaText.html("*/ <script> {@link} & @see"))
        .isEqualTo("*&#47; &lt;script&gt; &#123;&#64;link&#125; &amp; &#64;see");
  }

  @Test
  void invisibleCharactersAreShownAsReplacements() {
    assertThat(JavaText.html("a\u202Eb\u0000c\uD800d")).isEqualTo("a&#xfffd;b&#xfffd;c&#xfffd;d");
  }

  @Test
  void backticksBecomeCodeOnlyInPairs() {
    assertThat(JavaText.html("`a` b")).isEqualTo("<code>a</code> b");
    assertThat(JavaText.html("it`s")).isEqualTo("it`s");
  }

  /** Javadoc complains about an element without text. */
  @Test
  void noElementIsEmpty() {
    assertThat(JavaText.html("```json``` `` x ` ` y")).isEqualTo("<code>json</code>  x   y");
    assertThat(JavaText.paragraphs("one\n\n\n \n\ntwo")).isEqualTo(List.of("one", "<p>two"));
    assertThat(JavaText.paragraphs("")).isEqualTo(List.of(""));
  }

  @Test
  void aParagraphIsOneLineAndLaterOnesAreMarked() {
    assertThat(JavaText.paragraphs("one two\nthree\n\nfour"))
        .isEqualTo(List.of("one two three", "<p>four"));
  }

  @Test
  void aLiteralIsSplitAfterSpacesAndNeverWithinAnEscape() {
    String literal =
        JavaText.literal("one two three four five six \u00e9\u00e9\u00e9\u00e9\u00e9\u00e9");
    assertThat(JavaText.parts(literal, 30))
        .isEqualTo(
            List.of(
                "\"one two three four five six \"",
                "\"\\u00e9\\u00e9\\u00e9\\u00e9\"",
                "\"\\u00e9\\u00e9\""));
    assertThat(JavaText.parts("a(\"b\")", 30)).isEmpty();
  }
}
