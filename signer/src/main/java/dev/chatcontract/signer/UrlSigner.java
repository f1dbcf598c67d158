package dev.chatcontract.signer;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Adds the signature to URLs. Everything is prepared once for each URL and UserSig, except the
 * number, which is new each time: encoding the rest again would be most of the work.
 */
final class UrlSigner {
  /** A client has one URL per operation; further URLs are signed without preparation. */
  private static final int MAX_PREPARED = 64;

  private final UserSigCache cache;
  private final QueryNames names;
  private final LongSupplier nonces;
  private final PlainHttpHosts plainHttp;
  private volatile @Nullable Prepared prepared;

  UrlSigner(UserSigCache cache, QueryNames names, LongSupplier nonces, PlainHttpHosts plainHttp) {
    this.plainHttp = plainHttp;
    this.cache = cache;
    this.names = names;
    this.nonces = nonces;
  }

  /**
   * Returns the URL with the five parameters, which replace any that were there; the number is
   * last.
   */
  HttpUrl signed(HttpUrl url, UserSigCache.Entry entry) {
    Prepared ready = prepared;
    if (ready == null || ready.entry != entry) {
      ready = new Prepared(entry);
      prepared = ready;
    }
    Queue<HttpUrl.Builder> idle = ready.idle(url);
    HttpUrl.Builder builder = idle == null ? null : idle.poll();
    if (builder == null) {
      builder = withoutNumber(url, entry);
    }
    HttpUrl signed =
        builder.setEncodedQueryParameter(names.nonce(), Long.toString(nonces.getAsLong())).build();
    if (idle != null) {
      idle.add(builder);
    }
    return signed;
  }

  /** Rejects a connection through which the signature would be sent unencrypted. */
  void check(HttpUrl url, Route route) {
    plainHttp.check(url, route);
  }

  private HttpUrl.Builder withoutNumber(HttpUrl url, UserSigCache.Entry entry) {
    plainHttp.check(url);
    HttpUrl.Builder builder = url.newBuilder().query(null);
    // Names are compared decoded: to the server, %75sersig is usersig.
    for (int i = 0; i < url.querySize(); i++) {
      if (!names.all().contains(url.queryParameterName(i))) {
        builder.addQueryParameter(url.queryParameterName(i), url.queryParameterValue(i));
      }
    }
    ChatCredentials who = cache.credentials();
    return builder
        .addQueryParameter(names.appId(), Long.toString(who.appId()))
        .addQueryParameter(names.identifier(), who.identifier())
        .addQueryParameter(names.signature(), entry.userSig())
        .addQueryParameter(names.format(), names.formatValue());
  }

  /** Builders that no thread is using. Not a record: a record would print the UserSig. */
  private static final class Prepared {
    private final UserSigCache.Entry entry;
    private final Map<HttpUrl, Queue<HttpUrl.Builder>> builders = new ConcurrentHashMap<>();

    Prepared(UserSigCache.Entry entry) {
      this.entry = entry;
    }

    @Nullable Queue<HttpUrl.Builder> idle(HttpUrl url) {
      Queue<HttpUrl.Builder> idle = builders.get(url);
      return idle != null || builders.size() >= MAX_PREPARED
          ? idle
          : builders.computeIfAbsent(url, u -> new ConcurrentLinkedQueue<>());
    }
  }
}
