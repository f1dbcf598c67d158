package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GlobsTest {
  @Test
  void an_asterisk_matches_anything_and_a_question_mark_one_character() {
    assertThat(Globs.matches("get_*/limit/*", "get_group_info/limit/x/y")).isTrue();
    assertThat(Globs.matches("a?c", "abc")).isTrue();
    assertThat(Globs.matches("a?c", "ac")).isFalse();
    assertThat(Globs.matches("*", "")).isTrue();
    assertThat(Globs.matches("", "x")).isFalse();
    assertThat(Globs.matches("a.c", "abc")).isFalse();
    assertThat(Globs.matches(List.of(), "anything")).isTrue();
    assertThat(Globs.matches(List.of("no", "any*"), "anything")).isTrue();
  }

  @Test
  void a_glob_matches_what_its_regular_expression_matches() {
    Random random = new Random(16);
    for (int i = 0; i < 20_000; i++) {
      String glob = text(random, "ab*?*", 8);
      String id = text(random, "ab", 10);
      String regex = glob.replaceAll("\\*+", ".*").replace('?', '.');
      assertThat(Globs.matches(glob, id))
          .as(glob + " on " + id)
          .isEqualTo(Pattern.matches(regex, id));
    }
  }

  @Test
  @Timeout(60)
  void a_glob_of_five_thousand_characters_ends_at_once() {
    String id = "a".repeat(200) + "b";
    assertThat(Globs.matches("*a".repeat(2_500), id)).isFalse();
    assertThat(Globs.matches("*a".repeat(100) + "*b", id)).isTrue();
    assertThat(Globs.matches("*a?".repeat(1_700), id)).isFalse();
  }

  private static String text(Random random, String of, int most) {
    int length = random.nextInt(most);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(of.charAt(random.nextInt(of.length())));
    }
    return text.toString();
  }
}
