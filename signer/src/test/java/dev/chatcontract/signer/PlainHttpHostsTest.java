package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHttpHostsTest {
  @ParameterizedTest
  @CsvSource({
    "fd00::7,http://[fd00::7]:8080/",
    "[fd00::7],http://[fd00::7]/",
    "::7,http://[::7]/",
    "[::7],http://[0:0::7]/",
    "FD00::A,http://[fd00::a]/",
    "10.0.0.7,http://10.0.0.7/",
    "Simulator,http://simulator:18080/",
    "bücher.example,http://xn--bcher-kva.example/",
  })
  void oneHostIsAllowedHoweverItIsWritten(String host, String written) {
    HttpUrl url = HttpUrl.get(written);

    assertThatThrownBy(() -> PlainHttpHosts.LOOPBACK.check(url))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatCode(() -> PlainHttpHosts.LOOPBACK.and(host).check(url)).doesNotThrowAnyException();
  }

  @Test
  void allowingAHostLeavesTheOthersAsTheyWere() {
    PlainHttpHosts both = PlainHttpHosts.LOOPBACK.and("one").and("two");

    assertThat(both.named()).containsExactlyInAnyOrder("one", "two");
    assertThat(PlainHttpHosts.LOOPBACK.named()).isEmpty();
    assertThatCode(() -> both.check(HttpUrl.get("http://localhost/"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> both.check(HttpUrl.get("http://three/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("plain http to three ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        "::7:",
        "[fd00::7]:8080",
        "[fd00::7]:80",
        "fd00::7/a",
        "host:80",
        ":80",
        "host/a",
        "*",
        "*.h"
      })
  void moreThanAHostIsRefused(String host) {
    assertThatThrownBy(() -> PlainHttpHosts.LOOPBACK.and(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "plain http is allowed for one host name or address, without scheme, port or path");
  }
}
