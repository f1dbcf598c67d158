package dev.chatcontract.conformance.runner;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.corpus.model.ScriptedAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
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

  /** Sends requests until all are sent or the server ends the connection. */
  private static void send(ScriptedServer server, List<byte[]> parts) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.baseUrl().getPort())) {
      socket.setSoTimeout(60_000);
      Thread reader =
          new Thread(
              () -> {
                try {
                  socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  return; // the server has ended the connection
                }
              });
      reader.start();
      try {
        for (byte[] part : parts) {
          socket.getOutputStream().write(part);
        }
        socket.shutdownOutput();
        reader.join();
      } catch (IOException e) {
        return; // the server has ended the connection
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static List<SeenRequest> seenBy(List<byte[]> parts)
      throws IOException, InterruptedException {
    try (ScriptedServer server = new ScriptedServer(List.of(ScriptedAnswer.status(200)), true)) {
      send(server, parts);
      assertThat(server.seen(1, 60_000)).isNotEmpty();
      assertThat(server.faults()).isEmpty();
      return server.seen();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  @Test
  void a_server_for_debugging_answers_any_number_of_requests() throws Exception {
    byte[] request = bytes("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n");
    request = Arrays.copyOf(request, request.length + 1_000_000);
    try (ScriptedServer server =
        ScriptedServer.forDebugging(List.of(ScriptedAnswer.status(200)), 0)) {
      send(server, Collections.nCopies(70, request));
      assertThat(server.seen())
          .hasSize(70)
          .allMatch(seen -> seen.problem() == null && seen.body().length == 0);
    }
  }

  @Test
  void a_header_without_end_is_a_problem_of_the_request() throws Exception {
    List<byte[]> parts = new ArrayList<>(List.of(bytes("POST /x HTTP/1.1\r\nHost: h\r\n")));
    parts.addAll(Collections.nCopies(1000, bytes("X-More: " + "y".repeat(1000) + "\r\n")));
    parts.add(bytes("\r\n"));
    assertThat(seenBy(parts))
        .extracting(SeenRequest::problem)
        .singleElement()
        .asString()
        .contains("header or trailer is over 65536 bytes");
  }

  @Test
  void trailers_without_end_are_a_problem_of_the_request() throws Exception {
    List<byte[]> parts = new ArrayList<>();
    parts.add(bytes("POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"));
    parts.addAll(Collections.nCopies(1000, bytes("X-More: " + "y".repeat(1000) + "\r\n")));
    parts.add(bytes("\r\n"));
    assertThat(seenBy(parts))
        .extracting(SeenRequest::problem)
        .singleElement()
        .asString()
        .contains("header or trailer is over 65536 bytes");
  }

  @Test
  void a_body_that_is_announced_as_too_large_is_a_problem_of_the_request() throws Exception {
    assertThat(
            seenBy(
                List.of(bytes("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 999999999\r\n\r\n"))))
        .extracting(SeenRequest::problem)
        .singleElement()
        .asString()
        .contains("it does not read a body of 999999999 bytes");
  }

  @Test
  void bodies_that_are_too_large_together_are_a_problem_of_the_last_request() throws Exception {
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) ' ');
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      parts.add(bytes("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: " + (1 << 20) + "\r\n\r\n"));
      parts.add(megabyte);
    }
    List<SeenRequest> seen = seenBy(parts);
    assertThat(seen).hasSizeLessThan(66);
    assertThat(seen.get(seen.size() - 1).problem()).contains("it does not read a body of 1048576");
  }

  @Test
  void requests_without_end_are_a_problem_of_the_last_one() throws Exception {
    byte[] requests = bytes("GET /x HTTP/1.1\r\nHost: h\r\n\r\n".repeat(100));
    List<SeenRequest> seen = seenBy(Collections.nCopies(300, requests));
    assertThat(seen).hasSizeLessThan(25_000);
    assertThat(seen.get(seen.size() - 1).problem()).contains("the server");
  }
}
