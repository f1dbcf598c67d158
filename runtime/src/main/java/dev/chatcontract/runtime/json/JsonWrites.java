package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Streaming writes of one member each. A null value writes nothing; an empty list writes {@code
 * []}.
 */
public final class JsonWrites {

  private JsonWrites() {}

  /** Writes a string. */
  public static void string(JsonGenerator g, SerializableString name, @Nullable String value)
      throws IOException {
    if (value != null) {
      g.writeFieldName(name);
      g.writeString(value);
    }
  }

  /** Writes an int64 that is always present. */
  public static void int64(JsonGenerator g, SerializableString name, long value)
      throws IOException {
    g.writeFieldName(name);
    g.writeNumber(value);
  }

  /** Writes an int64. */
  public static void int64OrNull(JsonGenerator g, SerializableString name, @Nullable Long value)
      throws IOException {
    if (value != null) {
      int64(g, name, value);
    }
  }

  /** Writes an int32 that is always present. */
  public static void int32(JsonGenerator g, SerializableString name, int value) throws IOException {
    g.writeFieldName(name);
    g.writeNumber(value);
  }

  /** Writes an int32. */
  public static void int32OrNull(JsonGenerator g, SerializableString name, @Nullable Integer value)
      throws IOException {
    if (value != null) {
      int32(g, name, value);
    }
  }

  /** Writes a boolean that is always present. */
  public static void bool(JsonGenerator g, SerializableString name, boolean value)
      throws IOException {
    g.writeFieldName(name);
    g.writeBoolean(value);
  }

  /** Writes a boolean. */
  public static void boolOrNull(JsonGenerator g, SerializableString name, @Nullable Boolean value)
      throws IOException {
    if (value != null) {
      bool(g, name, value);
    }
  }

  /** Writes a number of any size. */
  public static void decimal(JsonGenerator g, SerializableString name, @Nullable BigDecimal value)
      throws IOException {
    if (value != null) {
      g.writeFieldName(name);
      g.writeNumber(value);
    }
  }

  /** Writes any JSON value. */
  public static void node(JsonGenerator g, SerializableString name, @Nullable JsonNode value)
      throws IOException {
    if (value != null) {
      g.writeFieldName(name);
      tree(g, value);
    }
  }

  /** Writes a value with a codec. */
  public static <T> void object(
      JsonGenerator g, SerializableString name, @Nullable T value, JsonCodec<T> codec)
      throws IOException {
    if (value != null) {
      g.writeFieldName(name);
      codec.write(value, g);
    }
  }

  /** Writes a list; null writes nothing, an empty list {@code []}. */
  public static <T> void list(
      JsonGenerator g, SerializableString name, @Nullable List<T> values, JsonCodec<T> element)
      throws IOException {
    if (values != null) {
      g.writeFieldName(name);
      array(g, values, element);
    }
  }

  /** Writes the unknown members that were kept, and the known ones that were null. */
  public static void others(JsonGenerator g, Map<String, JsonNode> others) throws IOException {
    if (others.isEmpty()) {
      return;
    }
    Json.mayRepeatNames(g);
    for (Map.Entry<String, JsonNode> member : others.entrySet()) {
      g.writeFieldName(member.getKey());
      tree(g, member.getValue());
    }
  }

  static <T> void map(JsonGenerator g, Map<String, T> values, JsonCodec<T> value)
      throws IOException {
    g.writeStartObject();
    for (Map.Entry<String, T> member : values.entrySet()) {
      g.writeFieldName(member.getKey());
      value.write(member.getValue(), g);
    }
    g.writeEndObject();
  }

  static <T> void array(JsonGenerator g, List<T> values, JsonCodec<T> element) throws IOException {
    g.writeStartArray();
    for (T value : values) {
      element.write(value, g);
    }
    g.writeEndArray();
  }

  /** Writes a tree by hand, because its own serializer would need an object mapper. */
  static void tree(JsonGenerator g, JsonNode node) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        g.writeStartObject();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          g.writeFieldName(member.getKey());
          tree(g, member.getValue());
        }
        g.writeEndObject();
      }
      case ARRAY -> {
        g.writeStartArray();
        for (JsonNode element : node) {
          tree(g, element);
        }
        g.writeEndArray();
      }
      case STRING -> g.writeString(node.textValue());
      case BOOLEAN -> g.writeBoolean(node.booleanValue());
      case NULL -> g.writeNull();
      case NUMBER -> number(g, node);
      default -> throw new IOException("a " + node.getNodeType() + " node has no JSON form");
    }
  }

  private static void number(JsonGenerator g, JsonNode node) throws IOException {
    switch (node.numberType()) {
      case INT -> g.writeNumber(node.intValue());
      case LONG -> g.writeNumber(node.longValue());
      case BIG_INTEGER -> g.writeNumber(node.bigIntegerValue());
      case FLOAT -> g.writeNumber(finite(node).floatValue());
      case DOUBLE -> g.writeNumber(finite(node).doubleValue());
      case BIG_DECIMAL -> g.writeNumber(node.decimalValue());
    }
  }

  /** Jackson would write other numbers as texts. */
  private static JsonNode finite(JsonNode number) throws IOException {
    if (!Double.isFinite(number.doubleValue())) {
      throw new IOException(number.asText() + " has no JSON form");
    }
    return number;
  }
}
