package example.harbour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.runtime.ErrorClass;
import dev.chatcontract.runtime.InvalidRequestException;
import example.harbour.client.ChatClient;
import example.harbour.client.ListShipsErrors;
import example.harbour.client.model.ListShipsRequest;
import example.harbour.client.model.Ship;
import example.harbour.client.model.SoundDepthRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client generated from the harbour's contract, against a server on the loopback address. */
final class HarbourTest {
  private final List<String> seen = new ArrayList<>();
  private final Queue<String> answers = new ArrayDeque<>();
  private HttpServer server;
  private ChatClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          seen.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.UTF_8));
          byte[] answer = answers.remove().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    client = ChatClient.create(ClientOptions.builder().baseUrl(url).build());
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void pagesAreWalkedUntilOneSaysThatItIsTheLast() {
    answers.add(
        "{\"outcome\":\"done\",\"reason\":1,\"ships\":[{\"name\":\"Fram\"}],\"last\":\"Fram\",\"complete\":false}");
    answers.add(
        "{\"outcome\":\"done\",\"reason\":1,\"ships\":[{\"name\":\"Gjoa\"}],\"last\":\"Gjoa\",\"complete\":true}");
    List<String> names = new ArrayList<>();
    for (Ship ship : client.ships().listShipsPages(ListShipsRequest.builder().build())) {
      names.add(ship.name());
    }
    assertEquals(List.of("Fram", "Gjoa"), names);
    assertEquals(
        List.of("/harbour/ships {\"after\":\"\"}", "/harbour/ships {\"after\":\"Fram\"}"), seen);
  }

  @Test
  void anOperationWithoutAnEnvelopeReturnsItsBody() {
    answers.add("{\"metres\":7.25}");
    SoundDepthRequest request = SoundDepthRequest.builder().berth(3L).build();
    assertEquals(new BigDecimal("7.25"), client.ships().soundDepth(request).metres());
  }

  @Test
  void aRefusalCarriesTheContractsEntry() {
    answers.add("{\"outcome\":\"refused\",\"reason\":4711,\"remark\":\"night\"}");
    ListShipsRequest request = ListShipsRequest.builder().build();
    ApiException refusal =
        assertThrows(ApiException.class, () -> client.ships().listShips(request));
    assertEquals(ListShipsErrors.HARBOUR_CLOSED, refusal.entry().orElseThrow());
  }

  @Test
  void anUnlistedCodeHasTheClassOfItsRangeAndIsNotRepeated() {
    answers.add("{\"outcome\":\"refused\",\"reason\":9001}");
    ListShipsRequest request = ListShipsRequest.builder().build();
    ApiException refusal =
        assertThrows(ApiException.class, () -> client.ships().listShips(request));
    assertEquals(ErrorClass.SERVER, refusal.errorClass());
    assertEquals(1, seen.size());
  }

  @Test
  void aRequestThatBreaksTheContractIsNotSent() {
    ListShipsRequest.Builder builder = ListShipsRequest.builder().flag("Norway");
    assertThrows(InvalidRequestException.class, builder::build);
    assertEquals(List.of(), seen);
  }
}
