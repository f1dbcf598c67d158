package dev.chatcontract.runtime.transport;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A request body that OkHttp may send only once. This keeps OkHttp from repeating the request by
 * itself: it does so on 408, 421, 503 with {@code Retry-After: 0} and broken connections, partly
 * regardless of its settings, but never with a one-shot body.
 */
public final class JsonBody extends RequestBody {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final byte[] bytes;
  private final Outgoing call;
  private volatile boolean started;

  /** Creates the body of a call from its JSON. */
  public JsonBody(byte[] bytes, Outgoing call) {
    this.bytes = bytes;
    this.call = call;
  }

  /**
   * Returns the call that OkHttp is carrying out, or null if it is not ours. An interceptor may
   * have built another request, but that of the call itself stays. A tag would do, but Kotlin loads
   * sixty classes for the first one.
   */
  static @Nullable Outgoing of(Call carried) {
    return carried.request().body() instanceof JsonBody json ? json.call : null;
  }

  /**
   * Returns the request with a body that is sent only once, also if an interceptor has put another
   * one in the place of the call's own.
   */
  static Request once(Call carried, Request request) {
    RequestBody body = request.body();
    return body == null || !(carried.request().body() instanceof JsonBody own) || body == own
        ? request
        : request.newBuilder().method(request.method(), new ReplacedBody(body, own)).build();
  }

  /**
   * Whether any of it may have been sent; before that the server cannot have acted on the request.
   */
  public boolean started() {
    return started;
  }

  /** Says that from now on some of it, or of what replaces it, may have been sent. */
  void begin() {
    started = true;
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    begin();
    sink.write(bytes);
  }
}
