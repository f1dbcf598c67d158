package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in plain Java values: how object mappers, which do not use codecs, see generated
 * types. Jackson 2 and 3 share the annotations but no other types.
 */
public final class JsonMembers {
  private final Map<String, @Nullable Object> members;

  private JsonMembers(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /** Returns what the codec writes, which must be an object. */
  public static <T> JsonMembers of(JsonCodec<T> codec, T value) {
    try (TokenBuffer tokens = new TokenBuffer(null, false)) {
      codec.write(value, tokens);
      JsonParser parser = tokens.asParser();
      parser.nextToken();
      return object(parser);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Reads a value from an object that a mapper has read as a map. */
  public static <T> T read(JsonCodec<T> codec, Map<String, @Nullable Object> members)
      throws IOException {
    try (TokenBuffer tokens = new TokenBuffer(null, false)) {
      write(tokens, members);
      return Json.document(tokens.asParser(), codec);
    }
  }

  /**
   * Returns all members, including null and empty ones, even if the mapper omits those elsewhere.
   */
  @JsonAnyGetter
  @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS)
  public Map<String, @Nullable Object> members() {
    return members;
  }

  private static JsonMembers object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new JsonMembers(Collections.unmodifiableMap(members));
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> smallest(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      default -> null;
    };
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return Collections.unmodifiableList(elements);
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> members) {
      out.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        out.writeFieldName(String.valueOf(member.getKey()));
        write(out, member.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> elements) {
      out.writeStartArray();
      for (Object element : elements) {
        write(out, element);
      }
      out.writeEndArray();
    } else if (value instanceof Object[] elements) {
      write(out, Arrays.asList(elements)); // USE_JAVA_ARRAY_FOR_JSON_ARRAY
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Number number) {
      write(out, number);
    } else if (value == null) {
      out.writeNull();
    } else {
      throw new IOException("a " + value.getClass().getName() + " has no JSON form");
    }
  }

  private static void write(JsonGenerator out, Number number) throws IOException {
    if (number instanceof Double || number instanceof Float) {
      if (!Double.isFinite(number.doubleValue())) {
        throw new IOException(
            "a number is beyond the range of double; register the client's JSON module, or let the"
                + " mapper USE_BIG_DECIMAL_FOR_FLOATS");
      }
      out.writeNumber(new BigDecimal(number.toString()));
    } else if (number instanceof BigDecimal exact) {
      out.writeNumber(exact);
    } else {
      integer(out, smallest(new BigInteger(number.toString())));
    }
  }

  private static void integer(JsonGenerator out, Number number) throws IOException {
    if (number instanceof Integer small) {
      out.writeNumber(small);
    } else if (number instanceof Long large) {
      out.writeNumber(large);
    } else {
      out.writeNumber((BigInteger) number);
    }
  }

  /** Uses the smallest possible type, as parsers do: nodes of different types are not equal. */
  private static Number smallest(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    if (number.bitLength() < Long.SIZE) {
      return number.longValue();
    }
    return number;
  }
}
