package dev.chatcontract.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.door.Annex;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.log.Refusals;
import dev.chatcontract.conformance.simulator.log.RequestLog;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports each request to pages as server-sent events. It checks the request log a few times a
 * second, so that a request costs the same whether or not a page is open.
 */
final class TrafficStream {
  /** Each page occupies a thread of the simulator. */
  private static final int MOST_PAGES = 8;

  private static final long TICK_MILLIS = 100;

  /** With more new requests than this in a tick, ticks are longer: nobody can read that fast. */
  private static final int BUSY = 50;

  private static final long BUSY_TICK_MILLIS = 250;

  /** Only the latest rows of a flood are sent; the page is told how many others there were. */
  private static final int MOST_ROWS = 60;

  /** As many as the console's log keeps. */
  private static final int MOST_AT_FIRST = 2000;

  /** Requests without an answer yet, which are reported again when they have one. */
  private static final int MOST_OPEN = 1000;

  /**
   * How often something is written to an idle page: only writing shows that the page is gone, which
   * frees its place.
   */
  private static final Duration STILL_THERE = Duration.ofSeconds(1);

  private final RequestLog log;
  private final Refusals refusals;
  private final TrafficRows rows;
  private final String started;
  private final Supplier<ObjectNode> state;
  private final Semaphore pages = new Semaphore(MOST_PAGES);
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Serves one simulator.
   *
   * @param started identifies this start of the simulator, since serials begin again with each
   *     start
   * @param state what pages show about the simulator besides its traffic; sent when it changes
   */
  TrafficStream(
      RequestLog log,
      Refusals refusals,
      TrafficRows rows,
      String started,
      Supplier<ObjectNode> state) {
    this.log = log;
    this.refusals = refusals;
    this.rows = rows;
    this.started = started;
    this.state = state;
  }

  /**
   * Serves until the page is gone; returns false if there are already too many pages.
   *
   * @throws SimulatorException if the query is wrong; nothing has been sent then
   */
  boolean serve(Ask ask, Annex.Reply reply, List<Map.Entry<String, String>> headers)
      throws IOException {
    long after = ask.number("after", 0, 0, Long.MAX_VALUE);
    long refused = ask.number("refused", refusals.count(), 0, Long.MAX_VALUE);
    if (!pages.tryAcquire()) {
      return false;
    }
    try {
      boolean resumes = started.equals(ask.text("started"));
      follow(
          resumes ? after : 0,
          resumes ? refused : refusals.count(),
          resumes || ask.query().containsKey("all") ? MOST_AT_FIRST : MOST_ROWS,
          reply.stream(headers));
    } catch (IOException pageIsGone) {
      // The page is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pages.release();
    }
    return true;
  }

  /** Ends all streams. */
  void close() {
    closed.countDown();
  }

  private void follow(long after, long refusedBefore, int atFirst, OutputStream out)
      throws IOException, InterruptedException {
    long serial = after;
    @Nullable ObjectNode sentState = null;
    long clears = log.since(0, 0).clears();
    List<RequestLog.Entry> open = new ArrayList<>();
    int most = atFirst;
    long quiet = 0;
    long seen = refusedBefore;
    while (true) {
      RequestLog.News news = log.since(serial, most);
      // Requests that were cleared do not count as missed.
      long uncleared = Math.max(0, log.count() - news.entries().size());
      long left = serial == 0 ? uncleared : Math.min(uncleared, news.left());
      List<RequestLog.Entry> told = answered(open);
      told.addAll(news.entries());
      if (news.clears() != clears) {
        clears = news.clears();
        event(out, "cleared", JsonNodeFactory.instance.objectNode());
      }
      ObjectNode now =
          state.get().put("started", started).put("clears", clears).put("refused", refusedBefore);
      if (!now.equals(sentState)) {
        event(out, "state", now);
        sentState = now;
        quiet = 0;
      }
      if (!told.isEmpty() || left > 0) {
        event(out, "requests", block(told, left));
        quiet = 0;
      }
      Refusals.News refused = refusals.since(seen);
      seen = refused.count();
      if (!refused.requests().isEmpty()) {
        event(out, "refused", rows.refused(refused));
      }
      serial = news.latest();
      for (RequestLog.Entry entry : news.entries()) {
        if (entry.answer() == null && open.size() < MOST_OPEN) {
          open.add(entry);
        }
      }
      long pause = news.entries().size() > BUSY ? BUSY_TICK_MILLIS : TICK_MILLIS;
      most = MOST_ROWS;
      if (closed.await(pause, TimeUnit.MILLISECONDS)) {
        return;
      }
      quiet += pause;
      if (quiet >= STILL_THERE.toMillis()) {
        out.write(":\n\n".getBytes(UTF_8));
        out.flush();
        quiet = 0;
      }
    }
  }

  private static List<RequestLog.Entry> answered(List<RequestLog.Entry> open) {
    List<RequestLog.Entry> done = new ArrayList<>();
    for (Iterator<RequestLog.Entry> each = open.iterator(); each.hasNext(); ) {
      RequestLog.Entry entry = each.next();
      if (entry.answer() != null) {
        done.add(entry);
        each.remove();
      }
    }
    return done;
  }

  private ObjectNode block(List<RequestLog.Entry> entries, long left) {
    ObjectNode block = JsonNodeFactory.instance.objectNode();
    block.put("left", left);
    block.put("count", log.count());
    ArrayNode list = block.putArray("rows");
    entries.forEach(entry -> list.add(rows.row(entry)));
    return block;
  }

  private static void event(OutputStream out, String name, ObjectNode data) throws IOException {
    out.write(("event: " + name + "\ndata: " + data + "\n\n").getBytes(UTF_8));
    out.flush();
  }
}
