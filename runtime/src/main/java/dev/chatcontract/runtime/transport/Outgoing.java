package dev.chatcontract.runtime.transport;

import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.Signer;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** What the transport asks the call whose attempt it carries; the body of the request knows it. */
public interface Outgoing {

  /** The request of this attempt, not signed. */
  Request request(JsonBody payload);

  /** What the call does otherwise than its client. */
  CallOptions options();

  /** Signs the URL that the attempt is about to call. */
  void sign(Signer with, HttpUrl called);

  /** The signed form of the URL that is called in the end, or null if nobody signs. */
  @Nullable HttpUrl signed(HttpUrl called);

  /** Holds an attempt that is about to leave too late, for as long as the limiter says. */
  void leave() throws IOException;

  /** The answer to what has just left begins to come. */
  void answered();
}
