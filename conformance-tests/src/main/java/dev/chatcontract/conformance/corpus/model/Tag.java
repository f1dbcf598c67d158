package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What the coverage report counts a case for. Case and goal name it by the same method; nobody
 * reads its text.
 */
public record Tag(String text) {
  /** A tag as a template or a case in JSON has it, such as {@code defect:next-int32}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Tag {}

  /** An operation's answer with this code. */
  public static Tag code(String operation, long code) {
    return new Tag("operation-code:" + operation + ":" + code);
  }

  /** An operation at a region. */
  public static Tag region(String operation, String region) {
    return new Tag("operation-region:" + operation + ":" + region);
  }

  /** A member of an operation's answer, by its names with dots between. */
  public static Tag field(String operation, String dotted) {
    return new Tag("field:" + operation + ":" + dotted);
  }

  /** A member of an operation's request. */
  public static Tag requestField(String operation, FieldPath field) {
    return new Tag("request-field:" + operation + ":" + field.dotted());
  }

  /** A known value of a member of an operation's answer. */
  public static Tag value(String operation, String dotted, String value) {
    return new Tag("value:" + operation + ":" + dotted + "=" + value);
  }

  /** A documented sample. */
  public static Tag sample(String id) {
    return new Tag("sample:" + id);
  }

  /** A defect of other clients. */
  public static Tag defect(String name) {
    return new Tag("defect:" + name);
  }

  /** A rule that clients keep to. */
  public static Tag rule(String name) {
    return new Tag("rule:" + name);
  }

  /** A promise of a server about an operation or one of its members. */
  public static Tag promise(String kind, String operation, String what) {
    return new Tag(kind + ":" + operation + ":" + what);
  }

  @Override
  @JsonValue
  public String toString() {
    return text;
  }
}
