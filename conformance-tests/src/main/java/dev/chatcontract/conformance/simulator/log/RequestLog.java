package dev.chatcontract.conformance.simulator.log;

import dev.chatcontract.conformance.simulator.answer.Answer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The last requests of a simulator, limited in number and in bytes so that the use of memory stays
 * constant. Thread-safe.
 */
public final class RequestLog {
  /** A browser may send requests all day; only the last megabytes are of interest. */
  private static final long MOST_BODY_BYTES = 16L << 20;

  /** A request, with its answer as soon as there is one. */
  public final class Entry {
    final RecordedRequest request;
    final Instant time;
    private final long serial;
    private final long began = System.nanoTime();
    private volatile long nanos;
    private volatile @Nullable Answer answer;
    private boolean dropped;
    private int answerBytes;

    Entry(RecordedRequest request, Instant time, long serial) {
      this.request = request;
      this.time = time;
      this.serial = serial;
    }

    public synchronized void answered(Answer given) {
      nanos = System.nanoTime() - began;
      answer = given;
      if (!dropped) {
        byte[] body = given.sent().getByteBody();
        answerBytes = body == null ? 0 : body.length;
        heldAnswers.addAndGet(answerBytes);
      }
    }

    private synchronized void drop() {
      dropped = true;
      heldAnswers.addAndGet(-answerBytes);
    }

    /** Returns the request. */
    public RecordedRequest request() {
      return request;
    }

    /** Returns when it was received. */
    public Instant time() {
      return time;
    }

    /**
     * Returns a number that counts up as long as the simulator runs, even after {@link
     * RequestLog#clear()}.
     */
    public long serial() {
      return serial;
    }

    /**
     * Returns how long the answer took, without its time on the network; 0 until there is an
     * answer.
     */
    public long nanos() {
      return nanos;
    }

    /** Returns the answer; null while the request is being carried out. */
    public @Nullable Answer answer() {
      return answer;
    }
  }

  /**
   * The entries after a given serial.
   *
   * @param entries the latest of them, oldest first
   * @param left how many others there were
   * @param latest the serial to continue from
   * @param clears how often the log has been cleared
   */
  public record News(List<Entry> entries, long left, long latest, long clears) {}

  private final int capacity;
  private final Deque<Entry> last = new ArrayDeque<>();
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong heldAnswers = new AtomicLong();
  private long bodyBytes;
  private long serials;
  private long clears;

  public RequestLog(int capacity) {
    this.capacity = capacity;
  }

  /** Returns the requests that are still kept, oldest first. */
  public synchronized List<RecordedRequest> all() {
    return last.stream().map(entry -> entry.request).toList();
  }

  /**
   * Returns the number of requests since the start or the last {@link #clear()}, including those
   * that are no longer kept.
   */
  public long count() {
    return seen.get();
  }

  /** Deletes all requests and counts from 1 again. */
  public synchronized void clear() {
    last.forEach(Entry::drop);
    last.clear();
    bodyBytes = 0;
    clears++;
    seen.set(0);
  }

  /** Returns at most {@code most} of the entries with a higher serial. */
  public synchronized News since(long serial, int most) {
    Deque<Entry> found = new ArrayDeque<>();
    Iterator<Entry> youngest = last.descendingIterator();
    while (youngest.hasNext() && found.size() < most) {
      Entry entry = youngest.next();
      if (entry.serial <= serial) {
        break;
      }
      found.addFirst(entry);
    }
    return new News(
        List.copyOf(found),
        Math.max(0, serials - Math.max(0, serial) - found.size()),
        serials,
        clears);
  }

  /** Returns the entry with that serial; null if it is no longer kept. */
  public synchronized @Nullable Entry find(long serial) {
    for (Entry entry : last) {
      if (entry.serial == serial) {
        return entry;
      }
    }
    return null;
  }

  /** Returns the entries that are still kept, oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(last);
  }

  /** Counts a request and returns its number. */
  public long next() {
    return seen.incrementAndGet();
  }

  /** Returns whether requests are recorded at all. */
  public boolean keeps() {
    return capacity > 0;
  }

  public synchronized Entry keep(RecordedRequest request, Instant time) {
    Entry entry = new Entry(request, time, ++serials);
    last.addLast(entry);
    bodyBytes += request.body().length;
    while (last.size() > capacity
        || (bodyBytes + heldAnswers.get() > MOST_BODY_BYTES && last.size() > 1)) {
      Entry oldest = last.removeFirst();
      bodyBytes -= oldest.request.body().length;
      oldest.drop();
    }
    return entry;
  }
}
