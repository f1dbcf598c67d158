package dev.chatcontract.codegen;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The smallest possible contract, with the one addition that a test is about. */
final class SmallContract {
  static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private final ObjectNode document;

  SmallContract() throws IOException {
    document = (ObjectNode) read("base.yaml");
  }

  /** Reads a file next to the base. */
  static JsonNode read(String name) throws IOException {
    return YAML.readTree(GeneratedProject.resource("small/" + name).toFile());
  }

  /** Sets the value at a pointer and creates missing objects on the way. */
  void set(String pointer, JsonNode value) {
    JsonPointer at = JsonPointer.compile(pointer);
    JsonNode holder = document;
    for (JsonPointer p = at; !p.tail().matches(); p = p.tail()) {
      JsonNode next =
          holder.isArray() ? holder.get(p.getMatchingIndex()) : holder.get(p.getMatchingProperty());
      holder = next != null ? next : ((ObjectNode) holder).putObject(p.getMatchingProperty());
    }
    if (holder instanceof ArrayNode list) {
      list.set(at.last().getMatchingIndex(), value);
    } else {
      ((ObjectNode) holder).set(at.last().getMatchingProperty(), value);
    }
  }

  /** Applies the additions of a case. */
  void set(JsonNode test) {
    test.path("set").properties().forEach(e -> set(e.getKey(), e.getValue()));
    if (test.has("v")) {
      set("/components/schemas/Ask/properties/v", test.get("v"));
    }
    ObjectNode text = YAML.createObjectNode().put("type", "string");
    for (int i = 1; i < test.path("many").asInt(); i++) {
      set("/components/schemas/Ask/properties/m" + i, text);
    }
    if (test.has("known")) {
      ArrayNode known = text.deepCopy().putArray("x-extensible-enum");
      for (int i = 0; i < test.get("known").asInt(); i++) {
        known.addObject().put("value", "k" + i).put("meaning", "Known.");
      }
      ObjectNode value = text.deepCopy();
      value.set("x-extensible-enum", known);
      set("/components/schemas/Ask/properties/v", value);
    }
  }

  /** Adds an operation whose request has this name and the property {@code v}. */
  void addRequest(String name, JsonNode v) {
    JsonNode ask = document.at("/components/schemas/Ask").deepCopy();
    ((ObjectNode) ask.get("properties")).set("v", v);
    set("/components/schemas/" + name, ask);
    ObjectNode post = document.at("/paths/~1small~1ask/post").deepCopy();
    post.put("operationId", name.toLowerCase(Locale.ROOT));
    ((ObjectNode) post.at("/requestBody/content/application~1json/schema"))
        .put("$ref", "#/components/schemas/" + name);
    ((ObjectNode) document.get("paths")).putObject("/small/" + name).set("post", post);
  }

  /** Writes it with one member per line, so that each place has its own line. */
  Path write(Path directory) throws IOException {
    return write(directory, YAML.createObjectNode());
  }

  /** Writes it with replacements for what only YAML can express, and with files next to it. */
  Path write(Path directory, JsonNode test) throws IOException {
    String text = YAML.writeValueAsString(document);
    for (var raw : test.path("raw").properties()) {
      String changed = text.replace(raw.getKey(), raw.getValue().asText());
      if (changed.equals(text)) {
        throw new IOException("the contract does not hold " + raw.getKey() + ":\n" + text);
      }
      text = changed;
    }
    Files.createDirectories(directory);
    for (var file : test.path("files").properties()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue().asText());
    }
    return Files.writeString(directory.resolve("openapi.yaml"), text);
  }

  /** Returns a name as part of a Java package. */
  static String packageName(String prefix, int number) {
    return String.format(Locale.ROOT, "%s%03d", prefix, number);
  }
}
