package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain|plain",
        "GET /x?sdkappid=1&UserSig=eJw*&random=2|GET /x?sdkappid=1&UserSig=***&random=2",
        "token=a b|token=*** b",
        "secretKey='k'|secretKey='k'",
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
  void hidesSecretsWhereverTheyStand(String text, String shown) {
    assertThat(Redaction.shown(text, Set.of("Pin", "a.c"), 200)).isEqualTo(shown);
  }

  @Test
  void hidesWhatLooksLikeASignature() {
    assertThat(Redaction.shown("x " + "aB3*-_".repeat(20) + " y", Set.of(), 200))
        .isEqualTo("x *** y");
    String id = "a".repeat(96);
    assertThat(Redaction.shown(id, Set.of(), 200)).isEqualTo(id);
  }

  @Test
  void staysOnOneLineAndShort() {
    assertThat(Redaction.shown("\r\na\tb\u0000\u2028c\n", Set.of(), 200)).isEqualTo("a b c");
    assertThat(Redaction.shown("x y", Set.of(), 3)).isEqualTo("x y");
    assertThat(Redaction.shown("x yz", Set.of(), 3)).isEqualTo("x y...");
  }
}
