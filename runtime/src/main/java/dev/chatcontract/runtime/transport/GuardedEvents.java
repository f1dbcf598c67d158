package dev.chatcontract.runtime.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event listener whose failures do not reach the call. In OkHttp they do: a listener that throws
 * leaves connections open, queues full and callbacks uncalled. It sees the request as it was before
 * it was signed.
 */
final class GuardedEvents extends EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedEvents.class);

  private final EventListener listener;

  private GuardedEvents(EventListener listener) {
    this.listener = listener;
  }

  /** Guards the listeners that another factory makes. */
  record Factory(EventListener.Factory factory) implements EventListener.Factory {
    @Override
    public EventListener create(Call call) {
      try {
        EventListener listener = factory.create(call);
        return listener == EventListener.NONE ? listener : new GuardedEvents(listener);
      } catch (Throwable e) {
        failed(e);
        return EventListener.NONE;
      }
    }
  }

  private static void guard(Runnable event) {
    try {
      event.run();
    } catch (Throwable e) {
      failed(e);
    }
  }

  private static void failed(Throwable e) {
    if (Interruption.isIn(e)) {
      Thread.currentThread().interrupt();
    }
    try {
      LOG.warn("an event listener failed; the call continues", e);
    } catch (Throwable unloggable) {
      // The message of the exception cannot be built, or no stack is left to log it.
    }
  }

  private static Request unsigned(Request request) {
    Request known = Wire.current().unsigned();
    return known != null
        ? known
        : request.newBuilder().url(request.url().newBuilder().query(null).build()).build();
  }

  private static Response unsigned(Response response) {
    return response.newBuilder().request(unsigned(response.request())).build();
  }

  @Override
  public void callStart(Call call) {
    guard(() -> listener.callStart(call));
  }

  @Override
  public void dispatcherQueueStart(Call call, Dispatcher dispatcher) {
    guard(() -> listener.dispatcherQueueStart(call, dispatcher));
  }

  @Override
  public void dispatcherQueueEnd(Call call, Dispatcher dispatcher) {
    guard(() -> listener.dispatcherQueueEnd(call, dispatcher));
  }

  @Override
  public void proxySelectStart(Call call, HttpUrl url) {
    guard(() -> listener.proxySelectStart(call, url));
  }

  @Override
  public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
    guard(() -> listener.proxySelectEnd(call, url, proxies));
  }

  @Override
  public void dnsStart(Call call, String domainName) {
    guard(() -> listener.dnsStart(call, domainName));
  }

  @Override
  public void dnsEnd(Call call, String domainName, List<InetAddress> inetAddressList) {
    guard(() -> listener.dnsEnd(call, domainName, inetAddressList));
  }

  @Override
  public void connectStart(Call call, InetSocketAddress inetSocketAddress, Proxy proxy) {
    guard(() -> listener.connectStart(call, inetSocketAddress, proxy));
  }

  @Override
  public void secureConnectStart(Call call) {
    guard(() -> listener.secureConnectStart(call));
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
    guard(() -> listener.secureConnectEnd(call, handshake));
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress inetSocketAddress, Proxy proxy, @Nullable Protocol protocol) {
    guard(() -> listener.connectEnd(call, inetSocketAddress, proxy, protocol));
  }

  @Override
  public void connectFailed(
      Call call,
      InetSocketAddress inetSocketAddress,
      Proxy proxy,
      @Nullable Protocol protocol,
      IOException ioe) {
    guard(() -> listener.connectFailed(call, inetSocketAddress, proxy, protocol, ioe));
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    guard(() -> listener.connectionAcquired(call, connection));
  }

  @Override
  public void connectionReleased(Call call, Connection connection) {
    guard(() -> listener.connectionReleased(call, connection));
  }

  @Override
  public void requestHeadersStart(Call call) {
    guard(() -> listener.requestHeadersStart(call));
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    guard(() -> listener.requestHeadersEnd(call, unsigned(request)));
  }

  @Override
  public void requestBodyStart(Call call) {
    guard(() -> listener.requestBodyStart(call));
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    guard(() -> listener.requestBodyEnd(call, byteCount));
  }

  @Override
  public void requestFailed(Call call, IOException ioe) {
    guard(() -> listener.requestFailed(call, ioe));
  }

  @Override
  public void responseHeadersStart(Call call) {
    guard(() -> listener.responseHeadersStart(call));
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    guard(() -> listener.responseHeadersEnd(call, unsigned(response)));
  }

  @Override
  public void responseBodyStart(Call call) {
    guard(() -> listener.responseBodyStart(call));
  }

  @Override
  public void responseBodyEnd(Call call, long byteCount) {
    guard(() -> listener.responseBodyEnd(call, byteCount));
  }

  @Override
  public void responseFailed(Call call, IOException ioe) {
    guard(() -> listener.responseFailed(call, ioe));
  }

  @Override
  public void callEnd(Call call) {
    guard(() -> listener.callEnd(call));
  }

  @Override
  public void callFailed(Call call, IOException ioe) {
    guard(() -> listener.callFailed(call, ioe));
  }

  @Override
  public void canceled(Call call) {
    guard(() -> listener.canceled(call));
  }

  @Override
  public void satisfactionFailure(Call call, Response response) {
    guard(() -> listener.satisfactionFailure(call, response));
  }

  @Override
  public void cacheHit(Call call, Response response) {
    guard(() -> listener.cacheHit(call, response));
  }

  @Override
  public void cacheMiss(Call call) {
    guard(() -> listener.cacheMiss(call));
  }

  @Override
  public void cacheConditionalHit(Call call, Response cachedResponse) {
    guard(() -> listener.cacheConditionalHit(call, cachedResponse));
  }

  @Override
  public void retryDecision(Call call, IOException exception, boolean retry) {
    guard(() -> listener.retryDecision(call, exception, retry));
  }

  @Override
  public void followUpDecision(Call call, Response networkResponse, @Nullable Request nextRequest) {
    guard(() -> listener.followUpDecision(call, networkResponse, nextRequest));
  }
}
