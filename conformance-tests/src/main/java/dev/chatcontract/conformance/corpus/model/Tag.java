package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a case counts for in the coverage report. Cases and goals create equal tags with the same
 * method; nothing parses the text.
 */
public record Tag(String text) {
  /** Creates a tag from its text in a template or a case, such as {@code defect:next-int32}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Tag {}

  /** Returns the tag of an operation's answer with this code. */
  public static Tag code(String operation, long code) {
    return new Tag("operation-code:" + operation + ":" + code);
  }

  /** Returns the tag of an operation at a region. */
  public static Tag region(String operation, String region) {
    return new Tag("operation-region:" + operation + ":" + region);
  }

  /** Returns the tag of a member of an operation's answer, by its names separated by dots. */
  public static Tag field(String operation, String dotted) {
    return new Tag("field:" + operation + ":" + dotted);
  }

  /** Returns the tag of a member of an operation's request. */
  public static Tag requestField(String operation, FieldPath field) {
    return new Tag("request-field:" + operation + ":" + field.dotted());
  }

  /** Returns the tag of a known value of a member of an operation's answer. */
  public static Tag value(String operation, String dotted, String value) {
    return new Tag("value:" + operation + ":" + dotted + "=" + value);
  }

  /** Returns the tag of a documented sample. */
  public static Tag sample(String id) {
    return new Tag("sample:" + id);
  }

  /** Returns the tag of a defect of other clients. */
  public static Tag defect(String name) {
    return new Tag("defect:" + name);
  }

  /** Returns the tag of a rule for clients. */
  public static Tag rule(String name) {
    return new Tag("rule:" + name);
  }

  /** Returns the tag of a server's promise about an operation or one of its members. */
  public static Tag promise(String kind, String operation, String what) {
    return new Tag(kind + ":" + operation + ":" + what);
  }

  @Override
  @JsonValue
  public String toString() {
    return text;
  }
}
