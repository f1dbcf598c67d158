package example.weather;

import com.sun.net.httpserver.HttpServer;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.runtime.InvalidRequestException;
import example.weather.client.ChatClient;
import example.weather.client.Region;
import example.weather.client.model.Place;
import example.weather.client.model.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Calls a station on the loopback with the client made from the weather contract. */
public final class Forecast {
  private Forecast() {}

  /** Ends with an exception if anything is not as the contract says. */
  public static void main(String[] arguments) throws IOException {
    List<String> seen = new ArrayList<>();
    HttpServer station =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    station.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String path = exchange.getRequestURI().toString();
          seen.add(exchange.getRequestMethod() + " " + path + " " + new String(body, StandardCharsets.UTF_8));
          boolean measured = path.equals("/measure");
          byte[] answer =
              "{\"degrees\":-3.50,\"clouds\":[[1,2],[]],\"words\":{\"no\":\"kaldt\"},\"moon\":7}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(measured ? 201 : 202, measured ? answer.length : 2);
          exchange.getResponseBody().write(measured ? answer : new byte[] {'{', '}'});
          exchange.close();
        });
    station.start();
    String url = "http://127.0.0.1:" + station.getAddress().getPort();
    try (ChatClient client = ChatClient.create(ClientOptions.builder().baseUrl(url).build())) {
      Reading reading = client.sky().measure(Place.builder().height(12).name(null).build());
      expect("-3.50", reading.degrees());
      expect(List.of(List.of(1L, 2L), List.of()), reading.clouds());
      client.sky().forget(Place.builder().height(-430).build());
      expect(2, seen.size());
      expect("PUT /forget {\"height\":-430}", seen.get(1));
      try {
        client.sky().measure(Place.builder().height(9001).build());
        throw new IllegalStateException("9001 was sent");
      } catch (InvalidRequestException refused) {
        expect(2, seen.size());
      }
    } finally {
      station.stop(0);
    }
    expect(3, Region.all().size());
    System.out.println("forecast: as the contract says, " + Region.all());
  }

  private static void expect(Object wanted, Object found) {
    if (!wanted.toString().equals(found.toString())) {
      throw new IllegalStateException("expected " + wanted + ", found " + found);
    }
  }
}
