package dev.chatcontract.codegen.view;

import org.jspecify.annotations.Nullable;

/**
 * How Java holds a value.
 *
 * @param className of a record or an open enumeration; empty for the other kinds
 * @param of what a list or map holds
 * @param nullable whether JSON null is one of the values
 */
public record TypeView(Kind kind, String className, @Nullable TypeView of, boolean nullable) {
  /** One for each codec that the run-time has, and those that are made of others. */
  public enum Kind {
    STRING,
    INT32,
    INT64,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    /** Anything at all. */
    TREE,
    /** An object of any members. */
    OBJECT,
    RECORD,
    OPEN_ENUM,
    LIST,
    MAP
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

  /** Whether it is one value that may be compared with another. */
  public boolean scalar() {
    return switch (kind) {
      case STRING, INT32, INT64, INTEGER, DECIMAL, BOOLEAN, OPEN_ENUM -> true;
      case TREE, OBJECT, RECORD, LIST, MAP -> false;
    };
  }

  /** Whether the run-time reads and writes it by a codec. */
  public boolean coded() {
    return switch (kind) {
      case INTEGER, RECORD, OPEN_ENUM, LIST, MAP -> true;
      default -> false;
    };
  }

  /** Whether its reader comes in a form that refuses null. */
  public boolean strict() {
    return kind == Kind.INT32 || kind == Kind.INT64 || kind == Kind.BOOLEAN;
  }

  /** The same kind of value, whether null is one or not. */
  public boolean matches(TypeView other) {
    return kind == other.kind && className.equals(other.className);
  }
}
