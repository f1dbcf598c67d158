package dev.chatcontract.runtime.transport;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** What an interceptor sends instead of the body of a call; it may be sent only once as well. */
final class ReplacedBody extends RequestBody {
  private final RequestBody body;
  private final JsonBody replaced;

  ReplacedBody(RequestBody body, JsonBody replaced) {
    this.body = body;
    this.replaced = replaced;
  }

  @Override
  public @Nullable MediaType contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() throws IOException {
    return body.contentLength();
  }

  @Override
  public boolean isDuplex() {
    return body.isDuplex();
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    // What it writes need not contain the body of the call.
    replaced.begin();
    body.writeTo(sink);
  }
}
