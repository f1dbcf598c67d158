package dev.chatcontract.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatcontract.conformance.simulator.door.Annex;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The site for the browser: a fixed list of files, which every admitted request may read, and the
 * API, which requires the token.
 */
final class Site implements Annex {
  static final String ROOT = "/__console";
  private static final String API = ROOT + "/api";
  private static final String STREAM = API + "/traffic/stream";
  private static final String BEARER = "Bearer ";
  private static final String FOLDER = "page/";

  /**
   * Allows only files from the jar: nothing inline, no embedding in frames, no forms that submit
   * elsewhere.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final List<Map.Entry<String, String>> CLOSED =
      List.of(
          Map.entry("Cache-Control", "no-store"),
          Map.entry("X-Content-Type-Options", "nosniff"),
          Map.entry("Referrer-Policy", "no-referrer"),
          Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
          Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
          Map.entry("Content-Security-Policy", POLICY));

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "svg", "image/svg+xml");

  private static final List<String> FILES =
      List.of(
          "index.html",
          "console.css",
          "icon.svg",
          "app.js",
          "base.js",
          "link.js",
          "json.js",
          "call.js",
          "form.js",
          "answer.js",
          "traffic.js",
          "faults.js",
          "world.js",
          "clock.js",
          "conformance.js",
          "lib/preact.min.umd.js",
          "lib/hooks.umd.js");

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final byte[] token;
  private final Api api;
  private final TrafficStream stream;
  private final Veil veil;

  Site(String token, Api api, TrafficStream stream, Veil veil) {
    this.veil = veil;
    this.token = token.getBytes(UTF_8);
    this.api = api;
    this.stream = stream;
    for (String name : FILES) {
      files.put(ROOT + "/" + (name.equals("index.html") ? "" : name), read(name));
    }
  }

  @Override
  public boolean owns(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  @Override
  public void serve(Visit visit, Reply reply) throws IOException {
    if (visit.path().equals(API) || visit.path().startsWith(API + "/")) {
      api(visit, reply);
      return;
    }
    boolean reads = visit.method().equals("GET") || visit.method().equals("HEAD");
    byte[] file = files.get(visit.path());
    if (!reads) {
      send(reply, 405, TYPES.get("html"), "this page is read with GET\n".getBytes(UTF_8), "GET");
    } else if (visit.path().equals(ROOT)) {
      reply.send(308, headers(TYPES.get("html"), Map.entry("Location", ROOT + "/")), new byte[0]);
    } else if (file == null) {
      send(reply, 404, TYPES.get("html"), "there is no such file\n".getBytes(UTF_8), "");
    } else {
      String extension = visit.path().substring(visit.path().lastIndexOf('.') + 1);
      reply.send(
          200,
          headers(TYPES.getOrDefault(extension, TYPES.get("html")), null),
          visit.method().equals("HEAD") ? new byte[0] : file);
    }
  }

  private void api(Visit visit, Reply reply) throws IOException {
    if (!isAuthorized(visit.authorization())) {
      Api.Answer refusal =
          Api.Answer.refusal(401, "the console's API needs its token: Authorization: Bearer TOKEN");
      reply.send(
          401,
          headers("application/json", Map.entry("WWW-Authenticate", "Bearer")),
          refusal.body().toString().getBytes(UTF_8));
      return;
    }
    if (visit.path().equals(STREAM) && visit.method().equals("GET")) {
      Api.Answer refusal = follow(visit, reply);
      if (refusal != null) {
        send(reply, refusal);
      }
      return;
    }
    send(reply, api.answer(visit.path().substring(API.length()), visit));
  }

  /** Streams the traffic; returns why it cannot, or null if it did. */
  private Api.@Nullable Answer follow(Visit visit, Reply reply) throws IOException {
    try {
      Ask ask = new Ask(Ask.query(visit.query()), MissingNode.getInstance());
      return stream.serve(ask, reply, headers("text/event-stream", null))
          ? null
          : Api.Answer.refusal(503, "too many pages follow the traffic; close one");
    } catch (SimulatorException e) {
      return Api.Answer.refusal(422, Objects.requireNonNullElse(e.getMessage(), ""));
    }
  }

  private void send(Reply reply, Api.Answer answer) throws IOException {
    send(
        reply,
        answer.status(),
        "application/json",
        // Each part hides its own secrets; this hides those that people put in unexpected places.
        veil.over(answer.body().toString()).getBytes(UTF_8),
        answer.allow());
  }

  private boolean isAuthorized(@Nullable String authorization) {
    return authorization != null
        && authorization.startsWith(BEARER)
        && MessageDigest.isEqual(token, authorization.substring(BEARER.length()).getBytes(UTF_8));
  }

  private static void send(
      Reply reply, int status, @Nullable String type, byte[] body, String allow)
      throws IOException {
    reply.send(status, headers(type, allow.isEmpty() ? null : Map.entry("Allow", allow)), body);
  }

  private static List<Map.Entry<String, String>> headers(
      @Nullable String type, Map.@Nullable Entry<String, String> more) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(CLOSED);
    headers.add(Map.entry("Content-Type", String.valueOf(type)));
    if (more != null) {
      headers.add(more);
    }
    return headers;
  }

  private static byte[] read(String name) {
    try (InputStream in = Site.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the console's file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
