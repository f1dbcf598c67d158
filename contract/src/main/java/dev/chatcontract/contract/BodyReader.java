package dev.chatcontract.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads which schemas an operation sends and gets. */
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

  /** What an operation answers with. */
  record Result(@Nullable Node media, @Nullable SchemaDef schema, List<String> statuses) {}

  /** The JSON body of a request, or null. */
  @Nullable Node request(Node operation) {
    Node body = operation.get("requestBody");
    return body == null ? null : media(components.follow(body, "requestBodies"));
  }

  /** The one object that every success answers with. */
  Result result(String name, Node operation) {
    Node responses = fields.object(operation, "responses");
    Node media = null;
    SchemaDef schema = null;
    Set<String> statuses = new TreeSet<>();
    List<Node> empty = new ArrayList<>();
    if (responses != null) {
      for (Map.Entry<String, Node> entry : responses.members().entrySet()) {
        if (!entry.getKey().matches("2([0-9]{2}|XX)")) {
          continue;
        }
        Node next = media(components.follow(entry.getValue(), "responses"));
        if (next == null) {
          empty.add(entry.getValue());
          continue;
        }
        SchemaDef body = body(next);
        if (schema != null && body != null && !body.name().equals(schema.name())) {
          problems.add(
              "two-results",
              entry.getValue().at(),
              name
                  + " answers with "
                  + body.name()
                  + " here and with "
                  + schema.name()
                  + " elsewhere",
              "let every success answer with one schema");
        }
        statuses.add(entry.getKey());
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
    } else {
      for (Node response : empty) {
        problems.add(
            "two-results",
            response.at(),
            name + " answers without a JSON body here and with one elsewhere",
            "let every success answer with one schema");
      }
    }
    return new Result(media, schema, List.copyOf(statuses));
  }

  private @Nullable Node media(Node holder) {
    Node content = fields.object(holder, "content");
    if (content == null) {
      return null;
    }
    for (Map.Entry<String, Node> entry : content.members().entrySet()) {
      if (entry.getKey().split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
        return entry.getValue().isObject() ? entry.getValue() : null;
      }
    }
    return null;
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
          "a body is spelt out here",
          "move it into a file of its own under schemas and refer to it");
      return null;
    }
    return schemas.get(name);
  }
}
