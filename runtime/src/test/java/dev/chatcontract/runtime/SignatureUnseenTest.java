package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.engine.OperationCaller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every OkHttp hook that sees a call records what it is given; none of it may contain the
 * signature.
 */
class SignatureUnseenTest {
  private static final String BODY = "{\"Status\":\"OK\",\"Code\":0,\"Info\":\"\"}";

  /** An answer with trailers, which OkHttp passes to the cookie jar together with the URL. */
  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: head=1\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n"
          + Integer.toHexString(BODY.length())
          + "\r\n"
          + BODY
          + "\r\n0\r\nSet-Cookie: trailer=1\r\n\r\n";

  private static final String UNAUTHORIZED =
      "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final List<String> showers = new CopyOnWriteArrayList<>();
  private volatile String answer = OK;
  private ServerSocket server;

  /** How a call is made; each takes a different path through OkHttp. */
  private enum Way {
    BLOCKING,
    BLOCKING_WITH_TIMEOUTS,
    ASYNCHRONOUS;

    void call(OperationCaller caller) {
      switch (this) {
        case BLOCKING -> caller.call(Things.READ, Ask.empty(), CallOptions.none());
        case BLOCKING_WITH_TIMEOUTS ->
            caller.call(
                Things.READ, Ask.empty(), CallOptions.none().readTimeout(Duration.ofSeconds(9)));
        case ASYNCHRONOUS -> caller.callAsync(Things.READ, Ask.empty(), CallOptions.none()).join();
      }
    }
  }

