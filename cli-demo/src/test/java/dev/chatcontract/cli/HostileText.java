package dev.chatcontract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Hostile text: every class of code points, and text that looks like something else. */
public final class HostileText {
  /** One or more of each class that terminals, editors or parsers treat specially. */
  public static final String EVERY_CLASS = everyClass();

  /** Texts that a careless YAML writer turns into another type or into structure. */
  public static final List<String> OTHER_TYPES =
      List.of(
          "",
          " ",
          "yes",
          "No",
          "ON",
          "y",
          "null",
          "~",
          "Null",
          "true",
          "FALSE",
          "1e3",
          "1.5",
          "0x1F",
          "0o17",
          "017",
          "1_000",
          "+1",
          "-0",
          ".5",
          ".inf",
          "-.INF",
          ".nan",
          "2020-01-01",
          "2020-01-01T00:00:00Z",
          "12:30:45",
          "=",
          "<<",
          "-",
          "- a",
          "? a",
          ": a",
          "a: b",
          "a #b",
          "#",
          "@x",
          "`x",
          "%x",
          "!x",
          "&x",
          "*x",
          "|",
          ">",
          "{",
          "}",
          "[]",
          "'",
          "\"",
          "\\",
          "---",
          "...",
          " lead",
          "trail ",
          "a\nb",
          "a\n",
          "\n",
          "\t",
          "a\tb",
          "\r",
          "\r\n",
          "群组",
          "😀",
          "é",
          "\u0301");

  /** Characters that must not reach a screen, by Unicode's classes instead of ours. */
  private static final Pattern ACTIVE =
      Pattern.compile(
          "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n\\t\u200c\u200d]]|[\\x00-\\xff\u4e00-\u9fff][\u200c\u200d]");

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[(0|1|2|3|4|2[1-4]|3[1-9])m");

  private HostileText() {}

  private static String everyClass() {
    StringBuilder out = new StringBuilder();
    for (int c = 0; c < 0xA1; c++) {
      out.append((char) c);
    }
    int[] points = {
      0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029,
      0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069,
      0x206F, 0x3164, 0xE000, 0xFDD0, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB, 0xFFFD, 0xFFFE, 0xFFFF,
      0x1D173, 0x1F600, 0x20000, 0xE0001, 0xE007F, 0x10FFFF
    };
    for (int point : points) {
      out.appendCodePoint(point).append('x');
    }
    return out.append("\ud800 \udc00 \u001b]0;pwned\u0007\u001b[31m\u009b2J\u001b[2K群")
        .append("\udbff")
        .toString();
  }

  /** Any text, with hostile code points far more often than by chance. */
  public static Arbitrary<String> any() {
    Arbitrary<String> nasty =
        Arbitraries.integers()
            .between(0, EVERY_CLASS.length() - 1)
            .map(i -> EVERY_CLASS.substring(i, i + 1));
    Arbitrary<String> point =
        Arbitraries.integers().between(0, 0x10FFFF).map(p -> new String(Character.toChars(p)));
    Arbitrary<String> mixed =
        Arbitraries.frequencyOf(
                Tuple.of(3, nasty), Tuple.of(1, point), Tuple.of(2, Arbitraries.of("a", " ", "1")))
            .list()
            .ofMaxSize(24)
            .map(parts -> String.join("", parts));
    return Arbitraries.frequencyOf(
        Tuple.of(6, mixed),
        Tuple.of(3, Arbitraries.of(OTHER_TYPES)),
        Tuple.of(1, Arbitraries.of("k".repeat(1_025), "群".repeat(1_100), EVERY_CLASS.repeat(6))));
  }

  /**
   * Fails if a character of {@code printed} would act on a terminal; with {@code colours}, our own
   * colour codes may.
   */
  public static void assertInert(String printed, boolean colours) {
    String seen = colours ? COLOUR.matcher(printed).replaceAll("") : printed;
    assertThat(
            ACTIVE
                .matcher(seen)
                .results()
                .map(m -> "U+" + Integer.toHexString(m.group().codePointAt(0))))
        .as(() -> "acts on a terminal: " + seen)
        .isEmpty();
    assertThat(printed).doesNotContain("\u001b[31m\u009b", "\u001b]0");
  }
}
