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
 * A socket that reports itself as closed as soon as the server has closed it. OkHttp asks each
 * connection that it takes from its pool, but checks only those that were idle for ten seconds: it
 * would notice a close by a failed call.
 *
 * <p>Unexpected bytes on an idle connection are the answer to another request or a farewell (408,
 * TLS close_notify), so such a connection is not used again either.
 */
final class WatchedSocket extends ForwardingSocket {
  /**
   * A connection that was idle for a shorter time is not checked: a close can hardly have arrived
   * yet, and the check is five system calls in a call of about a hundred microseconds.
   */
  private static final long QUICK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** Sockets without a channel are checked by a read with this timeout, the shortest possible. */
  private static final int WAIT_MILLIS = 1;

  /**
   * And by more than one: since JDK 21 the timeout includes the wait for the socket's lock, so a
   * thread that loses its processor there gets the exception without having read.
   */
  private static final int CHECKS = 2;

  /** They are checked only after a longer idle time than this. */
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

  /** HTTP/2 reads continuously on its own thread, and notices a close by itself. */
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

  /** Whether nothing was read since a request was written. */
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
      // The same as closed.
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
      for (int i = 0; i < CHECKS; i++) {
        if (!timesOut(socket.getInputStream())) {
          return false;
        }
      }
      return true;
    } finally {
      socket.setSoTimeout(timeout);
    }
  }

  private static boolean timesOut(InputStream in) throws IOException {
    try {
      in.read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private void closeQuietly() {
    try {
      inner().close();
    } catch (IOException e) {
      // It is not used any more.
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
      // While it seeks, OkHttp itself may check a connection that was idle for ten seconds.
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
