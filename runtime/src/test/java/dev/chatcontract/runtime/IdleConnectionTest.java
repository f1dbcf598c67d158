package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatcontract.runtime.IdleConnections.Outcome;
import dev.chatcontract.runtime.IdleConnections.Sockets;
import dev.chatcontract.runtime.IdleConnections.Way;
import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.engine.OperationCaller;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IdleConnectionTest {
  private static final String OK = "{\"Status\":\"OK\",\"Code\":0}";

  private static Stream<Arguments> everyKind() {
    return Stream.of(Wiring.values())
        .flatMap(
            wiring ->
                Stream.of(Way.values())
                    .flatMap(
                        way ->
                            Stream.of(Sockets.values())
                                .map(sockets -> Arguments.of(wiring, way, sockets))));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void noCallFailsOnAConnectionThatTheServerHasClosed(Wiring wiring, Way way, Sockets sockets)
      throws Exception {
    assertThat(IdleConnections.run(wiring, way, sockets, 20, 10, 1, 50))
        .matches(Outcome::asPromised)
        .matches(o -> o.reused() == 0);
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void connectionsThatTheServerKeepsAreUsedAgain(Wiring wiring, Way way, Sockets sockets)
      throws Exception {
    assertThat(IdleConnections.run(wiring, way, sockets, 30, 10, 3, 0))
        .matches(Outcome::asPromised)
        .matches(o -> o.reused() == 20);
  }

  @ParameterizedTest
  @EnumSource(Sockets.class)
  void aConnectionWithUnexpectedBytesIsNotUsedAgain(Sockets sockets) throws Exception {
    CountDownLatch spoken = new CountDownLatch(1);
    byte[] farewell =
        "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    try (Peer peer =
            new Peer(
                Wiring.PLAIN,
                (body, nth, out, socket) -> {
                  out.write(Peer.answer(OK));
                  out.flush();
                  if (body.contains("first")) {
                    pause();
                    out.write(farewell);
                    out.flush();
                    spoken.countDown();
                  }
                  return true;
                });
        OperationCaller caller = IdleConnections.caller(peer, sockets.client(Wiring.PLAIN))) {
      caller.call(Things.WRITE, Ask.named("first"), CallOptions.none());
      assertThat(spoken.await(10, TimeUnit.SECONDS)).isTrue();
      pause();

      caller.call(Things.WRITE, Ask.named("second"), CallOptions.none());

      assertThat(peer.connections()).isEqualTo(2);
      assertThat(peer.requests()).isEqualTo(2);
    }
  }

  @Test
  void aCheckThatTimesOutWithoutReadingIsRepeated() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (Peer peer =
            new Peer(
                Wiring.PLAIN,
                (body, nth, out, socket) -> {
                  out.write(Peer.answer(OK));
                  out.flush();
                  if (body.contains("first")) {
                    Peer.close(socket);
                    closed.countDown();
                  }
                  return false;
                });
        OperationCaller caller =
            IdleConnections.caller(
                peer, Wiring.PLAIN.client().socketFactory(new PreemptedSockets()))) {
      caller.call(Things.WRITE, Ask.named("first"), CallOptions.none());
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      pause();

      caller.call(Things.WRITE, Ask.named("second"), CallOptions.none());

      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  /** Sockets whose first one-byte read times out, as if the thread had been preempted. */
  private static final class PreemptedSockets extends UserSockets {
    @Override
    public Socket createSocket() {
      AtomicBoolean preempted = new AtomicBoolean();
      return new Socket() {
        @Override
        public InputStream getInputStream() throws IOException {
          return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
              if (preempted.compareAndSet(false, true)) {
                throw new SocketTimeoutException("Read timed out");
              }
              return super.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
              return super.read(target, offset, length);
            }
          };
        }
      };
    }
  }

  /** Waits longer than the shortest idle time that is checked. */
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAnswerSentBeforeTheRequestIsNotItsAnswer() {
    String other = "{\"Status\":\"OK\",\"Code\":0,\"Info\":\"of another\"}";
    try (WireServer server = new WireServer();
        OperationCaller caller =
            OperationCaller.create(
                Things.options(server).retryPolicy(RetryPolicy.none()).build())) {
      server.then(
          (seen, out, socket) -> {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write(Peer.answer(OK));
            both.write(Peer.answer(other));
            out.write(both.toByteArray());
            out.flush();
            return true;
          },
          json(OK));
      caller.call(Things.WRITE, Ask.named("first"), CallOptions.none());

      TransportException e =
          catchThrowableOfType(
              TransportException.class,
              () -> caller.call(Things.WRITE, Ask.named("second"), CallOptions.none()));

      assertThat(e).hasMessageContaining("it was there before the request was sent");
      assertThat(e.maybeApplied()).isTrue();
      Found third = caller.call(Things.WRITE, Ask.named("third"), CallOptions.none());
      assertThat(third.info()).isNull();
    }
  }

  @Test
  void manyCallsShareOneHttp2Connection() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(Wiring.serverSockets());
      server.start();
      int calls = 60;
      for (int i = 0; i <= calls; i++) {
        server.enqueue(
            new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(OK)
                .build());
      }
      try (OperationCaller caller =
          OperationCaller.create(
              ClientOptions.builder()
                  .baseUrl(server.url("/").toString())
                  .okHttpClient(Wiring.TLS_1_3.client().build())
                  .rateLimiter(RateLimiter.unlimited())
                  .retryPolicy(RetryPolicy.none())
                  .build())) {
        caller.call(Things.WRITE, Ask.empty(), CallOptions.none());
        for (int round = 0; round < 3; round++) {
          pause();
          List<CompletableFuture<Found>> answers = new ArrayList<>();
          for (int i = 0; i < calls / 3; i++) {
            answers.add(caller.callAsync(Things.WRITE, Ask.empty(), CallOptions.none()));
          }
          answers.forEach(CompletableFuture::join);
        }
      }
      for (int i = 0; i <= calls; i++) {
        assertThat(server.takeRequest())
            .matches(r -> r.getConnectionIndex() == 0)
            .matches(r -> r.getVersion().equals("HTTP/2"));
      }
      assertThat(server.getProtocols()).contains(Protocol.HTTP_2);
    }
  }
}
