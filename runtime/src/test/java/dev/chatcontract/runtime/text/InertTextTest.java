package dev.chatcontract.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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
}
