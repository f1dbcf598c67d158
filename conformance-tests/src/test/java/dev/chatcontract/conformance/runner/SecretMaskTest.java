package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {
  private static final String KEY = "k".repeat(64);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Post \"http://h/?usersig=eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oyMyHCxSWJRSVglhlYKgAqlFqUCRQ2NDMw\"",
        "usersig=eJyrVgrxCdYrSy1Ss%2AlIy0jNQ0gHzM1NS80oyMyHCxSWJRSVg-lhlYKgA_lFqUCRQ2NDMw&x=1",
        "signed: eJyrVgrxCdYrSy1Ss%2AlIy0jNQ0gHzM1NS80oyMyHCxSWJRSVglhlYKgAqlFqUCRQ2NDMw",
        "http://h/?usersig%3DeJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oyMyHCxSWJRSVglhlYKgAqlFqUCRQ2NDMw",
        "{\"q\":\"sig\\u003deJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oyMyHCxSWJRSVglhlYKgAqlFqUCRQ2NDMw\"}",
        "the key is kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
      })
  void a_signature_or_key_is_detected_and_masked(String text) {
    assertThat(SecretMask.shows(text, KEY)).isTrue();
    assertThat(SecretMask.of(text, KEY)).doesNotContain("SWJRSV").doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Post \"http://h/?usersig=(hidden)&random=1\": EOF",
        "usersig=***",
        "get_group_info: HTTP 500 instead of an answer"
      })
  void masked_secrets_pass(String text) {
    assertThat(SecretMask.shows(text, KEY)).isFalse();
  }
}
