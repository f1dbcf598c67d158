package dev.chatcontract.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.runtime.json.JsonCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain|plain",
        "GET /x?sdkappid=1&UserSig=eJw*&random=2|GET /x?sdkappid=1&UserSig=***&random=2",
        "token=a b|token=*** b",
        "secretKey='k k'|secretKey=***",
        "secretKey=\"k k\"|secretKey=***",
        "userSig%3Dabc%26random%3D1|userSig%3D***",
        "Authorization: Bearer a.b.c, x|Authorization: ***, x",
        "Set-Cookie: sid=1|Set-Cookie: ***",
        "password: hunter2|password: ***",
        "password: missing, sign in|password: missing, sign in",
        "no design=1 and no bigtoken=2|no design=1 and no bigtoken=2",
        "bad Pin=12 or Pin: 'a b', SpinPin=1|bad Pin=*** or Pin: ***, SpinPin=1",
        "at http://me:pw@h/x and https://k@h|at http://***@h/x and https://***@h",
        "{\\\"usersig\\\":\\\"a\\\\\\\"b\\\",\\\"c\\\":1}|{\\\"usersig\\\":***,\\\"c\\\":1}",
        "\"{\\\"Pin\\\":{\\\"a\\\":[1]},\\\"c\\\":1}\"|\"{\\\"Pin\\\":***,\\\"c\\\":1}\"",
        "\"{\\\"Pin\\\":\\\"cut\",\"c\":1|\"{\\\"Pin\\\":***\",\"c\":1",
        "secretKey=k<|secretKey=***<",
        "{\"usersig\":\"a\\\"b\",\"c\":1}|{\"usersig\":***,\"c\":1}",
        "{\"Pin\" : 123,\"c\":1}|{\"Pin\" : ***,\"c\":1}",
        "{\"Pin\":[1,2],\"c\":1}|{\"Pin\":***,\"c\":1}",
        "{\"Pin\":{\"a\":1},\"c\":1}|{\"Pin\":***,\"c\":1}",
        "{\"Pin\":{\"a\":{\"x\":1},\"b\":\"secret\"},\"c\":1}|{\"Pin\":***,\"c\":1}",
        "{\"Pin\":[[1],[2],\"]\",\"\\\"]\",{}],\"c\":1}|{\"Pin\":***,\"c\":1}",
        "{\"Pin\":[[1],[2]|{\"Pin\":***",
        "[{\"Pin\":1},{\"Pin\":[]}]|[{\"Pin\":***},{\"Pin\":***}]",
        "{\"Pin\":|{\"Pin\":",
        "{\"Pin\":\"cut off|{\"Pin\":***",
        "{\"Pin\":\"cut off\\|{\"Pin\":***",
        "{\"pin\":1,\"a.c\":2,\"abc\":3}|{\"pin\":1,\"a.c\":***,\"abc\":3}"
      })
  void hidesSecretsWhereverTheyOccur(String text, String shown) {
    assertThat(Redaction.shown(text, Set.of("Pin", "a.c"), 200)).isEqualTo(shown);
  }

  @Test
  void hidesWhatLooksLikeASignature() {
    assertThat(Redaction.shown("x " + "aB3*-_".repeat(20) + " y", Set.of(), 200))
        .isEqualTo("x *** y");
    String id = "a".repeat(96);
    assertThat(Redaction.shown(id, Set.of(), 200)).isEqualTo(id);
  }

  /**
   * In the form that the vendor's libraries produce: compressed, base64, three characters replaced.
   */
  private static final String SIGNATURE =
      "eJwtzM0KgkAUhuF7Oetw5kzOKAgtAiGCFmULdRE0zhzkEJb4k0HRvWfi8nu-l--B6*EcTb6nFKKNgM26uOKuTxFvjW0r0SgtYlfYU9cZwpSqQoELNyoP8A*lS17_";

  static List<String> encodingsOfASignature() {
    String percent = SIGNATURE.replace("*", "%2A").replace("-", "%2D").replace("_", "%5F");
    List<String> forms =
        new ArrayList<>(
            List.of(
                SIGNATURE,
                percent,
                percent.replace("%", "%25"),
                SIGNATURE.replace("*", "\\u002a").replace("_", "\\/"),
                SIGNATURE.replace("*", "&#42;").replace("-", "&#x2d;"),
                SIGNATURE.substring(0, 30),
                SIGNATURE.substring(30, 110),
                SIGNATURE.replace('*', '+').replace('-', '/').replace('_', '=')));
    for (String lineBreak : List.of("\n", "\r\n    ", "\\n", "\" + \"", " ", ",")) {
      forms.add(String.join(lineBreak, SIGNATURE.split("(?<=\\G.{20})", -1)));
      forms.add(String.join(lineBreak, SIGNATURE.split("(?<=\\G.{76})", -1)));
    }
    return forms;
  }

  @ParameterizedTest
  @MethodSource("encodingsOfASignature")
  void aSignatureIsHiddenInEveryEncoding(String form) {
    for (String around : List.of("%s", "refused %s for 1400000001", "(\"%s\")", "a?x=%s&y=1")) {
      assertThat(Redaction.hidden(String.format(around, form)))
          .isEqualTo(String.format(around, Redaction.MASK));
    }
  }

  @Test
  void aSecretKeyIsHiddenWhereverItOccurs() {
    String key = "0123456789abcdef".repeat(4);
    assertThat(Redaction.hidden("key " + key + ", x=" + key + " <" + key.toUpperCase(Locale.ROOT)))
        .isEqualTo("key ***, x=*** <***");
    assertThat(Redaction.hidden(key + "0")).isEqualTo(key + "0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@TGS#2J4SZEAEL",
        "a path /home/Some1/very/long/way/to/a/File2/that/nobody/would/read/twice/but/many/have/and/keep/for/ever.yaml",
        "the operation getAppidGroupListPagesWithOptionsForEveryOneOfThemIsLongerThanASignature",
        "de305d54-75b4-431b-adb2-eb6b9e546014",
        "10015 GROUP_ID_INVALID: Correct the group ID.",
        "eJ is the beginning of eJx",
        "100 %2A of 50 % and 3 \\ or \\u00zz &#; &#x; &#99999999;",
        "https://console.example/path?x=1&y=2"
      })
  void textWithoutSecretsIsUnchanged(String text) {
    assertThat(Redaction.hidden(text)).isEqualTo(text);
  }

  @Test
  void aVeryLongTextIsReadInOnePass() {
    String text = "aB3%2A\\u002a".repeat(200_000);
    assertThat(Redaction.hidden(text)).isEqualTo("***");
    assertThat(Redaction.hidden("\"a\":1,".repeat(200_000))).hasSize(1_200_000);
    for (String piece : List.of("&#", "secret-", "usersig: ", "\\\"", "a://", "eJ", "%", "x@")) {
      assertThat(Redaction.hidden(piece.repeat(100_000))).isNotEmpty();
    }
    assertThat(Redaction.hidden("\\".repeat(50_000) + "%25".repeat(50_000))).isNotEmpty();
  }

  @Test
  void aValueOfTheWrongKindIsRepeatedOnlyIfItIsShort() {
    assertThat(Redaction.given("12x")).isEqualTo("12x");
    assertThat(Redaction.given("12345\n78")).isEqualTo("12345 78");
    assertThat(Redaction.given("123456789")).isEqualTo("(9 characters, not shown)");
  }

  @Test
  void staysOnOneLineAndShort() {
    assertThat(Redaction.shown("\r\na\tb\u0000\u2028c\n", Set.of(), 200)).isEqualTo("a b c");
    assertThat(Redaction.shown("x y", Set.of(), 3)).isEqualTo("x y");
    assertThat(Redaction.shown("x yz", Set.of(), 3)).isEqualTo("x y...");
    assertThat(Redaction.shown("x \ud83d\ude00z", Set.of(), 3)).isEqualTo("x ...");
  }

  @Test
  void aValueIsShownAsItsTypeAndJsonWithoutSecrets() {
    JsonCodec<Map<String, String>> codec = JsonCodec.STRING.map();
    assertThat(Redaction.text("Note", codec, Map.of("a", "b"), Set.of()))
        .isEqualTo("Note{\"a\":\"b\"}");
    assertThat(Redaction.text("Note", codec, Map.of("Pin", "1234"), Set.of("Pin")))
        .isEqualTo("Note{\"Pin\":***}");
    assertThat(Redaction.text("Note", codec, Map.of("token", "1234"), Set.of()))
        .isEqualTo("Note{\"token\":***}");
  }

  @Test
  void aValueThatCannotBeWrittenIsNamedByItsType() {
    for (Exception failure : List.of(new IOException("x"), new IllegalStateException("x"))) {
      JsonCodec<String> broken =
          JsonCodec.of(
              JsonCodec.STRING::read,
              (v, g) -> {
                if (failure instanceof IOException io) {
                  throw io;
                }
                throw (RuntimeException) failure;
              });
      assertThat(Redaction.text("Note", broken, "a", Set.of()))
          .isEqualTo("Note{cannot be written as JSON}");
    }
  }
}
