package dev.chatcontract.runtime;

import okhttp3.HttpUrl;

/**
 * Signs the URLs that are called. The signed URL is shown to the server only: no interceptor,
 * listener, authenticator or cookie jar of OkHttp's sees it.
 */
@FunctionalInterface
public interface Signer {

  /** Signs a URL, for one attempt. */
  Signed sign(HttpUrl url);

  /** A URL that was signed; implementations do not print it. */
  interface Signed {

    /** The URL as it is sent. */
    HttpUrl url();

    /**
     * The server refused it.
     *
     * @return whether the next attempt will have another signature
     */
    boolean resign();
  }
}
