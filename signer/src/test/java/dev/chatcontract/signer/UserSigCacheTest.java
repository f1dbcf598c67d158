package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class UserSigCacheTest {
  private static final long APP = 1400000001;
  private static final long START = 1700000000;

  private final SettableClock clock = new SettableClock(START);
  private final AtomicInteger signed = new AtomicInteger();
  private final ChatCredentials credentials = ChatCredentials.of(APP, "administrator", this::key);

  @Test
  void aUserSigIsMadeOnceAndKeptUntilTheMargin() {
    UserSigCache cache = cache(Duration.ofMinutes(10), Duration.ofMinutes(3));

    String first = cache.userSig();
    clock.advance(Duration.ofMinutes(7).minusMillis(1));
    assertThat(cache.userSig()).isSameAs(first);
    clock.advance(Duration.ofMillis(1));
    String second = cache.userSig();

    assertThat(claims(first)).isEqualTo(UserSigClaims.of(APP, "administrator", START, 600));
    assertThat(claims(second)).isEqualTo(UserSigClaims.of(APP, "administrator", START + 420, 600));
    assertThat(signed).hasValue(2);
  }

  @Test
  void byDefaultAUserSigIsReusedForAnHourAndStaysValidForADay() {
    UserSigCache cache =
        UserSigCache.of(
            credentials, clock, UserSigCache.DEFAULT_VALIDITY, UserSigCache.DEFAULT_MARGIN);
    cache.userSig();

    clock.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(claims(cache.userSig()).issuedAt()).isEqualTo(START);
    assertThat(claims(cache.userSig()).expiresAt() - clock.instant().getEpochSecond())
        .isGreaterThanOrEqualTo(86400);
    clock.advance(Duration.ofMillis(1));
    assertThat(claims(cache.userSig()).issuedAt()).isEqualTo(START + 3600);
  }

  @Test
  void theSystemClockIsTheDefault() {
    long before = Instant.now().getEpochSecond();

    UserSigClaims claims = claims(UserSigCache.of(credentials).userSig());

    assertThat(claims.issuedAt()).isBetween(before, Instant.now().getEpochSecond());
    assertThat(claims.validFor()).isEqualTo(25 * 3600);
  }

  @Test
  void aClockThatIsSetBackCausesANewUserSig() {
    UserSigCache cache = cache(Duration.ofHours(2), Duration.ofHours(1));
    cache.userSig();

    clock.advance(Duration.ofMillis(-1));

    assertThat(claims(cache.userSig()).issuedAt()).isEqualTo(START - 1);
    assertThat(signed).hasValue(2);
  }

  @Test
  void anInvalidatedUserSigIsReplaced() {
    UserSigCache cache = cache(Duration.ofHours(2), Duration.ofHours(1));
    String first = cache.userSig();
    cache.invalidate();
    clock.advance(Duration.ofSeconds(1));

    assertThat(cache.userSig()).isNotEqualTo(first);
    assertThat(signed).hasValue(2);
  }

  @Test
  void aReplacedUserSigIsNotInvalidatedAgain() {
    UserSigCache cache = cache(Duration.ofHours(2), Duration.ofHours(1));
    UserSigCache.Entry refused = cache.entry();
    cache.invalidate(refused);
    UserSigCache.Entry next = cache.entry();

    cache.invalidate(refused);

    assertThat(cache.entry()).isSameAs(next);
    assertThat(signed).hasValue(2);
  }

  @Test
  void aHundredThreadsWithoutAUserSigMakeOne() throws Exception {
    UserSigCache cache = cache(Duration.ofHours(2), Duration.ofHours(1));

    assertThat(inParallel(100, cache::userSig)).hasSize(1);
    assertThat(signed).hasValue(1);
  }

  @Test
  void aHundredThreadsOnTheSystemClockMakeOneUserSig() throws Exception {
    UserSigCache cache =
        UserSigCache.of(credentials, Clock.systemUTC(), Duration.ofHours(2), Duration.ofHours(1));

    assertThat(inParallel(100, cache::userSig)).hasSize(1);
    assertThat(signed).hasValue(1);
  }

  @Test
  void whileOneThreadRenewsTheOthersUseTheOldUserSigWhileItIsValid() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    ChatCredentials slow =
        ChatCredentials.of(
            APP,
            "administrator",
            () -> {
              if (signed.getAndIncrement() == 1) {
                asked.countDown();
                await(answer);
              }
              return Keys.TEXT.getBytes(StandardCharsets.UTF_8);
            });
    UserSigCache cache =
        UserSigCache.of(slow, clock, Duration.ofMinutes(10), Duration.ofMinutes(3));
    String old = cache.userSig();
    clock.advance(Duration.ofMinutes(8));

    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<String> renewed = executor.submit(cache::userSig);
      await(asked);
      assertThat(cache.userSig()).isSameAs(old);
      assertThat(cache.userSig()).isSameAs(old);
      answer.countDown();
      assertThat(renewed.get()).isNotEqualTo(old);
      assertThat(cache.userSig()).isSameAs(renewed.get());
      assertThat(signed).hasValue(2);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void theOldUserSigIsUsedUntilItExpiresIfTheSourceFails() {
    AtomicInteger asked = new AtomicInteger();
    ChatCredentials failing =
        ChatCredentials.of(
            APP,
            "administrator",
            () -> {
              if (asked.getAndIncrement() > 0) {
                throw new SecretUnavailableException("the vault is sealed");
              }
              return Keys.TEXT.getBytes(StandardCharsets.UTF_8);
            });
    UserSigCache cache =
        UserSigCache.of(failing, clock, Duration.ofMinutes(10), Duration.ofMinutes(3));
    String old = cache.userSig();

    clock.advance(Duration.ofMinutes(7));
    assertThat(List.of(cache.userSig(), cache.userSig())).containsOnly(old);
    assertThat(asked).hasValue(2);
    clock.advance(Duration.ofSeconds(10).minusMillis(1));
    assertThat(cache.userSig()).isEqualTo(old);
    assertThat(asked).hasValue(2);
    clock.advance(Duration.ofMillis(1));
    assertThat(cache.userSig()).isEqualTo(old);
    assertThat(asked).hasValue(3);
    clock.advance(Duration.ofMinutes(3).minusSeconds(10).minusMillis(1));
    assertThat(cache.userSig()).isEqualTo(old);
    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(cache::userSig)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("the vault is sealed");
  }

  @Test
  void aRejectedUserSigIsNotUsedAgainBecauseTheSourceFailedMeanwhile() {
    UserSigCache cache =
        UserSigCache.of(
            ChatCredentials.of(
                APP,
                "administrator",
                () -> {
                  if (signed.incrementAndGet() == 2) {
                    throw new SecretUnavailableException("the vault is sealed");
                  }
                  return Keys.TEXT.getBytes(StandardCharsets.UTF_8);
                }),
            clock,
            Duration.ofMinutes(10),
            Duration.ofMinutes(3));
    UserSigCache.Entry sent = cache.entry();
    clock.advance(Duration.ofMinutes(7));
    assertThat(cache.userSig()).isEqualTo(sent.userSig());

    cache.invalidate(sent);

    assertThat(cache.userSig()).isNotEqualTo(sent.userSig());
  }

  static Stream<Arguments> brokenSources() {
    SecretSource throwing =
        () -> {
          throw new IllegalStateException("the vault timed out");
        };
    return Stream.of(
        arguments(throwing, IllegalStateException.class),
        arguments(
            (SecretSource) () -> "two lines\n".getBytes(StandardCharsets.UTF_8),
            IllegalArgumentException.class),
        arguments((SecretSource) () -> null, SecretUnavailableException.class),
        arguments(
            (SecretSource)
                () -> {
                  throw new NoSuchMethodError("an old vault client");
                },
            NoSuchMethodError.class));
  }

  @ParameterizedTest
  @MethodSource("brokenSources")
  void theOldUserSigIsUsedUntilItExpiresIfTheSourceBreaks(
      SecretSource broken, Class<? extends Throwable> reported) {
    UserSigCache cache =
        UserSigCache.of(
            ChatCredentials.of(
                APP, "administrator", () -> signed.get() == 0 ? key() : broken.read()),
            clock,
            Duration.ofMinutes(10),
            Duration.ofMinutes(3));
    String old = cache.userSig();

    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(cache.userSig()).isEqualTo(old);
    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(cache::userSig).isInstanceOf(reported);
  }

  /** A cache whose key arrives after {@code answer}. */
  private UserSigCache waiting(CountDownLatch asked, CountDownLatch answer) {
    return UserSigCache.of(
        ChatCredentials.of(
            APP,
            "administrator",
            () -> {
              asked.countDown();
              await(answer);
              return key();
            }));
  }

  @Test
  void anInterruptEndsTheWaitForAnotherThreadsKey() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    UserSigCache cache = waiting(asked, answer);
    Thread first = new Thread(cache::userSig);
    first.start();
    await(asked);

    // Meanwhile the cache can be told that the server has refused a UserSig.
    cache.invalidate();
    Thread.currentThread().interrupt();
    assertThatThrownBy(cache::userSig)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("the thread was interrupted while another one generated the UserSig")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();

    answer.countDown();
    first.join();
    assertThat(cache.userSig()).isNotEmpty();
    assertThat(signed).hasValue(1);
  }

  @Test
  void aThreadThatWaitedForAnotherThreadsKeyUsesItsUserSig() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    UserSigCache cache = waiting(asked, answer);
    FutureTask<String> first = new FutureTask<>(cache::userSig);
    new Thread(first).start();
    await(asked);
    FutureTask<String> second = new FutureTask<>(cache::userSig);
    Thread waiting = new Thread(second);
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }

    answer.countDown();

    assertThat(second.get()).isSameAs(first.get());
    assertThat(signed).hasValue(1);
  }

  @Test
  void anInterruptThatASourceThrowsIsNotLost() {
    UserSigCache cache =
        UserSigCache.of(
            ChatCredentials.of(
                APP,
                "administrator",
                () -> {
                  if (signed.get() > 0) {
                    throwAny(new InterruptedException("the vault was asked to stop"));
                  }
                  return key();
                }),
            clock,
            Duration.ofMinutes(10),
            Duration.ofMinutes(3));
    String old = cache.userSig();
    assertThat(Thread.interrupted()).isFalse();
    clock.advance(Duration.ofMinutes(8));

    assertThat(cache.userSig()).isEqualTo(old);
    assertThat(Thread.interrupted()).isTrue();
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void throwAny(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void credentialsClosedDuringARenewalGiveNoUserSig() {
    ChatCredentials[] closing = new ChatCredentials[1];
    closing[0] =
        ChatCredentials.of(
            APP,
            "administrator",
            () -> {
              if (signed.get() > 0) {
                closing[0].close();
                throw new SecretUnavailableException("the vault is closed too");
              }
              return key();
            });
    UserSigCache cache =
        UserSigCache.of(closing[0], clock, Duration.ofMinutes(10), Duration.ofMinutes(3));
    cache.userSig();

    clock.advance(Duration.ofMinutes(8));
    assertThatThrownBy(cache::userSig)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("these credentials are closed; create new ones");
  }

  @Test
  void aSourceThatFailsFromTheStartIsReported() {
    ChatCredentials failing =
        ChatCredentials.of(APP, "administrator", new SecretVariable("CHAT_KEY", name -> null));

    assertThatThrownBy(UserSigCache.of(failing)::userSig)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("environment variable CHAT_KEY is not set; put the secret key there");
  }

  @Test
  void closedCredentialsGiveNoUserSigEvenIfOneIsCached() {
    UserSigCache cache = cache(Duration.ofHours(2), Duration.ofHours(1));
    cache.userSig();

    credentials.close();

    assertThatThrownBy(cache::userSig)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("these credentials are closed; create new ones");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.9S,PT0S,validity is PT0.9S; it must be 1 to 253402300799 seconds",
    "PT-1S,PT0S,validity is PT-1S; it must be 1 to 253402300799 seconds",
    "PT253402300800S,PT0S,validity is PT70389528H; it must be 1 to 253402300799 seconds",
    "PT10S,PT10S,'margin is PT10S; it must not be negative and must be shorter than the validity, PT10S'",
    "PT10S,PT-1S,'margin is PT-1S; it must not be negative and must be shorter than the validity, PT10S'",
  })
  void invalidTimesAreRefused(Duration validity, Duration margin, String message) {
    assertThatThrownBy(() -> cache(validity, margin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void theLongestTimesWork() {
    Duration longest = Duration.ofSeconds(UserSigClaims.MAX_SECONDS);

    assertThat(claims(cache(longest, longest.minusMillis(1)).userSig()).validFor())
        .isEqualTo(UserSigClaims.MAX_SECONDS);
  }

  @Test
  void theShortestTimesWork() {
    UserSigCache cache = cache(Duration.ofSeconds(1), Duration.ZERO);
    String first = cache.userSig();

    clock.advance(Duration.ofMillis(999));
    assertThat(cache.userSig()).isSameAs(first);
    clock.advance(Duration.ofMillis(1));
    assertThat(cache.userSig()).isNotEqualTo(first);
    assertThat(claims(first).validFor()).isEqualTo(1);
  }

  @Test
  void theCachedPathAllocatesNothing() {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    UserSigCache cache = cache(Duration.ofHours(2), Duration.ofHours(1));
    String expected = cache.userSig();
    for (int i = 0; i < 1000; i++) {
      cache.userSig();
    }

    long before = threads.getCurrentThreadAllocatedBytes();
    boolean same = true;
    for (int i = 0; i < 10_000; i++) {
      same &= cache.userSig().equals(expected);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(same).isTrue();
    assertThat(allocated)
        .isLessThan(10_000); // less than a byte per call: the noise of the counter itself
  }

  private byte[] key() {
    signed.incrementAndGet();
    return Keys.TEXT.getBytes(StandardCharsets.UTF_8);
  }

  private UserSigCache cache(Duration validity, Duration margin) {
    return UserSigCache.of(credentials, clock, validity, margin);
  }

  private static UserSigClaims claims(String userSig) {
    return ((Inspection.Stated) UserSig.inspect(userSig)).claims();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> inParallel(int threads, Callable<String> task) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(threads);
    Set<String> results = ConcurrentHashMap.newKeySet();
    try {
      List<Callable<Void>> tasks =
          java.util.Collections.nCopies(
              threads,
              () -> {
                start.countDown();
                await(start);
                results.add(task.call());
                return null;
              });
      for (Future<Void> done : executor.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      executor.shutdownNow();
    }
    return results;
  }
}
