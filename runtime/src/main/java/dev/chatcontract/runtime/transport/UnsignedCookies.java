package dev.chatcontract.runtime.transport;

import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;

/** Hides the query, which has the signature, from a cookie jar: trailers would show it. */
record UnsignedCookies(CookieJar given) implements CookieJar {

  /** OkHttp recognizes a missing jar by identity. */
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
