package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class UnsignedCookiesTest {
  private final HttpUrl signed = HttpUrl.get("https://h/p?usersig=S3CRET");
  private final Cookie cookie = new Cookie.Builder().name("a").value("b").domain("h").build();
  private final List<Object> saved = new ArrayList<>();
  private final CookieJar given =
      new CookieJar() {
        @Override
        public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
          saved.add(url.toString());
          saved.addAll(cookies);
        }

        @Override
        public List<Cookie> loadForRequest(HttpUrl url) {
          return url.equals(signed) ? List.of(cookie) : List.of();
        }
      };

  @Test
  void aJarGetsCookiesWithoutTheSignature() {
    CookieJar jar = UnsignedCookies.of(given);
    jar.saveFromResponse(signed, List.of(cookie));
    assertThat(saved).containsExactly("https://h/p", cookie);
    assertThat(jar.loadForRequest(signed)).containsExactly(cookie);
  }

  @Test
  void aMissingJarStaysMissingAndNoneIsWrappedTwice() {
    assertThat(UnsignedCookies.of(CookieJar.NO_COOKIES)).isSameAs(CookieJar.NO_COOKIES);
    CookieJar once = UnsignedCookies.of(given);
    assertThat(once).isNotSameAs(given);
    assertThat(UnsignedCookies.of(once)).isSameAs(once);
  }
}
