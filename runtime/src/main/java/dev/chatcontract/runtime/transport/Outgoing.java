package dev.chatcontract.runtime.transport;

import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.Signer;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** The view that the transport has of a call; the body of each request refers to it. */
public interface Outgoing {

  /** The request of this attempt, not signed. */
  Request request(JsonBody payload);

  /** Settings of this call that override those of its client. */
  CallOptions options();

  /** Signs the URL that the attempt is about to call. */
  void sign(Signer with, HttpUrl called);

  /**
   * The signed form of the URL that is finally called, or null without a signer.
   *
   * @param route the way that the connection takes, null if it is not known
   */
  @Nullable HttpUrl signed(HttpUrl called, @Nullable Route route);

  /** Delays an attempt that would leave too late, for as long as the limiter says. */
  void leave() throws IOException;

  /** Called when the answer begins to arrive. */
  void answered();
}
