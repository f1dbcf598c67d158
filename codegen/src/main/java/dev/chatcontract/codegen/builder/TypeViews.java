package dev.chatcontract.codegen.builder;

import dev.chatcontract.codegen.view.TypeView;
import dev.chatcontract.contract.schema.ValueDef;

/** The Java types of values of the contract. */
final class TypeViews {
  private final Schemas schemas;
  private final Names names;

  TypeViews(Schemas schemas, Names names) {
    this.schemas = schemas;
    this.names = names;
  }

  TypeView of(ValueDef value) {
    boolean nullable = value.nullable();
    if (value.items() != null) {
      return new TypeView(TypeView.Kind.LIST, "", of(value.items()), nullable);
    }
    if (schemas.isRecord(value)) {
      return new TypeView(TypeView.Kind.RECORD, names.of(value), null, nullable);
    }
    if (schemas.isOpenEnum(value)) {
      return new TypeView(TypeView.Kind.OPEN_ENUM, names.of(value), null, nullable);
    }
    if (value.values() != null) {
      return new TypeView(TypeView.Kind.MAP, "", of(value.values()), nullable);
    }
    return new TypeView(scalar(value), "", null, nullable);
  }

  private static TypeView.Kind scalar(ValueDef value) {
    return switch (value.type()) {
      case "string" -> TypeView.Kind.STRING;
      case "integer" ->
          switch (value.width()) {
            case INT32 -> TypeView.Kind.INT32;
            case INT64 -> TypeView.Kind.INT64;
            case UNBOUNDED -> TypeView.Kind.INTEGER;
          };
      case "number" -> TypeView.Kind.DECIMAL;
      case "boolean" -> TypeView.Kind.BOOLEAN;
      case "object" -> TypeView.Kind.OBJECT;
      default -> TypeView.Kind.TREE;
    };
  }
}
