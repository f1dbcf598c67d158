package dev.chatcontract.conformance.simulator.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatcontract.conformance.simulator.input.SimulatorException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The routes below {@code /__admin}. Each is one method of one path, compared as sent, so that no
 * other spelling matches; all others are rejected.
 */
public final class AdminApi {
  /** The beginning of every path, which the console and scripts expect, as it is WireMock's. */
  private static final String ROOT = "/__admin";

  private static final String BEARER = "Bearer ";

  /** Handles the requests of one route. */
  public interface Task {
    /**
     * Answers a request.
     *
     * @throws SimulatorException if the body is not valid for this task; the message is shown
     */
    AdminAnswer answer(byte[] body);
  }

  private final Map<String, Map<String, Task>> routes = new LinkedHashMap<>();
  private final byte @Nullable [] token;

  /** Creates an interface without routes; if a token is given, every request must contain it. */
  public AdminApi(@Nullable String token) {
    this.token = token == null ? null : token.getBytes(UTF_8);
  }

  /** Returns whether a path belongs to the admin interface and not to the operations. */
  static boolean isAdmin(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  /** Adds a route. */
  public AdminApi on(String method, String path, Task task) {
    routes.computeIfAbsent(ROOT + path, unused -> new LinkedHashMap<>()).put(method, task);
    return this;
  }

  AdminAnswer answer(AdminRequest request) {
    if (token != null && !isAuthorized(request.authorization())) {
      return AdminAnswer.refusal(
              401, "the admin interface needs its token: Authorization: Bearer TOKEN")
          .with("WWW-Authenticate", "Bearer");
    }
    Map<String, Task> methods = routes.get(request.path());
    if (methods == null) {
      return AdminAnswer.refusal(404, "there is no such path; there are " + all());
    }
    Task task = methods.get(request.method().equals("HEAD") ? "GET" : request.method());
    if (task == null) {
      String allowed = String.join(", ", new TreeSet<>(methods.keySet()));
      return AdminAnswer.refusal(405, "the path takes " + allowed).with("Allow", allowed);
    }
    if (request.body().length > 0 && !isJson(request.contentType())) {
      return AdminAnswer.refusal(415, "the body has to be sent as application/json");
    }
    try {
      return task.answer(request.body());
    } catch (SimulatorException e) {
      return AdminAnswer.refusal(422, Objects.requireNonNullElse(e.getMessage(), ""));
    }
  }

  private boolean isAuthorized(@Nullable String authorization) {
    return authorization != null
        && authorization.startsWith(BEARER)
        && MessageDigest.isEqual(token, authorization.substring(BEARER.length()).getBytes(UTF_8));
  }

  /**
   * Returns whether the body may be JSON: a program sends no type, {@code application/json}, or the
   * default type of {@code curl -d}. The form of a web page has one of its other types, or is not
   * JSON.
   */
  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json") || type.equals("application/x-www-form-urlencoded");
  }

  private String all() {
    return routes.entrySet().stream()
        .map(route -> String.join("|", route.getValue().keySet()) + " " + route.getKey())
        .collect(Collectors.joining(", "));
  }
}
