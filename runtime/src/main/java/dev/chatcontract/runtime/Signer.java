package dev.chatcontract.runtime;

import okhttp3.HttpUrl;
import okhttp3.Route;

/**
 * Signs the URLs of calls. Only the server sees a signed URL: OkHttp's interceptors, listeners,
 * authenticators and cookie jars do not.
 */
@FunctionalInterface
public interface Signer {

  /** Signs a URL for one attempt. */
  Signed sign(HttpUrl url);

  /** A signed URL; implementations must not print it. */
  interface Signed {

    /** Returns the URL as it is sent. */
    HttpUrl url();

    /**
     * Called when the connection is known, before the URL is sent; throws if it must not be sent
     * that way.
     */
    default void leavesBy(Route route) {}

    /**
     * Called when the server has rejected the signature.
     *
     * @return whether the next attempt will have another signature
     */
    boolean resign();
  }
}
