package dev.chatcontract.conformance.simulator.log;

import dev.chatcontract.conformance.simulator.answer.Answer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The last requests a simulator saw, bounded in number and in bytes so that memory stays flat
 * however many come and however large they are. Safe for all threads.
 */
public final class RequestLog {
  /** A browser is served from it all day; the last megabytes are what anybody looks at. */
  private static final long MOST_BODY_BYTES = 16L << 20;

  /** A request, and how it was answered once it was. */
  public static final class Entry {
    final RecordedRequest request;
    final Instant time;
    private volatile @Nullable Answer answer;

    Entry(RecordedRequest request, Instant time) {
      this.request = request;
      this.time = time;
    }

    public void answered(Answer given) {
      answer = given;
    }

    /** Null while the request is being carried out. */
    @Nullable Answer answer() {
      return answer;
    }
  }

  private final int capacity;
  private final Deque<Entry> last = new ArrayDeque<>();
  private final AtomicLong seen = new AtomicLong();
  private long bodyBytes;

  public RequestLog(int capacity) {
    this.capacity = capacity;
  }

  /** The requests still kept, oldest first. */
  public synchronized List<RecordedRequest> all() {
    return last.stream().map(entry -> entry.request).toList();
  }

  /**
   * How many requests came since the start or the last {@link #clear()}, those no longer kept
   * included.
   */
  public long count() {
    return seen.get();
  }

  /** Forgets all requests and counts from 1 again. */
  public synchronized void clear() {
    last.clear();
    bodyBytes = 0;
    seen.set(0);
  }

  /** The requests still kept with their answers, oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(last);
  }

  /** Counts a request; the number to record it under. */
  public long next() {
    return seen.incrementAndGet();
  }

  /** Whether recording is any use. */
  public boolean keeps() {
    return capacity > 0;
  }

  public synchronized Entry keep(RecordedRequest request, Instant time) {
    Entry entry = new Entry(request, time);
    last.addLast(entry);
    bodyBytes += request.body().length;
    while (last.size() > capacity || (bodyBytes > MOST_BODY_BYTES && last.size() > 1)) {
      bodyBytes -= last.removeFirst().request.body().length;
    }
    return entry;
  }
}
