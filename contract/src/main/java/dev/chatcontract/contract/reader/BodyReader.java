package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the schemas of the request and the response of an operation. */
final class BodyReader {
  private static final String JSON = "application/json";

  private final Map<String, SchemaDef> schemas;
  private final Components components;
  private final Fields fields;
  private final Problems problems;

  BodyReader(
      Map<String, SchemaDef> schemas, Components components, Fields fields, Problems problems) {
    this.schemas = schemas;
    this.components = components;
    this.fields = fields;
    this.problems = problems;
  }

  /** The response of an operation. */
  record Result(@Nullable Node media, @Nullable SchemaDef schema, List<String> statuses) {}

  /** Returns the JSON body of the request, or null. */
  @Nullable Node request(Node operation) {
    Node body = operation.get("requestBody");
    return body == null ? null : media(components.follow(body, "requestBodies"));
  }

  /**
   * Returns the object of a successful response: that of the lowest 2xx status that has one.
   * Successes with another body or none are not results; callers see them as an HTTP status.
   */
  Result result(String name, Node operation) {
    Node responses = fields.object(operation, "responses");
    Node media = null;
    SchemaDef schema = null;
    List<String> statuses = new ArrayList<>();
    Map<String, Node> successes = new TreeMap<>();
    if (responses != null) {
      responses
          .members()
          .forEach(
              (status, response) -> {
                if (status.matches("2([0-9]{2}|XX)")) {
                  successes.put(status, response);
                }
              });
    }
    for (Map.Entry<String, Node> success : successes.entrySet()) {
      Node next = media(components.follow(success.getValue(), "responses"));
      SchemaDef body = next == null ? null : body(next);
      if (next != null && (schema == null || body == null || body.name().equals(schema.name()))) {
        statuses.add(success.getKey());
        media = media == null ? next : media;
        schema = schema == null ? body : schema;
      }
    }
    if (media == null) {
      problems.add(
          "missing",
          operation.at(),
          "the operation " + name + " has no JSON response for 200",
          "add responses: {'200': {content: {application/json: {schema: ...}}}}");
    }
    return new Result(media, schema, List.copyOf(statuses));
  }

  private @Nullable Node media(Node holder) {
    Node content = fields.object(holder, "content");
    if (content == null) {
      return null;
    }
    Node json = null;
    for (Map.Entry<String, Node> entry : content.members().entrySet()) {
      if (!entry.getKey().split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
        continue;
      }
      if (json != null) {
        problems.add(
            "contradiction",
            entry.getValue().at(),
            "the body is described as JSON twice",
            "keep " + JSON + " alone");
      }
      json = json == null ? entry.getValue() : json;
    }
    return json != null && json.isObject() ? json : null;
  }

  @Nullable SchemaDef body(Node media) {
    Node schema = fields.object(media, "schema");
    if (schema == null) {
      problems.add("missing", media.at(), "the body has no schema", "add schema: {$ref: ...}");
      return null;
    }
    String name = SchemaReader.refName(schema);
    if (name == null) {
      problems.add(
          "inline-object",
          schema.at(),
          "a body is defined inline here",
          "move it into its own file under schemas and refer to it");
      return null;
    }
    return schemas.get(name);
  }
}
