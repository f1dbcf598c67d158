package dev.chatcontract.signer;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One account's UserSig, generated once and used until a margin before its expiry.
 *
 * <p>Of any number of threads, one renews it; meanwhile, the others get the old UserSig while it is
 * valid. If the key's source fails, the old one is likewise used until it expires, and the source
 * is tried again every {@value #RETRY_SECONDS} seconds.
 */
public final class UserSigCache {
  /**
   * The vendor recommends a day; with an extra hour, each UserSig can be used for an hour and is
   * then still valid for a day.
   */
  public static final Duration DEFAULT_VALIDITY = Duration.ofHours(25);

  /** See {@link #DEFAULT_VALIDITY}: a rotated key is in use after an hour at the latest. */
  public static final Duration DEFAULT_MARGIN = Duration.ofHours(24);

  private static final long RETRY_SECONDS = 10;

  private final ChatCredentials credentials;
  private final Clock clock;
  private final long validityMillis;
  private final long reuseMillis;
  private final ReentrantLock renewing = new ReentrantLock();
  private final AtomicReference<@Nullable Entry> current = new AtomicReference<>();

  private UserSigCache(
      ChatCredentials credentials, Clock clock, Duration validity, Duration margin) {
    this.credentials = credentials;
    this.clock = clock;
    this.validityMillis = validity.toSeconds() * 1000;
    this.reuseMillis = validityMillis - margin.toMillis();
  }

  /** Creates a cache with the default validity and margin and the system clock. */
  public static UserSigCache of(ChatCredentials credentials) {
    return of(credentials, Clock.systemUTC(), DEFAULT_VALIDITY, DEFAULT_MARGIN);
  }

  /**
   * Creates a cache with another clock, validity and margin.
   *
   * @param validity how long each UserSig is valid, in whole seconds
   * @param margin how long before its expiry it is replaced; less than {@code validity}
   */
  public static UserSigCache of(
      ChatCredentials credentials, Clock clock, Duration validity, Duration margin) {
    if (validity.toSeconds() < 1 || validity.toSeconds() > UserSigClaims.MAX_SECONDS) {
      throw new IllegalArgumentException(
          "validity is "
              + validity
              + "; it must be 1 to "
              + UserSigClaims.MAX_SECONDS
              + " seconds");
    }
    if (margin.isNegative() || margin.compareTo(validity) >= 0) {
      throw new IllegalArgumentException(
          "margin is "
              + margin
              + "; it must not be negative and must be shorter than the validity, "
              + validity);
    }
    return new UserSigCache(credentials, clock, validity, margin);
  }

  /**
   * Returns a UserSig that is valid for at least the margin, unless the source fails.
   *
   * @throws SecretUnavailableException if there is none and the source has no key
   */
  public String userSig() {
    return entry().userSig;
  }

  /**
   * Discards the UserSig, so that the next call generates a new one; for use after the server has
   * rejected it.
   */
  public void invalidate() {
    current.set(null);
  }

  /** Returns the credentials that sign. */
  ChatCredentials credentials() {
    return credentials;
  }

  /** Discards this UserSig, unless another thread has already replaced it. */
  void invalidate(Entry refused) {
    current.compareAndSet(refused, null);
  }

  Entry entry() {
    credentials.requireOpen();
    long now = clock.millis();
    Entry entry = current.get();
    return entry != null && entry.isFresh(now) ? entry : renewed(entry, now);
  }

  private Entry renewed(@Nullable Entry old, long now) {
    boolean oldHolds = old != null && old.holds(now);
    if (!oldHolds) {
      lockUnlessInterrupted();
    } else if (!renewing.tryLock()) {
      return old;
    }
    try {
      long then = clock.millis(); // waiting for the lock may have taken a while
      Entry entry = current.get();
      if (entry != null && entry.isFresh(then)) {
        return entry;
      }
      Entry made = sign(entry, then);
      // If the server has rejected the old one meanwhile, it is not put back.
      current.compareAndSet(entry, made);
      return made;
    } finally {
      renewing.unlock();
    }
  }

  private void lockUnlessInterrupted() {
    try {
      renewing.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SecretUnavailableException(
          "the thread was interrupted while another one generated the UserSig", e);
    }
  }

  private Entry sign(@Nullable Entry old, long now) {
    try {
      String userSig = credentials.sign(Math.floorDiv(now, 1000L), validityMillis / 1000);
      return new Entry(userSig, now, now + reuseMillis, now + validityMillis);
    } catch (Throwable e) {
      if (e instanceof InterruptedException) { // a source need not declare what it throws
        Thread.currentThread().interrupt();
      }
      // Whatever a source throws or returns, only closed credentials end the use of the old one.
      credentials.requireOpen();
      if (old == null || !old.holds(now)) {
        throw e;
      }
      // A copy would survive the rejection of the old one by the server.
      old.freshUntil = Math.min(now + RETRY_SECONDS * 1000, old.until);
      return old;
    }
  }

  /** A UserSig and its times, in milliseconds since 1970; never printed. */
  static final class Entry {
    private final String userSig;
    private final long from;
    private final long until;

    /** Later than at first if it could not be renewed. */
    private volatile long freshUntil;

    private Entry(String userSig, long from, long freshUntil, long until) {
      this.userSig = userSig;
      this.from = from;
      this.freshUntil = freshUntil;
      this.until = until;
    }

    String userSig() {
      return userSig;
    }

    /**
     * Returns whether it need not be renewed. One from the future is not fresh either: the clock
     * was set back.
     */
    private boolean isFresh(long now) {
      return now >= from && now < freshUntil;
    }

    private boolean holds(long now) {
      return now >= from && now < until;
    }
  }
}
