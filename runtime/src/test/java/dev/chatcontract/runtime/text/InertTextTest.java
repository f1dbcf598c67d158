package dev.chatcontract.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InertTextTest {
  @Test
  void ordinary_text_of_any_script_stays_as_it_is() {
    String text = "plain, 群组, Ünï, نام‌ها, 👩‍👩‍👧 e\u0301 ~";
    assertThat(InertText.line(text)).isEqualTo(text);
    assertThat(InertText.lines(text)).isEqualTo(text);
  }

  @Test
  void terminal_control_sequences_are_escaped() {
    assertThat(InertText.line("\u001b]52;c;eA==\u0007\u001b[2J\u009b31m\u007f\b"))
        .isEqualTo("\\u001b]52;c;eA==\\u0007\\u001b[2J\\u009b31m\\u007f\\u0008");
  }

  @Test
  void writing_direction_and_hidden_characters_are_escaped() {
    assertThat(InertText.line("a\u202eb\u2066c\u200fd\u00ade\ufefff\u2028g\u2029"))
        .isEqualTo("a\\u202eb\\u2066c\\u200fd\\u00ade\\ufefff\\u2028g\\u2029");
    assertThat(InertText.line("\udb40\udc01")).isEqualTo("\\udb40\\udc01");
  }

  @Test
  void joiners_that_join_nothing_and_blank_letters_are_escaped() {
    assertThat(InertText.line("ad\u200dmin\u200c 群\u200d\u3164\u034f\udb40\udd01"))
        .isEqualTo("ad\\u200dmin\\u200c 群\\u200d\\u3164\\u034f\\udb40\\udd01");
  }

  @Test
  void a_line_stays_one_line_and_lines_keep_their_layout() {
    assertThat(InertText.line("a\r\nb\tc")).isEqualTo("a\\r\\nb\\tc");
    assertThat(InertText.lines("a\r\nb\tc")).isEqualTo("a\\r\nb\tc");
  }

  @Test
  void characters_that_utf_8_or_xml_cannot_represent_are_escaped() {
    assertThat(InertText.line("x\ud800y\udc00z\ufffe\uffff\ufdd0"))
        .isEqualTo("x\\ud800y\\udc00z\\ufffe\\uffff\\ufdd0");
  }

  @Test
  void output_is_always_valid_utf_8() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= 0xFFFF; c++) {
      all.append((char) c).append(' ');
    }
    String shown = InertText.line(all.toString());
    assertThat(new String(shown.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(shown);
    assertThat(shown.chars()).noneMatch(c -> c < ' ' || (c >= 0x7F && c < 0xA0));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x20, 0x7E, 0xA0, 0xA1, 0xAC, 0xAE, 0x34E, 0x350, 0x115E, 0x1161, 0x180A, 0x1810, 0x2010,
        0x2030, 0x3163, 0x3165, 0xFDCF, 0xFDF0, 0xFFEF, 0xFFFC, 0xFFFD, 0x1FFFD, 0x20000, 0x1F600,
        0xDFFFD, 0xE1000, 0xF0000, 0x10FFFD
      })
  void aVisibleCharacterIsShown(int point) {
    assertThat(InertText.isShown(point)).isTrue();
    String text = "a" + Character.toString(point) + "b";
    assertThat(InertText.line(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x0B, 0x1F, 0x7F, 0x80, 0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5,
        0x180B, 0x180F, 0x200B, 0x200C, 0x200D, 0x2028, 0x2029, 0x202E, 0x2065, 0x3164, 0xD800,
        0xDFFF, 0xFDD0, 0xFDEF, 0xFEFF, 0xFFA0, 0xFFF0, 0xFFF8, 0xFFF9, 0xFFFE, 0xFFFF, 0x1FFFE,
        0x1FFFF, 0x1D173, 0xE0000, 0xE0001, 0xE0FFF, 0x10FFFE, 0x10FFFF
      })
  void anInvisibleOrControllingCharacterIsEscaped(int point) {
    assertThat(InertText.isShown(point)).isFalse();
    StringBuilder escaped = new StringBuilder();
    for (char unit : Character.toChars(point)) {
      escaped.append(String.format("\\u%04x", (int) unit));
    }
    assertThat(InertText.line("a" + Character.toString(point) + "b"))
        .isEqualTo("a" + escaped + "b");
    assertThat(InertText.lines("a" + Character.toString(point) + "b"))
        .isEqualTo("a" + escaped + "b");
  }

  @ParameterizedTest
  @CsvSource({
    "0x61,false", "0xA9,false", "0xB4,false", "0xE9,false", "0x100,false", "0x301,true",
    "0x5D0,false", "0x5FF,false", "0x600,true", "0x647,true", "0x10FF,true", "0x1100,false",
    "0x1B04,true", "0x2764,true", "0xFE0F,true", "0x7FA4,false", "0x1F469,true", "0x1F3FB,true"
  })
  void aJoinerIsKeptWhereItChangesHowTextLooks(String before, boolean kept) {
    String start = "x" + Character.toString(Integer.decode(before));
    for (String joiner : List.of("\u200c", "\u200d")) {
      String escape = joiner.equals("\u200c") ? "\\u200c" : "\\u200d";
      String shown = InertText.line(start + joiner + "y");
      assertThat(shown.endsWith((kept ? joiner : escape) + "y")).as(shown).isTrue();
    }
  }

  @Test
  void aJoinerAtTheStartOrAfterAJoinerJoinsNothing() {
    assertThat(InertText.line("\u200da")).isEqualTo("\\u200da");
    assertThat(InertText.line("\u0647\u200c\u200ca")).isEqualTo("\u0647\u200c\\u200ca");
  }
}
