package dev.chatcontract.signer;

import dev.chatcontract.runtime.Signer;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import okhttp3.Connection;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Signs each request that passes through: sets the five query parameters and replaces any that were
 * there.
 *
 * <p>Clients of this project use it as their {@link Signer}, so that only the server sees the
 * signed URL. In your own OkHttpClient, add it as the last network interceptor: the earlier ones
 * see neither the signed URL nor, in the response, the signed request; event listeners see both.
 * Plain HTTP is rejected except to the machine itself, and there too if a proxy elsewhere would
 * carry it. It signs requests to any host, so a client that uses it must not follow redirects.
 */
public final class SigningInterceptor implements Interceptor, Signer {
  private final UserSigCache cache;
  private final UrlSigner signer;
  private volatile UserSigCache.@Nullable Entry answered;

  /** Creates an interceptor that uses the UserSig of this cache and the contract's names. */
  public SigningInterceptor(UserSigCache cache) {
    this(cache, PlainHttpHosts.LOOPBACK);
  }

  SigningInterceptor(UserSigCache cache, PlainHttpHosts plainHttp) {
    this(cache, QueryNames.CONTRACT, nonces(QueryNames.CONTRACT.nonceMax()), plainHttp);
  }

  SigningInterceptor(
      UserSigCache cache, QueryNames names, LongSupplier nonces, PlainHttpHosts plainHttp) {
    this.cache = cache;
    this.signer = new UrlSigner(cache, names, nonces, plainHttp);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Connection connection = chain.connection();
    if (connection != null) { // as the Javadoc of this class asks
      signer.check(request.url(), connection.route());
    }
    UserSigCache.Entry entry = cache.entry();
    Request signed = request.newBuilder().url(signer.signed(request.url(), entry)).build();
    Response response = chain.proceed(signed);
    if (answered != entry) { // a write for each call would slow down other threads
      answered = entry;
    }
    // The responses inside it contain the signed request too.
    return response
        .newBuilder()
        .request(request)
        .networkResponse(null)
        .cacheResponse(null)
        .priorResponse(null)
        .build();
  }

  @Override
  public Signed sign(HttpUrl url) {
    UserSigCache.Entry entry = cache.entry();
    HttpUrl signed = signer.signed(url, entry);
    return new Signed() {
      @Override
      public HttpUrl url() {
        return signed;
      }

      @Override
      public void leavesBy(Route route) {
        signer.check(signed, route);
      }

      @Override
      public boolean resign() {
        return dropped(entry);
      }
    };
  }

  /**
   * Drops the UserSig that the server has just rejected in an intercepted request; the next attempt
   * generates a new one. If several threads were rejected with the same UserSig, it is dropped
   * once.
   *
   * @return true, because the next attempt is signed again
   */
  public boolean resign() {
    UserSigCache.Entry refused = answered;
    return refused == null || dropped(refused);
  }

  private boolean dropped(UserSigCache.Entry refused) {
    cache.invalidate(refused);
    return true;
  }

  /**
   * Returns random numbers from 0 to {@code max}, inclusive; they must differ, but need not be
   * secret.
   */
  static LongSupplier nonces(long max) {
    return () -> ThreadLocalRandom.current().nextLong(max + 1);
  }
}
