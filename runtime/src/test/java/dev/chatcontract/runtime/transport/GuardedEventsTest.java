package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedEventsTest {
  private static final Request SIGNED =
      new Request.Builder().url("https://h/p?usersig=S3CRET").build();
  private static final Call CALL = new OkHttpClient().newCall(SIGNED);
  private static final Dispatcher DISPATCHER = new Dispatcher();
  private static final Connection CONNECTION =
      new Connection() {
        @Override
        public Route route() {
          throw new UnsupportedOperationException();
        }

        @Override
        public Socket socket() {
          throw new UnsupportedOperationException();
        }

        @Override
        public Handshake handshake() {
          return null;
        }

        @Override
        public Protocol protocol() {
          return Protocol.HTTP_2;
        }
      };

  private final IOException failure = new IOException("broken");
  private final Told told = new Told();
  private final EventListener guarded = new GuardedEvents.Factory(call -> told).create(CALL);

  @AfterEach
  void clear() {
    Wire.current().clear();
  }

  /** Returns the events of OkHttp, by name: reflection has another order in each JVM. */
  static Stream<Method> events() {
    return Stream.of(EventListener.class.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()))
        .filter(m -> !Modifier.isFinal(m.getModifiers()))
        .filter(m -> !Modifier.isStatic(m.getModifiers()))
        .sorted(Comparator.comparing(Method::getName));
  }

  private void send(Method event, EventListener to) throws ReflectiveOperationException {
    event.invoke(to, Stream.of(event.getParameterTypes()).map(this::argument).toArray());
  }

  private Object argument(Class<?> type) {
    if (type == Call.class) {
      return CALL;
    } else if (type == Dispatcher.class) {
      return DISPATCHER;
    } else if (type == HttpUrl.class) {
      return HttpUrl.get("https://proxied/");
    } else if (type == List.class) {
      return List.of("one");
    } else if (type == String.class) {
      return "h";
    } else if (type == InetSocketAddress.class) {
      return InetSocketAddress.createUnresolved("h", 443);
    } else if (type == Proxy.class) {
      return Proxy.NO_PROXY;
    } else if (type == Handshake.class) {
      return null;
    } else if (type == Protocol.class) {
      return Protocol.HTTP_1_1;
    } else if (type == IOException.class) {
      return failure;
    } else if (type == Connection.class) {
      return CONNECTION;
    } else if (type == Request.class) {
      return SIGNED;
    } else if (type == Response.class) {
      return answer();
    } else if (type == long.class) {
      return 7L;
    } else if (type == boolean.class) {
      return true;
    }
    throw new AssertionError("an event has an argument of a new type: " + type);
  }

  private static Response answer() {
    return new Response.Builder()
        .request(SIGNED)
        .protocol(Protocol.HTTP_1_1)
        .code(204)
        .message("No Content")
        .build();
  }

  @Test
  void everyEventOfOkHttpIsGuarded() {
    assertThat(events())
        .isNotEmpty()
        .allSatisfy(
            m -> {
              Method guarded =
                  GuardedEvents.class.getDeclaredMethod(m.getName(), m.getParameterTypes());
              assertThat(guarded.getDeclaringClass()).isEqualTo(GuardedEvents.class);
            });
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventReachesTheListenerAsOkHttpSentIt(Method event)
      throws ReflectiveOperationException {
    Told direct = new Told();
    send(event, direct);
    send(event, guarded);
    assertThat(told.events).isEqualTo(direct.events).hasSize(1);
    assertThat(told.events.get(0)).startsWith(event.getName());
  }

  @ParameterizedTest
  @MethodSource("events")
  void noEventPassesOnWhatTheListenerThrows(Method event) throws ReflectiveOperationException {
    told.thrown = new AssertionError("boom");
    send(event, guarded);
    assertThat(told.events).hasSize(1);
  }

  @Test
  void theListenerSeesNoSignature() {
    guarded.requestHeadersEnd(CALL, SIGNED);
    guarded.responseHeadersEnd(CALL, answer());
    assertThat(told.urls)
        .extracting(HttpUrl::toString)
        .containsExactly("https://h/p", "https://h/p");
  }

  @Test
  void theListenerSeesTheRequestAsItWasBeforeItWasSigned() {
    Request unsigned = new Request.Builder().url("https://h/p?own=1").build();
    Wire.current().found(unsigned);
    guarded.requestHeadersEnd(CALL, SIGNED);
    guarded.responseHeadersEnd(CALL, answer());
    assertThat(told.urls).containsExactly(unsigned.url(), unsigned.url());
  }

  @Test
  void aListenerThatWasInterruptedLeavesTheThreadInterrupted() {
    told.thrown = new IllegalStateException(new InterruptedException());
    guarded.callStart(CALL);
    assertThat(Thread.interrupted()).isTrue();
    told.thrown = new IllegalStateException();
    guarded.callStart(CALL);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aFactoryWithoutAListenerCostsNoGuard() {
    assertThat(new GuardedEvents.Factory(call -> EventListener.NONE).create(CALL))
        .isSameAs(EventListener.NONE);
  }

  @Test
  void aFactoryThatThrowsGivesNoListener() {
    EventListener.Factory failing =
        call -> {
          throw new IllegalStateException(new InterruptedException());
        };
    assertThat(new GuardedEvents.Factory(failing).create(CALL)).isSameAs(EventListener.NONE);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Records each event with its arguments; requests and answers, which get copied, by content. */
  private static final class Told extends EventListener {
    final List<List<Object>> events = new ArrayList<>();
    final List<HttpUrl> urls = new ArrayList<>();
    Throwable thrown;

    private void told(String event, Object... arguments) {
      List<Object> all = new ArrayList<>(List.of(event));
      for (Object each : arguments) {
        if (each instanceof Request request) {
          urls.add(request.url());
          all.add(request.method());
        } else if (each instanceof Response response) {
          urls.add(response.request().url());
          all.add(response.code());
        } else {
          all.add(each);
        }
      }
      events.add(all);
      if (thrown instanceof Error e) {
        throw e;
      } else if (thrown instanceof RuntimeException e) {
        throw e;
      }
    }

    @Override
    public void callStart(Call call) {
      told("callStart", call);
    }

    @Override
    public void dispatcherQueueStart(Call call, Dispatcher dispatcher) {
      told("dispatcherQueueStart", call, dispatcher);
    }

    @Override
    public void dispatcherQueueEnd(Call call, Dispatcher dispatcher) {
      told("dispatcherQueueEnd", call, dispatcher);
    }

    @Override
    public void proxySelectStart(Call call, HttpUrl url) {
      told("proxySelectStart", call, url);
    }

    @Override
    public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
      told("proxySelectEnd", call, url, proxies);
    }

    @Override
    public void dnsStart(Call call, String domainName) {
      told("dnsStart", call, domainName);
    }

    @Override
    public void dnsEnd(Call call, String domainName, List<InetAddress> inetAddressList) {
      told("dnsEnd", call, domainName, inetAddressList);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress inetSocketAddress, Proxy proxy) {
      told("connectStart", call, inetSocketAddress, proxy);
    }

    @Override
    public void secureConnectStart(Call call) {
      told("secureConnectStart", call);
    }

    @Override
    public void secureConnectEnd(Call call, Handshake handshake) {
      told("secureConnectEnd", call, handshake);
    }

    @Override
    public void connectEnd(
        Call call, InetSocketAddress inetSocketAddress, Proxy proxy, Protocol protocol) {
      told("connectEnd", call, inetSocketAddress, proxy, protocol);
    }

    @Override
    public void connectFailed(
        Call call,
        InetSocketAddress inetSocketAddress,
        Proxy proxy,
        Protocol protocol,
        IOException ioe) {
      told("connectFailed", call, inetSocketAddress, proxy, protocol, ioe);
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
      told("connectionAcquired", call, connection);
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
      told("connectionReleased", call, connection);
    }

    @Override
    public void requestHeadersStart(Call call) {
      told("requestHeadersStart", call);
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
      told("requestHeadersEnd", call, request);
    }

    @Override
    public void requestBodyStart(Call call) {
      told("requestBodyStart", call);
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
      told("requestBodyEnd", call, byteCount);
    }

    @Override
    public void requestFailed(Call call, IOException ioe) {
      told("requestFailed", call, ioe);
    }

    @Override
    public void responseHeadersStart(Call call) {
      told("responseHeadersStart", call);
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
      told("responseHeadersEnd", call, response);
    }

    @Override
    public void responseBodyStart(Call call) {
      told("responseBodyStart", call);
    }

    @Override
    public void responseBodyEnd(Call call, long byteCount) {
      told("responseBodyEnd", call, byteCount);
    }

    @Override
    public void responseFailed(Call call, IOException ioe) {
      told("responseFailed", call, ioe);
    }

    @Override
    public void callEnd(Call call) {
      told("callEnd", call);
    }

    @Override
    public void callFailed(Call call, IOException ioe) {
      told("callFailed", call, ioe);
    }

    @Override
    public void canceled(Call call) {
      told("canceled", call);
    }

    @Override
    public void satisfactionFailure(Call call, Response response) {
      told("satisfactionFailure", call, response);
    }

    @Override
    public void cacheHit(Call call, Response response) {
      told("cacheHit", call, response);
    }

    @Override
    public void cacheMiss(Call call) {
      told("cacheMiss", call);
    }

    @Override
    public void cacheConditionalHit(Call call, Response cachedResponse) {
      told("cacheConditionalHit", call, cachedResponse);
    }

    @Override
    public void retryDecision(Call call, IOException exception, boolean retry) {
      told("retryDecision", call, exception, retry);
    }

    @Override
    public void followUpDecision(Call call, Response networkResponse, Request nextRequest) {
      told("followUpDecision", call, networkResponse, nextRequest);
    }
  }
}
