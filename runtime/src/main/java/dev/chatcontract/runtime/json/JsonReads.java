package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Strict streaming reads. Methods named after a type are called at a member's name and move to its
 * value; methods that end in {@code Value} read the current token. Nothing is coerced: {@code
 * "12"}, {@code 1.0} and {@code 1e3} are not integers.
 */
public final class JsonReads {

  private JsonReads() {}

  /** Checks that the current token opens an object. */
  public static void startObject(JsonParser p) throws IOException {
    if (!p.isExpectedStartObjectToken()) {
      throw mismatch(p, "an object");
    }
  }

  /** Marks member {@code bit} as seen and returns the new mask; a second occurrence is an error. */
  public static long once(JsonParser p, long seen, int bit) throws IOException {
    long mask = 1L << bit;
    if ((seen & mask) != 0) {
      throw duplicate(p);
    }
    return seen | mask;
  }

  /** Reads the next value: a string, or null if it is JSON null. */
  public static @Nullable String string(JsonParser p) throws IOException {
    String text = p.nextTextValue();
    if (text != null || p.currentToken() == JsonToken.VALUE_NULL) {
      return text;
    }
    throw mismatch(p, "a string");
  }

  /** Reads the next value: an int64, or null if it is JSON null. */
  public static @Nullable Long int64OrNull(JsonParser p) throws IOException {
    return p.nextToken() == JsonToken.VALUE_NULL ? null : (Long) int64Value(p);
  }

  /** Reads the next value: an int64; JSON null is an error. */
  public static long int64(JsonParser p) throws IOException {
    p.nextToken();
    return int64Value(p);
  }

  /** Reads the next value: an int32, or null if it is JSON null. */
  public static @Nullable Integer int32OrNull(JsonParser p) throws IOException {
    return p.nextToken() == JsonToken.VALUE_NULL ? null : (Integer) int32Value(p);
  }

  /** Reads the next value: an int32; JSON null is an error. */
  public static int int32(JsonParser p) throws IOException {
    p.nextToken();
    return int32Value(p);
  }

  /** Reads the next value: true or false, or null if it is JSON null. */
  public static @Nullable Boolean boolOrNull(JsonParser p) throws IOException {
    return p.nextToken() == JsonToken.VALUE_NULL ? null : (Boolean) booleanValue(p);
  }

  /** Reads the next value: true or false; JSON null is an error. */
  public static boolean bool(JsonParser p) throws IOException {
    p.nextToken();
    return booleanValue(p);
  }

  /** Reads the next value: a number of any size, or null if it is JSON null. */
  public static @Nullable BigDecimal decimal(JsonParser p) throws IOException {
    return p.nextToken() == JsonToken.VALUE_NULL ? null : decimalValue(p);
  }

  /** Reads the next value, of any type; JSON null is returned as {@link NullNode}. */
  public static JsonNode node(JsonParser p) throws IOException {
    p.nextToken();
    return JsonTrees.value(p);
  }

  /**
   * Reads the next value: an object with any members; JSON null is returned as {@link NullNode}.
   */
  public static JsonNode objectNode(JsonParser p) throws IOException {
    p.nextToken();
    return JsonTrees.objectOrNull(p);
  }

  /** Reads the next value with a codec, or null if it is JSON null. */
  public static <T> @Nullable T object(JsonParser p, JsonCodec<T> codec) throws IOException {
    return p.nextToken() == JsonToken.VALUE_NULL ? null : codec.read(p);
  }

  /**
   * Reads the next value: an unmodifiable list, or null if it is JSON null; null inside the list is
   * an error.
   */
  public static <T> @Nullable List<T> list(JsonParser p, JsonCodec<T> element) throws IOException {
    return p.nextToken() == JsonToken.VALUE_NULL ? null : listValue(p, element);
  }

  /** Records that the known member just read was JSON null, so that it is written back as null. */
  public static Map<String, JsonNode> keepNull(JsonParser p, @Nullable Map<String, JsonNode> others)
      throws IOException {
    Map<String, JsonNode> map = others == null ? new LinkedHashMap<>() : others;
    map.put(p.currentName(), NullNode.getInstance());
    return map;
  }

