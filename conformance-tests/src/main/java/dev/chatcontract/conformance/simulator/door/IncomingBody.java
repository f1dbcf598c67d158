package dev.chatcontract.conformance.simulator.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.AsyncEvent;
import wiremock.jakarta.servlet.AsyncListener;
import wiremock.jakarta.servlet.ReadListener;
import wiremock.org.eclipse.jetty.http.BadMessageException;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.server.HttpInput;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * The body of one request. A body that has already arrived is read at once; a slow one is awaited
 * without a thread, so that slow senders do not block others.
 */
public final class IncomingBody {
  /** Larger than any request of the API; limited, so that a flood does not use up memory. */
  public static final int LARGEST_BYTES = 4 << 20;

  /** How long a complete body may take. */
  private static final long LONGEST_MILLIS = 60_000;

  private static final int BUFFER_BYTES = 8 << 10;
  private static final byte[] NONE = new byte[0];

  /** Receives a body or the reason why there is none. */
  interface Receiver {
    /** Receives the complete body, as sent. */
    void take(byte[] body) throws IOException;

    /** Reports that there will be no body; the HTTP status says why. */
    void refuse(int status) throws IOException;
  }

  private final Request request;
  private final Receiver receiver;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final long announced;

  private IncomingBody(Request request, Receiver receiver) {
    this.request = request;
    this.receiver = receiver;
    this.announced = request.getContentLengthLong();
  }

  /** Passes on the body of the request, now or later, exactly once. */
  static void read(Request request, Receiver receiver) throws IOException {
    if (request.getContentLengthLong() <= 0
        && !request.getHttpFields().contains(HttpHeader.TRANSFER_ENCODING)) {
      receiver.take(NONE);
      return;
    }
    new IncomingBody(request, receiver).read();
  }

  private void read() throws IOException {
    if (announced > LARGEST_BYTES) {
      receiver.refuse(413);
      return;
    }
    HttpInput input = (HttpInput) request.getInputStream();
    try {
      while (read.size() != announced && input.available() > 0) {
        if (!append(input.read(buffer, 0, BUFFER_BYTES))) {
          receiver.refuse(413);
          return;
        }
      }
    } catch (BadMessageException e) {
      receiver.refuse(e.getCode());
      return;
    } catch (IOException e) {
      receiver.refuse(400);
      return;
    }
    if (read.size() == announced) {
      receiver.take(read.toByteArray());
    } else {
      wait(input);
    }
  }

  private boolean append(int bytes) {
    read.write(buffer, 0, Math.max(0, bytes));
    return read.size() <= LARGEST_BYTES;
  }

  private void wait(HttpInput input) {
    AsyncContext async = request.startAsync();
    async.setTimeout(LONGEST_MILLIS);
    Arrival arrival = new Arrival(input, async);
    async.addListener(arrival);
    input.setReadListener(arrival);
  }

  /** Receives the body as it arrives, called by the server; ends the exchange once. */
  private final class Arrival implements ReadListener, AsyncListener {
    private final HttpInput input;
    private final AsyncContext async;
    private boolean ended;

    Arrival(HttpInput input, AsyncContext async) {
      this.input = input;
      this.async = async;
    }

    @Override
    public void onDataAvailable() throws IOException {
      while (input.isReady()) {
        int bytes = input.read(buffer, 0, BUFFER_BYTES);
        if (bytes < 0) {
          return;
        }
        if (!append(bytes)) {
          end(413);
          return;
        }
      }
    }

    @Override
    public void onAllDataRead() throws IOException {
      end(0);
    }

    @Override
    public void onError(Throwable failure) {
      int status =
          failure instanceof TimeoutException
              ? 408
              : failure instanceof BadMessageException bad ? bad.getCode() : 400;
      try {
        end(status);
      } catch (IOException peerIsGone) {
        async.complete();
      }
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
      end(408);
    }

    private void end(int status) throws IOException {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
      }
      try {
        if (status == 0) {
          receiver.take(read.toByteArray());
        } else {
          receiver.refuse(status);
        }
      } finally {
        async.complete();
      }
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
