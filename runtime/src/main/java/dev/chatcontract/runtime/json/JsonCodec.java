package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes one type as JSON, token by token; stateless, so one instance serves all threads.
 */
public interface JsonCodec<T> {

  /** Any JSON string. */
  JsonCodec<String> STRING = of(JsonReads::stringValue, (v, g) -> g.writeString(v));

  /** A 64-bit integer written without fraction, exponent or quotes. */
  JsonCodec<Long> INT64 = PlainValue.INT64.codec();

  /** A 32-bit integer written without fraction, exponent or quotes. */
  JsonCodec<Integer> INT32 = PlainValue.INT32.codec();

  /** A number of any size and precision. */
  JsonCodec<BigDecimal> DECIMAL = PlainValue.DECIMAL.codec();

  /** An integer of any size. */
  JsonCodec<BigInteger> INTEGER = PlainValue.INTEGER.codec();

  /** true or false. */
  JsonCodec<Boolean> BOOLEAN = PlainValue.BOOLEAN.codec();

  /** Any JSON value, with numbers of any size kept exactly; a repeated member name is an error. */
  JsonCodec<JsonNode> NODE = PlainValue.NODE.codec();

  /** An object with any members, or null, kept just as exactly. */
  JsonCodec<JsonNode> OBJECT = PlainValue.OBJECT.codec();

  /**
   * Reads a value whose first token is the parser's current token, and leaves the parser on its
   * last token.
   */
  T read(JsonParser parser) throws IOException;

  /** Writes the value at the generator's current position. */
  void write(T value, JsonGenerator generator) throws IOException;

  /** Reads a whole document; text after the value is an error. */
  default T fromBytes(byte[] json) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      return Json.document(parser, this);
    }
  }

  /** Reads a whole document; text after the value is an error. */
  default T fromString(String json) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      return Json.document(parser, this);
    }
  }

  /** Reads a tree; failures name the JSON pointer, as they do for text. */
  default T fromTree(JsonNode tree) throws IOException {
    return fromBytes(NODE.toBytes(tree));
  }

  /** Writes a whole document as UTF-8; a lone surrogate is written as a backslash-u escape. */
  default byte[] toBytes(T value) throws IOException {
    return Json.bytes(this, value);
  }

  /** Writes the value as a tree. */
  default JsonNode toTree(T value) throws IOException {
    return NODE.fromBytes(toBytes(value));
  }

  /** Returns a codec for lists; null inside a list is an error. */
  default JsonCodec<List<T>> list() {
    JsonCodec<T> element = this;
    return of(p -> JsonReads.listValue(p, element), (v, g) -> JsonWrites.array(g, v, element));
  }

  /**
   * Returns a codec for objects whose members are all of this type; a member that occurs twice is
   * an error.
   */
  default JsonCodec<Map<String, T>> map() {
    JsonCodec<T> value = this;
    return of(p -> JsonReads.mapValue(p, value), (v, g) -> JsonWrites.map(g, v, value));
  }

  /** Returns a codec for this type or JSON null. */
  default JsonCodec<@Nullable T> nullable() {
    JsonCodec<T> wire = this;
    return of(
        p -> p.currentToken() == JsonToken.VALUE_NULL ? null : wire.read(p),
        (v, g) -> {
          if (v == null) {
            g.writeNull();
          } else {
            wire.write(v, g);
          }
        });
  }

  /**
   * Returns a codec for a type that is based on this one, such as an open enumeration on strings.
   */
  default <U> JsonCodec<U> mapped(Function<T, U> to, Function<U, T> from) {
    JsonCodec<T> wire = this;
    return of(p -> to.apply(wire.read(p)), (v, g) -> wire.write(from.apply(v), g));
  }

  /** Returns a codec made of two functions. */
  static <T> JsonCodec<T> of(Reader<T> reader, Writer<T> writer) {
    return new FunctionCodec<>(reader, writer);
  }

  /** The reading half. */
  @FunctionalInterface
  interface Reader<T> {
    /** As {@link JsonCodec#read}. */
    T read(JsonParser parser) throws IOException;
  }

  /** The writing half. */
  @FunctionalInterface
  interface Writer<T> {
    /** As {@link JsonCodec#write}. */
    void write(T value, JsonGenerator generator) throws IOException;
  }
}