  private static final class Signing implements Signer {
    @Override
    public Signed sign(HttpUrl url) {
      return new Signed() {
        @Override
        public HttpUrl url() {
          return url.newBuilder().addQueryParameter("usersig", "eJw1jsEOgjAQRP*lV4x").build();
        }

        @Override
        public boolean resign() {
          return false;
        }
      };
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void onlyTheServerSeesTheSignature(Way way) {
    try (OperationCaller caller = client()) {
      way.call(caller);
      way.call(caller);
    }
    assertUnseen(2);
    assertThat(showers)
        .contains(
            "interceptor",
            "given interceptor",
            "network interceptor",
            "cookie jar",
            "callStart",
            "connectionAcquired",
            "requestHeadersEnd",
            "requestBodyEnd",
            "responseHeadersEnd",
            "responseBodyEnd",
            "callEnd");
    assertThat(shown).anyMatch(text -> text.contains("trailer=1"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void anAuthenticatorDoesNotSeeTheSignatureEither(Way way) {
    answer = UNAUTHORIZED;
    try (OperationCaller caller = client()) {
      way.call(caller);
    } catch (ChatException | CompletionException refused) {
      shown.add(refused.toString());
    }
    assertUnseen(1);
    assertThat(showers).contains("authenticator");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aFailedCallShowsNoSignature(Way way) {
    answer = "HTTP/1.1 -10 OK\r\nContent-Length: -5\r\n\r\n";
    try (OperationCaller caller = client()) {
      way.call(caller);
    } catch (ChatException | CompletionException broken) {
      for (Throwable e = broken; e != null; e = e.getCause()) {
        shown.add(e.toString());
      }
    }
    assertUnseen(1);
    assertThat(showers).contains("callFailed", "requestHeadersEnd");
  }

  private void assertUnseen(int requests) {
    assertThat(received).hasSize(requests).allMatch(line -> line.contains("usersig="));
    assertThat(shown).isNotEmpty().noneMatch(text -> text.contains("usersig"));
    for (String line : received) {
      String signature = line.replaceAll(".*usersig=([^& ]*).*", "$1");
      assertThat(shown).noneMatch(text -> text.contains(signature));
    }
  }

  private OperationCaller client() {
    OkHttpClient given =
        new OkHttpClient.Builder()
            .addInterceptor(noting("given interceptor"))
            .addNetworkInterceptor(noting("network interceptor"))
            .eventListenerFactory(call -> noted("listener factory", call, new Listening()))
            .cookieJar(new NotingJar())
            .authenticator(
                (route, response) -> {
                  note("authenticator", response);
                  return response.request();
                })
            .build();
    return OperationCaller.create(
        ClientOptions.builder()
            .baseUrl("http://127.0.0.1:" + server.getLocalPort())
            .signer(new Signing())
            .okHttpClient(given)
            .interceptor(noting("interceptor"))
            .retryPolicy(RetryPolicy.none())
            .build());
  }

  private Interceptor noting(String who) {
    return chain -> {
      note(who, chain.request());
      note(who, chain.call());
      Response response = chain.proceed(chain.request());
      note(who, response);
      note(who, chain.call());
      return response;
    };
  }

  private EventListener noted(String who, Object what, EventListener listener) {
    note(who, what);
    return listener;
  }

  /** Everything that an object reveals through its public methods. */
  private void note(String who, @Nullable Object what) {
    showers.add(who);
    shown.add(String.valueOf(what));
    if (what instanceof Call call) {
      note(who, call.request());
    } else if (what instanceof Request request) {
      shown.add(request.url() + " " + request.headers());
    } else if (what instanceof Response response) {
      note(who, response.request());
      shown.add(response.headers().toString());
      note(who, response.networkResponse());
      note(who, response.cacheResponse());
      note(who, response.priorResponse());
    } else if (what instanceof Throwable thrown) {
      note(who, thrown.getCause());
    }
  }

  private final class NotingJar implements CookieJar {
    @Override
    public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
      note("cookie jar", url);
      note("cookie jar", cookies);
    }

    @Override
    public List<Cookie> loadForRequest(HttpUrl url) {
      note("cookie jar", url);
      return List.of();
    }
  }

  private final class Listening extends EventListener {
    @Override
    public void callStart(Call call) {
      note("callStart", call);
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
      note("connectionAcquired", call);
      note("connectionAcquired", connection);
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
      note("connectionReleased", call);
      note("connectionReleased", connection);
    }

    @Override
    public void requestHeadersStart(Call call) {
      note("requestHeadersStart", call);
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
      note("requestHeadersEnd", call);
      note("requestHeadersEnd", request);
    }

    @Override
    public void requestBodyStart(Call call) {
      note("requestBodyStart", call);
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
      note("requestBodyEnd", call);
    }

    @Override
    public void requestFailed(Call call, IOException ioe) {
      note("requestFailed", call);
      note("requestFailed", ioe);
    }

    @Override
    public void responseHeadersStart(Call call) {
      note("responseHeadersStart", call);
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
      note("responseHeadersEnd", call);
      note("responseHeadersEnd", response);
    }

    @Override
    public void responseBodyStart(Call call) {
      note("responseBodyStart", call);
    }

    @Override
    public void responseBodyEnd(Call call, long byteCount) {
      note("responseBodyEnd", call);
    }

    @Override
    public void responseFailed(Call call, IOException ioe) {
      note("responseFailed", call);
      note("responseFailed", ioe);
    }

    @Override
    public void callEnd(Call call) {
      note("callEnd", call);
    }

    @Override
    public void callFailed(Call call, IOException ioe) {
      note("callFailed", call);
      note("callFailed", ioe);
    }

    @Override
    public void satisfactionFailure(Call call, Response response) {
      note("satisfactionFailure", call);
      note("satisfactionFailure", response);
    }

    @Override
    public void retryDecision(Call call, IOException exception, boolean retry) {
      note("retryDecision", call);
      note("retryDecision", exception);
    }

    @Override
    public void followUpDecision(
        Call call, Response networkResponse, @Nullable Request nextRequest) {
      note("followUpDecision", call);
      note("followUpDecision", networkResponse);
      note("followUpDecision", nextRequest);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        received.add(line);
        int length = 0;
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
          if (header.startsWith("Content-Length: ")) {
            length = Integer.parseInt(header.substring("Content-Length: ".length()));
          }
        }
        in.skip(length);
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException closed) {
      // The client has closed.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "server");
    thread.setDaemon(true);
    thread.start();
  }
}
