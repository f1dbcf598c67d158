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
        "the key is kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
      })
  void a_signature_or_key_is_detected(String text) {
    assertThat(SecretMask.shows(text, KEY)).isTrue();
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
