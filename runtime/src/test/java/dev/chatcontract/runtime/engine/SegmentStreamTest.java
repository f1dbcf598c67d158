package dev.chatcontract.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentStreamTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 100_000})
  void aBufferOfAnyLengthIsReadCompletelyAndUnchanged(int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    Buffer buffer = new Buffer().write(bytes);

    try (InputStream in = new SegmentStream(buffer)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read(new byte[4], 0, 4)).isEqualTo(-1);
    }

    assertThat(buffer.readByteArray()).isEqualTo(bytes);
  }

  @Test
  void singleBytesAreUnsignedAndCrossSegments() throws IOException {
    Buffer buffer = new Buffer();
    for (int i = 0; i < 20_000; i++) {
      buffer.writeByte(i);
    }
    try (InputStream in = new SegmentStream(buffer)) {
      for (int i = 0; i < 20_000; i++) {
        assertThat(in.read()).isEqualTo(i & 0xFF);
      }
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read(new byte[0], 0, 0)).isZero();
    }
  }
}
