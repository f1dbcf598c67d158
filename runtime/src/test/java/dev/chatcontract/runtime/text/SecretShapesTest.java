package dev.chatcontract.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths and forms on both sides of what counts as a signature or a key. */
class SecretShapesTest {
  private static final String SIGNATURE =
      "eJwtzM0KgkAUhuF7Oetw5kzOKAgtAiGCFmULdRE0zhzkEJb4k0HRvWfi8nu9B6JcEp";

  private static final String KEY = "0123456789abcdef".repeat(4);

  /** The first characters of a signature. */
  private static String first(int length) {
    return SIGNATURE.substring(0, length);
  }

  /** A part of a signature without its beginning. */
  private static String part(int length) {
    return "wtzM0KgkAUhu".repeat(10).substring(0, length);
  }

  private static String withSlashes(int length, int slashes) {
    StringBuilder text = new StringBuilder(part(length));
    for (int i = 1; i <= slashes; i++) {
      text.setCharAt(i * 9, '/');
    }
    return text.toString();
  }

  static Stream<String> secrets() {
    return Stream.of(
        first(24),
        first(60),
        "-" + first(24),
        first(24).replace("eJ", "eA"),
        first(24).replace("eJ", "eF"),
        first(24).replace("eJ", "eN"),
        first(23) + "=",
        first(22) + "==",
        first(20) + "*-_+",
        part(64),
        part(100),
        withSlashes(64, 1),
        withSlashes(72, 2),
        KEY,
        "ABCDEF0123456789".repeat(4),
        "abcdefabcdefabc1".repeat(4),
        first(8) + "\n" + SIGNATURE.substring(8, 24),
        first(12) + " " + SIGNATURE.substring(12, 24),
        first(20) + "\n" + " ".repeat(15) + SIGNATURE.substring(20, 40),
        part(64) + "\n" + part(64),
        part(64) + "\n" + part(9),
        first(10) + "%2A" + SIGNATURE.substring(10, 23),
        first(10) + "%25252A" + SIGNATURE.substring(10, 23),
        first(10) + "%2a" + SIGNATURE.substring(10, 23),
        first(10) + "\\u002A" + SIGNATURE.substring(10, 23),
        first(10) + "\\".repeat(8) + "u002a" + SIGNATURE.substring(10, 23),
        first(10) + "\\/" + SIGNATURE.substring(10, 23),
        first(10) + "\\\\\\/" + SIGNATURE.substring(10, 23),
        first(10) + "&#42;" + SIGNATURE.substring(10, 23),
        first(10) + "&#x2a;" + SIGNATURE.substring(10, 23),
        first(10) + "&#X002A;" + SIGNATURE.substring(10, 23),
        "%65%4A" + SIGNATURE.substring(2, 24));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void whatHasTheShapeOfASecretIsHiddenAndNothingAroundIt(String secret) {
    assertThat(SecretShapes.hidden(secret)).isEqualTo("***");
    assertThat(SecretShapes.hidden("before: <" + secret + ">; after"))
        .isEqualTo("before: <***>; after");
    assertThat(SecretShapes.hidden("x=" + secret + "&y=1")).isEqualTo("x=***&y=1");
    assertThat(SecretShapes.hidden(secret + "?" + secret)).isEqualTo("***?***");
  }

  static Stream<String> others() {
    return Stream.of(
        first(23),
        "x" + first(24),
        "1" + first(24),
        first(24).replace("eJ", "eB"),
        first(24).replace("eJ", "eK"),
        first(24).replace("eJ", "EJ"),
        first(24).replace("eJ", "e-J"),
        part(63),
        withSlashes(64, 2),
        withSlashes(71, 2),
        "aBcDeFgH".repeat(8),
        "ABCDEFG1".repeat(8),
        "abcdefg1".repeat(8),
        KEY.substring(1),
        KEY + "0",
        KEY.substring(1) + "g",
        "abcdefab".repeat(8),
        first(7) + "\n" + SIGNATURE.substring(7, 24),
        first(8) + "\n" + SIGNATURE.substring(8, 23),
        first(20) + " ".repeat(18) + SIGNATURE.substring(20, 40),
        first(20) + ";" + SIGNATURE.substring(20, 40),
        first(20) + " lowercase1 words2",
        first(20) + " UPPERCASE",
        first(10) + "%2" + SIGNATURE.substring(10, 22),
        first(10) + "%3C" + SIGNATURE.substring(10, 22),
        first(10) + "&#60;" + SIGNATURE.substring(10, 22),
        first(10) + "&#x0002A;" + SIGNATURE.substring(10, 22),
        first(22) + "&#",
        first(22) + "%2",
        first(22) + "\\u002");
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatIsShorterOrOfAnotherShapeIsShown(String text) {
    String all = "before: <" + text + ">; after";
    assertThat(SecretShapes.hidden(all)).isEqualTo(all);
    assertThat(SecretShapes.hidden(text)).isEqualTo(text);
  }

  static Stream<Arguments> continued() {
    return Stream.of(
        Arguments.of(first(24) + " and then", "*** and then"),
        Arguments.of(first(24) + " Again, Sometimes", "*** Again, Sometimes"),
        Arguments.of(first(24) + "\n" + part(9) + " end", "*** end"),
        Arguments.of(first(24) + "\n" + "A1" + " end", "*** end"),
        Arguments.of(first(24) + "\n" + "a1b" + " end", "***\na1b end"),
        Arguments.of(first(24) + "\\n" + part(9), "***"),
        Arguments.of(first(24) + "\" + \"" + part(9), "***"),
        Arguments.of(first(24) + ": " + part(9), "***: " + part(9)),
        Arguments.of("sig=" + first(24) + "==", "sig=***"),
        Arguments.of(first(24) + "=" + first(24), "***=***"));
  }

  @ParameterizedTest
  @MethodSource("continued")
  void aSignatureEndsWhereItsPiecesEnd(String text, String shown) {
    assertThat(SecretShapes.hidden(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "23 characters: no more.", "24 characters: a little."})
  void aTextWithoutSecretsIsItself(String text) {
    assertThat(SecretShapes.hidden(text)).isSameAs(text);
  }

  @Test
  void severalSecretsAreHiddenEachByItself() {
    assertThat(SecretShapes.hidden("a " + KEY + "; b " + first(24) + "; c " + part(64) + "; d"))
        .isEqualTo("a ***; b ***; c ***; d");
  }
}
