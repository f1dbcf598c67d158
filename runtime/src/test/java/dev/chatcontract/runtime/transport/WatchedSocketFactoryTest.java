package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

class WatchedSocketFactoryTest {
  @Test
  void noPacketWaitsForTheAcknowledgementOfAnother() throws IOException {
    try (Socket socket = new WatchedSocketFactory(SocketFactory.getDefault()).createSocket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }
}
