package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of another team, with other names, other paging and no envelope: compiled and
 * called.
 */
final class OutsideContractTest {
  private static final Map<String, String> PACKAGES =
      Map.of("apiPackage", "example.parcel", "modelPackage", "example.parcel.types");

  @TempDir Path directory;

  @Test
  void pagesOfAnEnvelopeFreeOperationAreWalkedUntilTheCursorIsAbsent() throws Exception {
    List<String> seen = new ArrayList<>();
    try (Server server =
            new Server(
                seen,
                "{\"parcels\":[{\"id\":\"p1\",\"weight\":2.50}],\"nextToken\":\"t2\"}",
                "{\"parcels\":[{\"id\":\"p2\"}]}");
        URLClassLoader classes = project().compile()) {
      Object client = client(classes, server.url());
      Object tracking = call(client, "tracking");
      Object request = call(builder(classes, "FindParcels"), "build");
      List<String> ids = new ArrayList<>();
      for (Object parcel : (Iterable<?>) call(tracking, "findParcelsPages", request)) {
        ids.add((String) call(parcel, "id"));
      }
      assertThat(ids).containsExactly("p1", "p2");
      assertThat(seen)
          .containsExactly(
              "POST /api/find-parcels {\"token\":\"\"}",
              "POST /api/find-parcels {\"token\":\"t2\"}");
      call(client, "close");
    }
  }

  @Test
  void aSensitiveMemberIsInNoToStringAndAllFaultsAreReportedAtOnce() throws Exception {
    try (URLClassLoader classes = project().compile()) {
      Object builder = builder(classes, "OpenDepot");
      call(builder, "code", "toolong");
      call(builder, "password", "hunter2");
      call(builder, "doors", List.of(1, 2, 3, 4, 5));
      Object request = call(builder, "buildUnchecked");
      assertThat(request.toString()).contains("toolong").doesNotContain("hunter2");
      assertThat((List<?>) call(request, "faults"))
          .extracting(Object::toString)
          .hasSize(3)
          .anySatisfy(f -> assertThat(f).startsWith("/code").contains("7 characters"))
          .anySatisfy(f -> assertThat(f).startsWith("/code").contains("does not match"))
          .anySatisfy(f -> assertThat(f).startsWith("/doors").contains("5 items"));
    }
  }

  @Test
  void secretsInListsMapsAndUnknownMembersAreInNoToString() throws Exception {
    try (URLClassLoader classes = project().compile()) {
      Object builder = builder(classes, "OpenDepot");
      call(builder, "spare", "hunter3");
      call(builder, "pins", List.of("hunter4", "hunter5"));
      Object guard = builder(classes, "Guard");
      call(guard, "shift", "night");
      call(guard, "word", "hunter6");
      call(guard, "otherMember", "new", new ObjectMapper().readTree("[1]"));
      call(builder, "guards", Map.of("anna", call(guard, "buildUnchecked")));
      call(
          builder,
          "otherMember",
          "future",
          new ObjectMapper().readTree("{\"kept\": 1, \"word\": \"hunter7\"}"));
      assertThat(call(builder, "buildUnchecked"))
          .hasToString(
              "OpenDepot{\"spare\":***,\"pins\":***,"
                  + "\"guards\":{\"anna\":{\"shift\":\"night\",\"word\":***,\"new\":[1]}},"
                  + "\"future\":{\"kept\":1,\"word\":***}}");
    }
  }

  private GeneratedProject project() throws IOException {
    return GeneratedProject.generate(
        GeneratedProject.resource("parcel/openapi.yaml"), directory, PACKAGES);
  }

  private static Object builder(URLClassLoader classes, String type) throws Exception {
    return classes.loadClass("example.parcel.types." + type).getMethod("builder").invoke(null);
  }

  private static Object client(URLClassLoader classes, String url) throws Exception {
    return client(classes, url, "example.parcel.ChatClient");
  }

  static Object client(URLClassLoader classes, String url, String type) throws Exception {
    Class<?> options = classes.loadClass("dev.chatcontract.runtime.ClientOptions");
    Object builder = options.getMethod("builder").invoke(null);
    Object built = call(call(builder, "baseUrl", url), "build");
    return classes.loadClass(type).getMethod("create", options).invoke(null, built);
  }

  /** Calls the public method of this name that accepts the arguments. */
  static Object call(Object on, String name, Object... arguments) throws Exception {
    for (Method method : on.getClass().getMethods()) {
      if (method.getName().equals(name) && fits(method, arguments)) {
        method.setAccessible(true);
        try {
          return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause() instanceof Exception cause ? cause : e;
        }
      }
    }
    throw new NoSuchMethodException(on.getClass() + "." + name);
  }

  private static boolean fits(Method method, Object... arguments) {
    Class<?>[] types = method.getParameterTypes();
    if (types.length != arguments.length || method.isBridge()) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (!types[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  /** Answers requests in turn with the given bodies and records the requests. */
  static final class Server implements AutoCloseable {
    private final HttpServer server;

    Server(List<String> seen, String... answers) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      List<String> left = new ArrayList<>(List.of(answers));
      server.createContext(
          "/",
          exchange -> {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI().getPath()
                    + " "
                    + body);
            byte[] answer = left.remove(0).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
