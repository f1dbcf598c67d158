package dev.chatcontract.conformance.corpus.model;

import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.List;

/**
 * A member somewhere in a body.
 *
 * @param path names and, for arrays, the index 0
 * @param owner the object schema the member belongs to
 */
public record FieldPath(List<String> path, SchemaDef owner, PropertyDef property) {
  /** Returns the pointer, such as {@code /GroupInfo/0/Name}. */
  String pointer() {
    return "/" + String.join("/", path);
  }

  /** Returns the path for a case id, such as {@code GroupInfo.Name}. */
  public String dotted() {
    return String.join(".", path.stream().filter(step -> !step.equals("0")).toList());
  }

  /** Returns the path of the object that contains the member. */
  public List<String> parent() {
    return path.subList(0, path.size() - 1);
  }

  /** Returns every member of a body, outer ones first, as deep as {@link Bodies#full} goes. */
  public static List<FieldPath> all(Bodies bodies, SchemaDef schema) {
    List<FieldPath> found = new ArrayList<>();
    walk(bodies, schema, List.of(), found, List.of());
    return found;
  }

  private static void walk(
      Bodies bodies,
      SchemaDef schema,
      List<String> at,
      List<FieldPath> found,
      List<SchemaDef> outer) {
    // The members of an object that contains itself are the same at every depth.
    if (outer.contains(schema) || at.size() >= Bodies.DEEPEST) {
      return;
    }
    List<SchemaDef> within = new ArrayList<>(outer);
    within.add(schema);
    for (PropertyDef property : schema.properties()) {
      List<String> path = new ArrayList<>(at);
      path.add(property.name());
      found.add(new FieldPath(List.copyOf(path), schema, property));
      SchemaDef inner = bodies.objectBehind(property.value());
      if (inner != null) {
        if (property.type().equals("array")) {
          path.add("0");
        }
        walk(bodies, inner, path, found, within);
      }
    }
  }
}
