package dev.chatcontract.runtime.transport;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A request body that OkHttp may send once only. That is what keeps it from sending the request
 * again on its own: it repeats a request on 408, 421, on 503 with {@code Retry-After: 0} and on
 * broken connections, some of it whatever its settings say, but no one-shot body.
 */
public final class JsonBody extends RequestBody {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final byte[] bytes;
  private final Outgoing call;
  private volatile boolean started;

  /** For this JSON of that call. */
  public JsonBody(byte[] bytes, Outgoing call) {
    this.bytes = bytes;
    this.call = call;
  }

  /**
   * The call that OkHttp carries out here, or null if it is none of ours. An interceptor may have
   * made another request; that of the call itself stays. A tag would say the same, but Kotlin loads
   * sixty classes for the first one.
   */
  static @Nullable Outgoing of(Call carried) {
    return carried.request().body() instanceof JsonBody json ? json.call : null;
  }

  /**
   * Whether any of it may have left; while it has not, the server cannot have acted on the request.
   */
  public boolean started() {
    return started;
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
    started = true;
    sink.write(bytes);
  }
}
