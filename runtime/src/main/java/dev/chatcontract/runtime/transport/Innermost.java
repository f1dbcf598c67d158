package dev.chatcontract.runtime.transport;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import okhttp3.Connection;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The last interceptor of a request and the first of its answer. It signs, so that no other one
 * sees the signature, and rejects answers that are not HTTP.
 */
final class Innermost implements Interceptor {
  private static final int FIRST_STATUS = 100;
  private static final int UNAVAILABLE = 503;
  private static final int MAX_LENGTH_DIGITS = 18;

  /** Agents add interceptors while a client is built; after so many builds they always will. */
  private static final int MAX_BUILDS = 3;

  /** Whether nothing else sees answers: no listener and no interceptor, not even an agent's. */
  volatile boolean alone;

  /** The same client with this as its last interceptor. */
  OkHttpClient last(OkHttpClient client) {
    OkHttpClient built = client;
    for (int i = 0; i < MAX_BUILDS; i++) {
      List<Interceptor> all = built.networkInterceptors();
      if (!all.isEmpty() && all.get(all.size() - 1) == this) {
        return built;
      }
      OkHttpClient.Builder again = built.newBuilder();
      again.networkInterceptors().remove(this);
      built = again.addNetworkInterceptor(this).build();
    }
    throw new IllegalStateException(
        "something adds network interceptors to every OkHttpClient after its own ones; they would"
            + " see signatures, so no client is made: exclude dev.chatcontract from it");
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Connection connection = chain.connection();
    if (connection != null) {
      // Okio watches the read timeout, and OkHttp gives it to the socket too: the JDK then polls
      // before it reads.
      connection.socket().setSoTimeout(0);
    }
    Outgoing state = JsonBody.of(chain.call());
    if (state != null) {
      state.leave();
      if (chain.call().isCanceled()) {
        throw new IOException("Canceled");
      }
    }
    Request sent = JsonBody.once(chain.call(), signed(state, request, connection));
    Wire wire = Wire.current();
    wire.found(request);
    Response response;
    try {
      response = chain.proceed(sent);
    } catch (RuntimeException e) {
      throw noHttp(e.getMessage(), e);
    }
    if (state != null) {
      state.answered();
    }
    String fault = fault(response, wire);
    if (fault != null) {
      // An exception from here makes OkHttp close the connection.
      throw noHttp(fault, null);
    }
    return shown(response, request);
  }

  private static Request signed(
      @Nullable Outgoing state, Request request, @Nullable Connection connection) {
    Route route = connection == null ? null : connection.route();
    HttpUrl url = state == null ? null : state.signed(request.url(), route);
    return url == null ? request : request.newBuilder().url(url).build();
  }

  /** Returns the answer with the request that all others have seen. */
  private Response shown(Response response, Request request) {
    boolean oddRetryAfter = response.code() == UNAVAILABLE && RetryAfter.seconds(response) < 0;
    if (alone && !oddRetryAfter) {
      return response;
    }
    Response.Builder shown = response.newBuilder().request(request);
    if (oddRetryAfter) {
      // OkHttp fails with a NumberFormatException if the Retry-After of a 503 is not an int.
      shown.removeHeader("Retry-After");
    }
    return shown.build();
  }

  /** Returns what is wrong with an answer that OkHttp accepted as HTTP, or null. */
  private static @Nullable String fault(Response response, Wire wire) {
    if (wire.answeredUnasked()) {
      return "it was there before the request was sent";
    }
    if (response.code() < FIRST_STATUS) {
      return "its status is " + response.code();
    }
    String length = null;
    Headers headers = response.headers();
    for (int i = 0; i < headers.size(); i++) {
      if ("Content-Length".equalsIgnoreCase(headers.name(i))) {
        String value = headers.value(i);
        if (!isLength(value) || (length != null && !length.equals(value))) {
          return "its Content-Length is not one number of bytes";
        }
        length = value;
      }
    }
    return null;
  }

  private static boolean isLength(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= MAX_LENGTH_DIGITS;
  }

  private static ProtocolException noHttp(@Nullable String why, @Nullable Throwable cause) {
    ProtocolException e = new ProtocolException("the answer is not HTTP: " + why);
    if (cause != null) {
      e.initCause(cause);
    }
    return e;
  }
}
