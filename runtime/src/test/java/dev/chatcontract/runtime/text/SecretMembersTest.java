package dev.chatcontract.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMembersTest {
  private static String hidden(String text) {
    return SecretMembers.hidden(text, Set.of("Pin", "a.c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Pin\":1}|{\"Pin\":***}",
        "{\"Pin\":null,\"b\":2}|{\"Pin\":***,\"b\":2}",
        "{\"Pin\":true }|{\"Pin\":*** }",
        "{\"Pin\":\"\",\"b\":2}|{\"Pin\":***,\"b\":2}",
        "{\"Pin\":\"a\\\\\",\"b\":2}|{\"Pin\":***,\"b\":2}",
        "{\"Pin\":\"a\\\\\\\"b\",\"c\":3}|{\"Pin\":***,\"c\":3}",
        "{\"Pin\":\"a,b]}\",\"c\":3}|{\"Pin\":***,\"c\":3}",
        "{\"Pin\":[\"a]\",{\"b\":\"}\"}],\"c\":3}|{\"Pin\":***,\"c\":3}",
        "{\"Pin\":{\"a\":{\"b\":[1,2]},\"c\":\"x y\"},\"d\":4}|{\"Pin\":***,\"d\":4}",
        "[{\"Pin\":1}]|[{\"Pin\":***}]",
        "{\"Pin\":1]|{\"Pin\":***]",
        "{\"x\":[{\"Pin\":[1]}],\"y\":{\"Pin\":2}}|{\"x\":[{\"Pin\":***}],\"y\":{\"Pin\":***}}",
        "{\"Pin\"\t:  5}|{\"Pin\"\t:  ***}",
        "{\"a.c\":1,\"abc\":2}|{\"a.c\":***,\"abc\":2}",
        "{\"TOKEN\":1,\"Secret-Key\":\"x\"}|{\"TOKEN\":***,\"Secret-Key\":***}",
        "{\"Pin\":{\"a\":1|{\"Pin\":***",
        "{\"Pin\":\"cut|{\"Pin\":***",
        "{\"Pin\":12|{\"Pin\":***",
        "{\\\"Pin\\\":\\\"a\\\",\\\"b\\\":2}|{\\\"Pin\\\":***,\\\"b\\\":2}",
        "{\\\"Pin\\\":\\\"a\\\\\\\"b\\\",\\\"c\\\":3}|{\\\"Pin\\\":***,\\\"c\\\":3}",
        "{\\\\\\\"Pin\\\\\\\":\\\\\\\"a\\\\\\\",\\\\\\\"b\\\\\\\":2}|{\\\\\\\"Pin\\\\\\\":***,\\\\\\\"b\\\\\\\":2}",
        "\"{\\\"Pin\\\":\\\"cut\",\"c\":3|\"{\\\"Pin\\\":***\",\"c\":3",
        "\"{\\\"Pin\\\":[\\\"cut\",\"c\":3|\"{\\\"Pin\\\":***\",\"c\":3"
      })
  void theValueOfASecretMemberIsHiddenAsAWhole(String text, String shown) {
    assertThat(hidden(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "Pin: 1",
        "{\"pin\":1}",
        "{\"PIN\":1}",
        "{\"Pins\":1}",
        "{\"MyPin\":1}",
        "{\"Pin\":}",
        "{\"Pin\": ,\"b\":1}",
        "{\"Pin\"",
        "{\"x\":\"Pin\"}",
        "{\"\\\"Pin\":1}"
      })
  void allElseIsShown(String text) {
    assertThat(hidden(text)).isEqualTo(text);
  }

  @Test
  void namesThatTheContractDoesNotMarkAreShown() {
    assertThat(SecretMembers.hidden("{\"Pin\":1,\"token\":2}", Set.of()))
        .isEqualTo("{\"Pin\":1,\"token\":***}");
  }
}
