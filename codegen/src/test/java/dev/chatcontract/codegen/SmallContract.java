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

/** The smallest contract there is, with something said in it that a test is about. */
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

  /** A file beside the base. */
  static JsonNode read(String name) throws IOException {
    return YAML.readTree(GeneratedProject.resource("small/" + name).toFile());
  }

  /** Puts a value there, and objects on the way to it where there are none. */
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

  /** What a case says of it. */
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

  /** One more operation, with a request of that name that has the property {@code v}. */
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

  /** Writes it, one member a line, so that places can be told apart. */
  Path write(Path directory) throws IOException {
    return write(directory, YAML.createObjectNode());
  }

  /** The same, with texts replaced that only YAML has, or in files beside it. */
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

  /** A name as a part of a Java package. */
  static String packageName(String prefix, int number) {
    return String.format(Locale.ROOT, "%s%03d", prefix, number);
  }
}
