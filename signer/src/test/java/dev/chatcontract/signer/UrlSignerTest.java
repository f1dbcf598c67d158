package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class UrlSignerTest {
  private static final HttpUrl URL = HttpUrl.get("https://chat.example/v4/service/command");
  private static final QueryNames NAMES =
      new QueryNames("app", "who", "sig", "nonce", 9, "format", "json");

  private final SettableClock clock = new SettableClock(1700000000);
  private final UserSigCache cache =
      UserSigCache.of(
          ChatCredentials.of(1400000001, "a&b", Keys.TEXT.toCharArray()),
          clock,
          Duration.ofMinutes(10),
          Duration.ofMinutes(3));
  private final AtomicLong next = new AtomicLong();
  private final UrlSigner signer =
      new UrlSigner(cache, NAMES, next::getAndIncrement, PlainHttpHosts.LOOPBACK);

  private String expected(String url, long number) {
    return url
        + "app=1400000001&who=a%26b&sig="
        + cache.entry().userSig()
        + "&format=json&nonce="
        + number;
  }

  private String sign(String url) {
    return signer.signed(HttpUrl.get(url), cache.entry()).toString();
  }

  @Test
  void theRandomNumberIsLastAndNewEachTime() {
    for (int i = 0; i < 3; i++) {
      assertThat(sign(URL.toString())).isEqualTo(expected(URL + "?", i));
    }
  }

  @Test
  void otherParametersAreKeptAndThoseOfTheSameNamesRemoved() {
    for (int i = 0; i < 2; i++) {
      assertThat(sign(URL + "?a=%26&%6eonce=7&sig&b")).isEqualTo(expected(URL + "?a=%26&b&", i));
    }
  }

  @Test
  void eachUrlIsSignedSeparately() {
    for (int i = 0; i < 200; i++) {
      assertThat(sign(URL + "/" + i % 100)).isEqualTo(expected(URL + "/" + i % 100 + "?", i));
    }
  }

  @Test
  void whatTheUrlsOfOneUserSigShareIsEncodedOnce() {
    assertThat(application(URL)).isSameAs(application(URL));
  }

  @Test
  void whatIsKeptForUrlsIsBounded() {
    List<HttpUrl> kept = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      kept.add(HttpUrl.get(URL + "/" + i));
    }
    List<String> first = kept.stream().map(this::application).toList();
    HttpUrl oneMore = HttpUrl.get(URL + "/64");

    assertThat(application(oneMore)).isEqualTo("1400000001").isNotSameAs(application(oneMore));
    assertThat(kept)
        .zipSatisfy(first, (url, before) -> assertThat(application(url)).isSameAs(before));
  }

  /** Signs a URL; the text of a parameter is the same object as long as its encoding is reused. */
  private String application(HttpUrl url) {
    return signer.signed(url, cache.entry()).queryParameter("app");
  }

  @Test
  void theNextUrlHasTheNewUserSig() {
    String old = cache.entry().userSig();
    sign(URL.toString());
    clock.advance(Duration.ofMinutes(8));
    assertThat(sign(URL.toString())).isEqualTo(expected(URL + "?", 1)).doesNotContain(old);
  }

  @Test
  void threadsDoNotMixTheirRandomNumbers() throws Exception {
    Set<HttpUrl> urls = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 2000; i++) {
                    urls.add(signer.signed(URL, cache.entry()));
                  }
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(urls).hasSize(16_000).allSatisfy(url -> assertThat(url.querySize()).isEqualTo(5));
  }
}
