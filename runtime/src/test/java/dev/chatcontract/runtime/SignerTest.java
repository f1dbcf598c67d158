package dev.chatcontract.runtime;

import static dev.chatcontract.runtime.WireServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.engine.OperationCaller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignerTest {
  private static final String OK = "{\"Status\":\"OK\",\"Code\":0}";
  private static final String REFUSED = "{\"Status\":\"FAIL\",\"Code\":700}";

  private final WireServer server = new WireServer();
  private final Numbering signer = new Numbering();

  /** Every way in which a call reaches its signer. */
  private enum Way {
    BLOCKING,
    BLOCKING_WITH_TIMEOUTS,
    ASYNC;

    void call(OperationCaller caller) {
      CallOptions options =
          this == BLOCKING_WITH_TIMEOUTS
              ? CallOptions.none().readTimeout(Duration.ofSeconds(9))
              : CallOptions.none();
      if (this == ASYNC) {
        try {
          caller.callAsync(Things.READ, Ask.empty(), options).join();
        } catch (CompletionException e) {
          throw (RuntimeException) e.getCause();
        }
      } else {
        caller.call(Things.READ, Ask.empty(), options);
      }
    }
  }

  /** Signs with a number, which increases after each refusal. */
  private static final class Numbering implements Signer {
    private final AtomicInteger number = new AtomicInteger(1);
    private final List<Integer> refused = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException broken;

    @Override
    public Signed sign(HttpUrl url) {
      if (broken != null) {
        throw broken;
      }
      int with = number.get();
      return new Signed() {
        @Override
        public HttpUrl url() {
          return url.newBuilder().addQueryParameter("signature", "s" + with).build();
        }

        @Override
        public boolean resign() {
          refused.add(with);
          number.set(with + 1);
          return true;
        }
      };
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> requested() {
    return IntStream.range(0, server.requests())
        .mapToObj(i -> server.request(i).line().replaceAll(".*signature=(\\w+).*", "$1"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void signsEveryAttemptAndAgainAfterARefusal(Way way) {
    server.then(json(REFUSED), json(OK), json(OK));
    try (OperationCaller caller =
        OperationCaller.create(Things.options(server).signer(signer).build())) {
      way.call(caller);
      way.call(caller);
    }
    assertThat(requested()).containsExactly("s1", "s2", "s2");
    assertThat(signer.refused).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void interceptorsSeeNoSignatureWhetherAddedEarlyOrLate(Way way) {
    List<String> seen = new CopyOnWriteArrayList<>();
    Interceptor watching =
        chain -> {
          seen.add(chain.request().url().toString());
          return chain.proceed(chain.request());
        };
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server)
                .interceptor(watching)
                .signer(signer)
                .interceptor(watching)
                .build())) {
      way.call(caller);
    }
    assertThat(requested()).containsExactly("s1");
    assertThat(seen).hasSize(2).allSatisfy(url -> assertThat(url).doesNotContain("signature"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void listenersOfAGivenClientSeeAnUnsignedCall(Way way) {
    List<String> seen = new CopyOnWriteArrayList<>();
    OkHttpClient listening =
        new OkHttpClient.Builder()
            .eventListener(
                new EventListener() {
                  @Override
                  public void callEnd(Call call) {
                    seen.add(call.request().url().toString());
                  }
                })
            .build();
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server).okHttpClient(listening).signer(signer).build())) {
      way.call(caller);
    }
    assertThat(requested()).containsExactly("s1");
    assertThat(seen).hasSize(1).allSatisfy(url -> assertThat(url).doesNotContain("signature"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void whatTheSignerThrowsReachesTheCaller(Way way) {
    RuntimeException thrown = new IllegalStateException("no key");
    signer.broken = thrown;
    try (OperationCaller caller =
        OperationCaller.create(Things.options(server).signer(signer).build())) {
      assertThat(catchThrowable(() -> way.call(caller))).isSameAs(thrown);
    }
    assertThat(server.requests()).isZero();
  }

  @Test
  void anAsynchronousCallIsNotSignedOnTheCallersThread() {
    List<Thread> signing = new CopyOnWriteArrayList<>();
    Signer watched =
        url -> {
          signing.add(Thread.currentThread());
          return signer.sign(url);
        };
    try (OperationCaller caller =
        OperationCaller.create(Things.options(server).signer(watched).build())) {
      Way.ASYNC.call(caller);
    }
    assertThat(signing).hasSize(1).doesNotContain(Thread.currentThread());
  }
}
