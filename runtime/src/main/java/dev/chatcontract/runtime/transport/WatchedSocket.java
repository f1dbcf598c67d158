package dev.chatcontract.runtime.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells OkHttp that it is closed as soon as the server has closed it. OkHttp asks each connection
 * that it takes from its pool, and would otherwise learn of the server's end by failing: it looks
 * for itself only at connections that were idle for ten seconds.
 *
 * <p>An idle connection has nothing to say either: bytes that nobody asked for are the answer to
 * another request, or words of farewell (408, TLS close_notify), so it is not used again.
 */
final class WatchedSocket extends ForwardingSocket {
  /**
   * Who calls again as soon as this goes on with a connection whose end could hardly have come yet,
   * and would pay for the look, five system calls, out of a hundred microseconds.
   */
  private static final long QUICK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** Sockets without channel are looked at by a read that waits so long, the least there is. */
  private static final int WAIT_MILLIS = 1;

  /** And only if they were idle longer than this. */
  private static final long QUICK_WITHOUT_CHANNEL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private enum Last {
    NOTHING,
    WRITTEN,
    READ,
    CHECKED
  }

  private final @Nullable SocketChannel channel;
  private volatile Last last = Last.NOTHING;
  private volatile long lastNanos = System.nanoTime();
  private volatile @Nullable Thread writer;

  /** HTTP/2 reads all the time, on a thread of its own, and notices the end by itself. */
  private volatile boolean readsAhead;

  WatchedSocket(Socket inner) throws SocketException {
    super(inner);
    this.channel = inner.getChannel();
  }

  @Override
  public boolean isClosed() {
    if (inner().isClosed()) {
      return true;
    }
    Last before = last;
    if (readsAhead || before == Last.WRITTEN || before == Last.CHECKED) {
      return false;
    }
    if (!inner().isConnected() || !Wire.current().seeking()) {
      return false;
    }
    return !isIdle();
  }

  /** Whether the last thing that happened is that a request was written. */
  boolean answeredUnasked() {
    return last == Last.WRITTEN && !readsAhead;
  }

  private boolean isIdle() {
    if (System.nanoTime() - lastNanos
        < (channel != null ? QUICK_NANOS : QUICK_WITHOUT_CHANNEL_NANOS)) {
      return true;
    }
    try {
      if (channel != null ? isSilent(channel) : isSilent(inner())) {
        last = Last.CHECKED;
        return true;
      }
    } catch (IOException reset) {
      // As good as closed.
    }
    closeQuietly();
    return false;
  }

  private static boolean isSilent(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    int count = channel.read(ByteBuffer.allocate(1));
    channel.configureBlocking(true);
    return count == 0;
  }

  private static boolean isSilent(Socket socket) throws IOException {
    int timeout = socket.getSoTimeout();
    socket.setSoTimeout(WAIT_MILLIS);
    try {
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException silent) {
      return true;
    } finally {
      socket.setSoTimeout(timeout);
    }
  }

  private void closeQuietly() {
    try {
      inner().close();
    } catch (IOException e) {
      // Nobody uses it any more.
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new In(inner().getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Out(inner().getOutputStream());
  }

  private final class In extends InputStream {
    private final InputStream from;

    In(InputStream from) {
      this.from = from;
    }

    @Override
    public int read() throws IOException {
      begin();
      int value = from.read();
      end();
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      begin();
      int count = from.read(target, offset, length);
      end();
      return count;
    }

    @Override
    public int available() throws IOException {
      return from.available();
    }

    @Override
    public void close() throws IOException {
      WatchedSocket.this.close();
    }

    private void begin() {
      // While it seeks, OkHttp itself may look at what was idle for ten seconds.
      if (writer != Thread.currentThread() && !Wire.current().seeking()) {
        readsAhead = true;
      }
    }

    private void end() {
      lastNanos = System.nanoTime();
      last = Last.READ;
    }
  }

  private final class Out extends OutputStream {
    private final OutputStream to;

    Out(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int value) throws IOException {
      begin();
      to.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      begin();
      to.write(source, offset, length);
    }

    @Override
    public void flush() throws IOException {
      to.flush();
    }

    @Override
    public void close() throws IOException {
      WatchedSocket.this.close();
    }

    private void begin() {
      writer = Thread.currentThread();
      last = Last.WRITTEN;
      Wire.current().asked(WatchedSocket.this);
    }
  }
}
