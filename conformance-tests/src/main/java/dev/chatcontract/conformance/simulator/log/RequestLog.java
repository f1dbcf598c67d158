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
 * The last requests a simulator saw, bounded in number and in bytes so that memory stays flat
 * however many come and however large they are. Safe for all threads.
 */
public final class RequestLog {
  /** A browser is served from it all day; the last megabytes are what anybody looks at. */
  private static final long MOST_BODY_BYTES = 16L << 20;

  /** A request, and how it was answered once it was. */
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

    /** What was asked. */
    public RecordedRequest request() {
      return request;
    }

    /** When it came. */
    public Instant time() {
      return time;
    }

    /** Counts up for as long as the simulator runs, also past {@link RequestLog#clear()}. */
    public long serial() {
      return serial;
    }

    /** How long the answer took, without its way through the network; 0 until there is one. */
    public long nanos() {
      return nanos;
    }

    /** Null while the request is being carried out. */
    public @Nullable Answer answer() {
      return answer;
    }
  }

  /**
   * What came after a moment.
   *
   * @param entries the latest of it, oldest first
   * @param left how many more there were, which are not among the entries
   * @param latest the serial to ask from next time
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
    last.forEach(Entry::drop);
    last.clear();
    bodyBytes = 0;
    clears++;
    seen.set(0);
  }

  /** At most that many of the entries with a higher serial. */
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

  /** The entry of that serial; null if it is not kept any more. */
  public synchronized @Nullable Entry find(long serial) {
    for (Entry entry : last) {
      if (entry.serial == serial) {
        return entry;
      }
    }
    return null;
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
