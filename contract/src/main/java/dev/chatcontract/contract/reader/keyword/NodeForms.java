package dev.chatcontract.contract.reader.keyword;

import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Shape;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rejects anything but a mapping or a list where OpenAPI requires one, and names that do not have
 * the form that OpenAPI requires. A reader that only looks for members would find none and
 * continue.
 */
final class NodeForms {
  private static final Set<Shape> MAPS =
      Set.of(
          Shape.PATHS,
          Shape.PARAMETER_MAP,
          Shape.REQUEST_BODY_MAP,
          Shape.CONTENT,
          Shape.RESPONSES,
          Shape.HEADER_MAP,
          Shape.EXAMPLE_MAP,
          Shape.SECURITY_SCHEME_MAP,
          Shape.SCHEMA_MAP,
          Shape.PROPERTY_MAP);

  private static final Set<Shape> LISTS =
      Set.of(Shape.SERVER_LIST, Shape.TAG_LIST, Shape.PARAMETER_LIST, Shape.PROPERTY_LIST);

  /** The form of a name, and the advice for another name. */
  private record Form(Pattern pattern, String what, String fix) {}

  private static final Form STATUS =
      new Form(
          Pattern.compile("default|[1-5]([0-9]{2}|XX)|x-.*"),
          "is not a status",
          "write one such as '200', a class such as 2XX, or default");

  private static final Map<Shape, Form> NAMES =
      Map.of(
          Shape.PATHS,
          new Form(
              Pattern.compile("(?s)/[^#]*|x-.*"),
              "is not a path that can be called",
              "begin it with a slash and leave out #"),
          Shape.CONTENT,
          new Form(
              Pattern.compile("(?s)[^/;]+/[^/;]+(;.*)?"),
              "is not a media type",
              "write one such as application/json"));

  private final Problems problems;

  NodeForms(Problems problems) {
    this.problems = problems;
  }

  void check(ContractDocument document) {
    document.visit(this::check);
  }

  private void check(Shape shape, Node node) {
    node.members()
        .forEach(
            (key, value) -> {
              name(NAMES.get(shape), key, value);
              boolean open = key.equals("additionalProperties") && value.toJson().isBoolean();
              boolean ofSchema = shape == Shape.SCHEMA || shape == Shape.PROPERTY;
              Shape inner = shape.child(key);
              if (!open || !ofSchema) {
                value(inner, value);
              }
              if (shape == Shape.OPERATION && inner == Shape.RESPONSES) {
                value.members().forEach((status, response) -> name(STATUS, status, response));
              }
            });
    node.elements().forEach(element -> value(shape.child(""), element));
  }

  private void name(@Nullable Form form, String name, Node value) {
    if (form != null && !form.pattern().matcher(name).matches()) {
      problems.add("name", value.at(), "the name " + name + " " + form.what(), form.fix());
    }
  }

  private void value(Shape shape, Node value) {
    boolean list = LISTS.contains(shape);
    boolean mapping = MAPS.contains(shape) || KeywordRules.known().containsKey(shape);
    if (!value.isUnresolved() && (list ? !value.isArray() : mapping && !value.isObject())) {
      problems.add(
          "wrong-type",
          value.at(),
          "this is " + value.kind(),
          list ? "write a list" : "write a mapping");
    }
  }
}
