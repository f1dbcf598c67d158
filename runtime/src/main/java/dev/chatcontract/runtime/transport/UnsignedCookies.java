package dev.chatcontract.runtime.transport;

import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;

/** Hides the query, with the signature, from a cookie jar, which would see it with trailers. */
record UnsignedCookies(CookieJar given) implements CookieJar {

  /** OkHttp knows by identity that there is no jar. */
  static CookieJar of(CookieJar given) {
    return given == CookieJar.NO_COOKIES || given instanceof UnsignedCookies
        ? given
        : new UnsignedCookies(given);
  }

  @Override
  public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
    given.saveFromResponse(url.newBuilder().query(null).build(), cookies);
  }

  @Override
  public List<Cookie> loadForRequest(HttpUrl url) {
    return given.loadForRequest(url);
  }
}
