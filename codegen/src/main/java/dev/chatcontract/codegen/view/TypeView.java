package dev.chatcontract.codegen.view;

import org.jspecify.annotations.Nullable;

/**
 * The Java type of a value.
 *
 * @param className the class of a record or an open enumeration; empty for other kinds
 * @param of the type of a list's elements or a map's values
 * @param nullable whether JSON null is a valid value
 */
public record TypeView(Kind kind, String className, @Nullable TypeView of, boolean nullable) {
  /** The kinds of types: those with a codec in the run-time, and those composed of others. */
  public enum Kind {
    STRING,
    INT32,
    INT64,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    /** Any JSON value. */
    TREE,
    /** An object with any members. */
    OBJECT,
    RECORD,
    OPEN_ENUM,
    LIST,
    MAP
  }

  /** Returns the type of a list's elements or a map's values; another type is its own. */
  public TypeView element() {
    return of == null ? this : of;
  }

  public boolean list() {
    return kind == Kind.LIST;
  }

  public boolean record() {
    return kind == Kind.RECORD;
  }

  public boolean openEnum() {
    return kind == Kind.OPEN_ENUM;
  }

  /** Returns whether it is a single value that can be compared with another. */
  public boolean scalar() {
    return switch (kind) {
      case STRING, INT32, INT64, INTEGER, DECIMAL, BOOLEAN, OPEN_ENUM -> true;
      case TREE, OBJECT, RECORD, LIST, MAP -> false;
    };
  }

  /** Returns whether the run-time reads and writes it with a codec. */
  public boolean coded() {
    return switch (kind) {
      case INTEGER, RECORD, OPEN_ENUM, LIST, MAP -> true;
      default -> false;
    };
  }

  /** Returns whether its reader has a variant that rejects null. */
  public boolean strict() {
    return kind == Kind.INT32 || kind == Kind.INT64 || kind == Kind.BOOLEAN;
  }

  /** Returns whether both are the same kind of value, nullable or not. */
  public boolean matches(TypeView other) {
    return kind == other.kind && className.equals(other.className);
  }
}
