package dev.chatcontract.codegen;

import dev.chatcontract.contract.schema.ValueDef;

/** How Java holds values of the contract, and how the run-time reads and writes them. */
final class ValueViews {
  private final Schemas schemas;
  private final Names names;

  ValueViews(Schemas schemas, Names names) {
    this.schemas = schemas;
    this.names = names;
  }

  /** How Java holds a value of the contract. */
  record Held(String type, String element, String reader, String writer, String codec) {
    static Held scalar(String type, String reader) {
      return new Held(type, "", reader, reader, "");
    }
  }

  Held held(ValueDef value) {
    ValueDef items = value.items();
    if (items != null) {
      Held element = held(items);
      String type = (items.nullable() ? "@Nullable " : "") + element.type();
      return new Held("List<" + type + ">", type, "list", "list", codec(items));
    }
    if (schemas.isRecord(value) || schemas.isOpenEnum(value)) {
      String name = names.of(value);
      return new Held(name, "", "object", "object", name + ".CODEC");
    }
    ValueDef values = value.values();
    if (values != null) {
      String type = (values.nullable() ? "@Nullable " : "") + held(values).type();
      return new Held(
          "Map<String, " + type + ">", "", "object", "object", codec(values) + ".map()");
    }
    return switch (value.type()) {
      case "string" -> Held.scalar("String", "string");
      case "integer" ->
          switch (value.width()) {
            case INT32 -> Held.scalar("Integer", "int32OrNull");
            case INT64 -> Held.scalar("Long", "int64OrNull");
            case UNBOUNDED -> new Held("BigInteger", "", "object", "object", "JsonCodec.INTEGER");
          };
      case "number" -> Held.scalar("BigDecimal", "decimal");
      case "boolean" -> Held.scalar("Boolean", "boolOrNull");
      default -> Held.scalar("JsonNode", "node");
    };
  }

  /** The codec of an element of a list, or of a value of a map. */
  String codec(ValueDef value) {
    String codec = codec(value, held(value));
    return value.nullable() ? codec + ".nullable()" : codec;
  }

  private static String codec(ValueDef value, Held held) {
    return switch (held.reader()) {
      case "object" -> held.codec();
      case "list" -> held.codec() + ".list()";
      case "string" -> "JsonCodec.STRING";
      case "int32OrNull" -> "JsonCodec.INT32";
      case "int64OrNull" -> "JsonCodec.INT64";
      case "decimal" -> "JsonCodec.DECIMAL";
      case "boolOrNull" -> "JsonCodec.BOOLEAN";
      case "node" -> "JsonCodec.NODE";
      default -> throw new IllegalStateException("no codec for " + value.type());
    };
  }

  /** How a builder copies a value that somebody could change later. */
  static String copy(ValueDef value) {
    ValueDef items = value.items();
    if (items != null) {
      return items.nullable() ? "JsonReads.copy" : "List.copyOf";
    }
    return value.values() == null ? "" : "JsonReads.copy";
  }
}
