package dev.chatcontract.signer;

import dev.chatcontract.runtime.Signer;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Signs each request that passes: replaces the five query parameters, whatever was there under
 * their names.
 *
 * <p>A client of this project takes it as its {@link Signer}, and then nobody but the server sees
 * the signed URL. In an OkHttpClient of your own, add it as the last network interceptor: those
 * before it see neither the signed URL nor, in the response, the signed request; event listeners
 * see both. Plain HTTP is refused except to the machine itself. It signs whatever host it is used
 * for, so a client that has it must not follow redirects.
 */
public final class SigningInterceptor implements Interceptor, Signer {
  private final UserSigCache cache;
  private final UrlSigner signer;
  private volatile UserSigCache.@Nullable Entry answered;

  /** Signs with the UserSig of this cache, under the contract's names. */
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
    UserSigCache.Entry entry = cache.entry();
    Request signed = request.newBuilder().url(signer.signed(request.url(), entry)).build();
    Response response = chain.proceed(signed);
    if (answered != entry) { // a write each time would keep the threads' caches busy
      answered = entry;
    }
    // The responses inside it have the signed request too.
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
      public boolean resign() {
        return dropped(entry);
      }
    };
  }

  /**
   * Drops the UserSig that the server has just refused to a request that was intercepted; the next
   * attempt makes a new one. Of many threads that were refused with the same UserSig, one drops it.
   *
   * @return true: the next attempt is signed again
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
   * Fresh numbers from 0 to {@code max}, both included; they need be unlike each other, not secret.
   */
  static LongSupplier nonces(long max) {
    return () -> ThreadLocalRandom.current().nextLong(max + 1);
  }
}
