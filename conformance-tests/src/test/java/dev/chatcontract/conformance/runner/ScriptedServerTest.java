package dev.chatcontract.conformance.runner;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.corpus.model.ScriptedAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends is never a fault of the kit. */
class ScriptedServerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n{}\r\n0\r\n\r\n",
        "-2\r\n{}\r\n0\r\n\r\n",
        "\r\n{}\r\n0\r\n\r\n",
        "ffffffffff\r\n{}",
        "1\r\n{\r\n7fffffff\r\n}",
        "2\r\n{}}\r\n0\r\n\r\n"
      })
  void a_malformed_chunk_is_a_problem_of_the_only_request(String chunks)
      throws IOException, InterruptedException {
    String head = "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (ScriptedServer server = new ScriptedServer(List.of(ScriptedAnswer.status(200)), false);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.baseUrl().getPort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write((head + chunks).getBytes(US_ASCII));
      assertThat(server.seen(1, 60_000)).hasSize(1);
      socket.getInputStream().readAllBytes();
      assertThat(server.faults()).isEmpty();
      assertThat(server.seen())
          .extracting(SeenRequest::problem)
          .singleElement()
          .asString()
          .contains("chunk");
    }
  }
}
