package dev.chatcontract.runtime;

import okhttp3.HttpUrl;
import okhttp3.Interceptor;

/** Signs requests, as the last of a client's interceptors: the others see no signature. */
public interface Signer extends Interceptor {

  /** Signs the URL of a call that no interceptor sees. */
  Signed sign(HttpUrl url);

  /**
   * The server refused a request that was intercepted.
   *
   * @return whether the next attempt will have another signature
   */
  boolean resign();

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
