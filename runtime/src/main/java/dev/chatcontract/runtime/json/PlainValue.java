package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How JSON's own types are read and written, except strings. With two lambdas for each of them, the
 * JVM would make fourteen classes before the first call of a process.
 */
enum PlainValue implements JsonCodec.Reader<Object>, JsonCodec.Writer<Object> {
  INT64,
  INT32,
  DECIMAL,
  INTEGER,
  BOOLEAN,
  NODE,
  OBJECT;

  /** Returns the codec of this type; the caller knows which type that is in Java. */
  @SuppressWarnings("unchecked")
  <T> JsonCodec<T> codec() {
    return JsonCodec.of(
        (JsonCodec.Reader<T>) (JsonCodec.Reader<?>) this,
        (JsonCodec.Writer<T>) (JsonCodec.Writer<?>) this);
  }

  @Override
  public Object read(JsonParser p) throws IOException {
    return switch (this) {
      case INT64 -> JsonReads.int64Value(p);
      case INT32 -> JsonReads.int32Value(p);
      case DECIMAL -> JsonReads.decimalValue(p);
      case INTEGER -> JsonReads.integerValue(p);
      case BOOLEAN -> JsonReads.booleanValue(p);
      case NODE -> JsonTrees.value(p);
      case OBJECT -> JsonTrees.objectOrNull(p);
    };
  }

  @Override
  public void write(Object value, JsonGenerator g) throws IOException {
    switch (this) {
      case INT64 -> g.writeNumber((Long) value);
      case INT32 -> g.writeNumber((Integer) value);
      case DECIMAL -> g.writeNumber((BigDecimal) value);
      case INTEGER -> g.writeNumber((BigInteger) value);
      case BOOLEAN -> g.writeBoolean((Boolean) value);
      case NODE, OBJECT -> JsonWrites.tree(g, (JsonNode) value);
    }
  }
}