  /** Keeps an unknown member whose name was just read; a second one with that name is an error. */
  public static Map<String, JsonNode> other(JsonParser p, @Nullable Map<String, JsonNode> others)
      throws IOException {
    Map<String, JsonNode> map = others == null ? new LinkedHashMap<>() : others;
    String name = p.currentName();
    if (map.containsKey(name)) {
      throw duplicate(p);
    }
    map.put(name, node(p));
    return map;
  }

  /**
   * Returns an unmodifiable copy in the same order, or an empty map for null. For the compact
   * constructors of records.
   */
  public static Map<String, JsonNode> others(@Nullable Map<String, JsonNode> others) {
    return others == null || others.isEmpty()
        ? Map.of()
        : Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }

  /**
   * Reads a tree as an object of one kind; empty if it is of another kind. Throws {@link
   * UncheckedIOException} if it does not fit the contract.
   */
  public static <T> Optional<T> kind(boolean wanted, @Nullable JsonNode tree, JsonCodec<T> codec) {
    if (!wanted || tree == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(codec.fromTree(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes an object of one kind as a tree. */
  public static <T> JsonNode tree(T value, JsonCodec<T> codec) {
    try {
      return codec.toTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String stringValue(JsonParser p) throws IOException {
    if (p.currentToken() != JsonToken.VALUE_STRING) {
      throw mismatch(p, "a string");
    }
    return p.getText();
  }

  static long int64Value(JsonParser p) throws IOException {
    if (p.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw mismatch(p, "an integer");
    }
    try {
      return p.getLongValue();
    } catch (InputCoercionException e) {
      throw JsonShapeException.at(p, "the number does not fit a 64-bit integer");
    }
  }

  static int int32Value(JsonParser p) throws IOException {
    if (p.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw mismatch(p, "an integer");
    }
    try {
      return p.getIntValue();
    } catch (InputCoercionException e) {
      throw JsonShapeException.at(p, "the number does not fit a 32-bit integer");
    }
  }

  static BigInteger integerValue(JsonParser p) throws IOException {
    if (p.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw mismatch(p, "an integer");
    }
    return p.getBigIntegerValue();
  }

  static <T> Map<String, T> mapValue(JsonParser p, JsonCodec<T> value) throws IOException {
    startObject(p);
    Map<String, T> map = new LinkedHashMap<>();
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      if (map.containsKey(name)) {
        throw duplicate(p);
      }
      p.nextToken();
      map.put(name, value.read(p));
    }
    return Collections.unmodifiableMap(map);
  }

  /** Returns an unmodifiable copy that may contain null. */
  public static <T> List<T> copy(List<? extends T> list) {
    return Collections.unmodifiableList(new ArrayList<>(list));
  }

  /** Returns an unmodifiable copy in the same order. */
  public static <T> Map<String, T> copy(Map<String, ? extends T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static boolean booleanValue(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_TRUE) {
      return true;
    }
    if (p.currentToken() == JsonToken.VALUE_FALSE) {
      return false;
    }
    throw mismatch(p, "true or false");
  }

  static BigDecimal decimalValue(JsonParser p) throws IOException {
    if (!p.currentToken().isNumeric()) {
      throw mismatch(p, "a number");
    }
    return p.getDecimalValue();
  }

  static <T> List<T> listValue(JsonParser p, JsonCodec<T> element) throws IOException {
    if (!p.isExpectedStartArrayToken()) {
      throw mismatch(p, "an array");
    }
    List<T> list = new ArrayList<>();
    while (p.nextToken() != JsonToken.END_ARRAY) {
      list.add(element.read(p));
    }
    return Collections.unmodifiableList(list);
  }

  static JsonShapeException duplicate(JsonParser p) {
    return JsonShapeException.at(p, "the member occurs twice");
  }

  /** Omits the value, since the member may be sensitive. */
  static JsonShapeException mismatch(JsonParser p, String expected) {
    return JsonShapeException.at(p, "expected " + expected + ", found " + found(p));
  }

  private static String found(JsonParser p) {
    JsonToken token = p.currentToken();
    if (token == null) {
      return "the end of the document";
    }
    return switch (token) {
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "an integer";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction or an exponent";
      case VALUE_NULL -> "null";
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case START_ARRAY -> "an array";
      case START_OBJECT -> "an object";
      default -> "no value";
    };
  }
}
