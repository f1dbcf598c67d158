package dev.chatcontract.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatcontract.conformance.simulator.door.Annex;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The routes of the console's API; each one is a method of a path. */
final class Api {
  /** Reads input strictly: nothing after the value, no member twice, no digit lost. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /**
   * Handles a request; it rejects one with a {@link SimulatorException}, whose message is shown.
   */
  interface Task {
    JsonNode answer(Ask ask) throws IOException;
  }

  /**
   * An answer.
   *
   * @param allow the methods that the path allows, if another one was used; empty otherwise
   */
  record Answer(int status, JsonNode body, String allow) {
    static Answer refusal(int status, String problem) {
      return new Answer(status, JsonNodeFactory.instance.objectNode().put("error", problem), "");
    }
  }

  private final Map<String, Map<String, Task>> routes = new LinkedHashMap<>();

  Api on(String method, String path, Task task) {
    routes.computeIfAbsent(path, unused -> new LinkedHashMap<>()).put(method, task);
    return this;
  }

  /** Answers a request; its path is given without the prefix of the API. */
  Answer answer(String path, Annex.Visit visit) throws IOException {
    Map<String, Task> methods = routes.get(path);
    if (methods == null) {
      return Answer.refusal(404, "there is no such path; docs/console.md lists them");
    }
    Task task = methods.get(visit.method());
    if (task == null) {
      String allowed = String.join(", ", new TreeSet<>(methods.keySet()));
      return new Answer(405, Answer.refusal(405, "the path takes " + allowed).body(), allowed);
    }
    String type = visit.contentType();
    if (visit.body().length > 0
        && (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))) {
      return Answer.refusal(415, "the body has to be sent as application/json");
    }
    try {
      return new Answer(
          200, task.answer(new Ask(Ask.query(visit.query()), parsed(visit.body()))), "");
    } catch (SimulatorException e) {
      return Answer.refusal(422, Objects.requireNonNullElse(e.getMessage(), ""));
    }
  }

  /** Returns an object or a list; null if the text is anything else. */
  static @Nullable JsonNode container(String text) {
    try {
      JsonNode value = JSON.readTree(text);
      return value.isContainerNode() ? value : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static JsonNode parsed(byte[] body) {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new SimulatorException(
          "the body is not JSON: line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": "
              + Excerpt.of(e.getOriginalMessage()),
          e);
    }
  }
}
