package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static Response.Builder answer() {
    return new Response.Builder()
        .request(new Request.Builder().url("https://h/").build())
        .protocol(Protocol.HTTP_1_1)
        .code(503)
        .message("Busy");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "120, 120", "098, 98", "999999999, 999999999"})
  void aNumberOfSecondsIsRead(String value, long seconds) {
    assertThat(RetryAfter.seconds(answer().header("Retry-After", value).build()))
        .isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "1/",
        ":1",
        "1.5",
        "1234567890",
        "Wed, 21 Oct 2015 07:28:00 GMT"
      })
  void nothingElseIsATime(String value) {
    assertThat(RetryAfter.seconds(answer().header("Retry-After", value).build())).isEqualTo(-1);
    assertThat(RetryAfter.seconds(answer().build())).isEqualTo(-1);
  }
}
