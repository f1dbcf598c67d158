package dev.chatcontract.conformance.simulator.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyMaskTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "key | {\"key\":\"key\",\"Type\":\"a key\"} | {\"key\":\"?\",\"Type\":\"a ?\"}",
        "key | the monkey has a key, key_1 and key | the monkey has a ?, key_1 and ?",
        "Type | {\"Type\":\"Public\",\"Name\":\"Type\"} | {\"Type\":\"Public\",\"Name\":\"?\"}",
        "12 | {\"n\":12,\"list\":[12,12],\"s\":\"no 12\"} | {\"n\":12,\"list\":[12,12],\"s\":\"no ?\"}",
        "true | {\"b\":true,\"s\":\"true\"} | {\"b\":true,\"s\":\"?\"}",
        "ü | {\"name\":\"für ü\"} | {\"name\":\"für ?\"}",
      })
  void aShortKeyIsHiddenWhereItIsAWholeWord(String key, String text, String shown) {
    assertThat(new KeyMask(key, "?").over(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0123456789abcdef", "a.*(b)$1"})
  void aLongKeyIsHiddenWithinWordsToo(String key) {
    assertThat(new KeyMask(key, "$1").over("x" + key + "x" + key)).isEqualTo("x$1x$1");
  }
}
