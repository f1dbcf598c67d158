package dev.chatcontract.signer;

import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Writes the signed part of a query: all of it is prepared once for each UserSig, but the number
 * that is new each time.
 */
final class QuerySigner {
  private final UserSigCache cache;
  private final QueryNames names;
  private final LongSupplier nonces;
  private volatile @Nullable Prepared prepared;

  QuerySigner(UserSigCache cache, QueryNames names, LongSupplier nonces) {
    this.cache = cache;
    this.names = names;
    this.nonces = nonces;
  }

  /**
   * The five parameters with this UserSig, percent-encoded, in ASCII, with a fresh random number.
   */
  String query(UserSigCache.Entry entry) {
    Prepared ready = prepared;
    if (ready == null || ready.entry != entry) {
      ready = new Prepared(entry, prepare(entry));
      prepared = ready;
    }
    return ready.text + nonces.getAsLong();
  }

  private String prepare(UserSigCache.Entry entry) {
    ChatCredentials who = cache.credentials();
    // The host is there only because a URL must have one.
    return new HttpUrl.Builder()
            .scheme("https")
            .host("localhost")
            .addQueryParameter(names.appId(), Long.toString(who.appId()))
            .addQueryParameter(names.identifier(), who.identifier())
            .addQueryParameter(names.signature(), entry.userSig())
            .addQueryParameter(names.format(), names.formatValue())
            .build()
            .encodedQuery()
        + "&"
        + names.nonce()
        + "=";
  }

  /** Not a record: a record would print the UserSig. */
  private static final class Prepared {
    private final UserSigCache.Entry entry;
    private final String text;

    private Prepared(UserSigCache.Entry entry, String text) {
      this.entry = entry;
      this.text = text;
    }
  }
}
