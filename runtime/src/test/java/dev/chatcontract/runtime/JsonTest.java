package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.Things.Thing;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.json.JsonNames;
import dev.chatcontract.runtime.json.JsonReads;
import dev.chatcontract.runtime.json.JsonShapeException;
import dev.chatcontract.runtime.json.JsonWrites;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private static String problem(JsonCodec<?> codec, String json) {
    return catchThrowableOfType(JsonProcessingException.class, () -> codec.fromString(json))
        .getOriginalMessage();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 9007199254740993L, Long.MAX_VALUE, Long.MIN_VALUE})
  void readsAndWritesEveryInt64(long value) throws IOException {
    assertThat(JsonCodec.INT64.fromString(Long.toString(value))).isEqualTo(value);
    assertThat(JsonCodec.INT64.toBytes(value)).asString().isEqualTo(Long.toString(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1e3|expected an integer, found a number with a fraction or an exponent",
        "1.0|expected an integer, found a number with a fraction or an exponent",
        "\"12\"|expected an integer, found a string",
        "null|expected an integer, found null",
        "true|expected an integer, found true",
        "false|expected an integer, found false",
        "[]|expected an integer, found an array",
        "{}|expected an integer, found an object",
        "9223372036854775808|the number does not fit a 64-bit integer",
        "-9223372036854775809|the number does not fit a 64-bit integer"
      })
  void rejectsEverythingElseAsAnInt64(String json, String problem) {
    assertThat(problem(JsonCodec.INT64, json)).isEqualTo("(root): " + problem);
  }

  @Test
  void rejectsNumbersBeyond32Bits() throws IOException {
    assertThat(JsonCodec.INT32.fromString("2147483647")).isEqualTo(Integer.MAX_VALUE);
    assertThat(JsonCodec.INT32.toBytes(-7)).asString().isEqualTo("-7");
    assertThat(problem(JsonCodec.INT32, "2147483648"))
        .isEqualTo("(root): the number does not fit a 32-bit integer");
    assertThat(problem(JsonCodec.INT32, "1.0"))
        .isEqualTo("(root): expected an integer, found a number with a fraction or an exponent");
  }

  @Test
  void readsOtherScalarsStrictly() throws IOException {
    assertThat(JsonCodec.BOOLEAN.fromString("true")).isTrue();
    assertThat(JsonCodec.BOOLEAN.fromString("false")).isFalse();
    assertThat(JsonCodec.BOOLEAN.toBytes(true)).asString().isEqualTo("true");
    assertThat(problem(JsonCodec.BOOLEAN, "1"))
        .isEqualTo("(root): expected true or false, found an integer");
    assertThat(JsonCodec.DECIMAL.fromString("1.50")).isEqualTo(new BigDecimal("1.50"));
    assertThat(JsonCodec.DECIMAL.toBytes(new BigDecimal("1.50"))).asString().isEqualTo("1.50");
    assertThat(problem(JsonCodec.DECIMAL, "\"1\""))
        .isEqualTo("(root): expected a number, found a string");
    assertThat(problem(JsonCodec.STRING, "1"))
        .isEqualTo("(root): expected a string, found an integer");
  }

  @Test
  void readsMembersOrNull() throws IOException {
    String json =
        "{\"s\":\"x\",\"l\":1,\"i\":2,\"b\":true,\"d\":1.5,\"o\":{},\"a\":[\"y\"],\"n\":null}";
    try (JsonParser p = parser(json)) {
      assertThat(JsonReads.string(next(p))).isEqualTo("x");
      assertThat(JsonReads.int64OrNull(next(p))).isEqualTo(1);
      assertThat(JsonReads.int32OrNull(next(p))).isEqualTo(2);
      assertThat(JsonReads.boolOrNull(next(p))).isTrue();
      assertThat(JsonReads.decimal(next(p))).isEqualTo("1.5");
      assertThat(JsonReads.object(next(p), Thing.CODEC)).isNotNull();
      assertThat(JsonReads.list(next(p), JsonCodec.STRING)).containsExactly("y");
      assertThat(JsonReads.node(next(p)).isNull()).isTrue();
      assertThat(p.nextFieldName()).isNull();
    }
    try (JsonParser p =
        parser(
            "{\"s\":null,\"l\":null,\"i\":null,\"b\":null,\"d\":null,\"o\":null,\"a\":null,\"x\":3,\"y\":4,\"z\":false,\"w\":true}")) {
      assertThat(JsonReads.string(next(p))).isNull();
      assertThat(JsonReads.int64OrNull(next(p))).isNull();
      assertThat(JsonReads.int32OrNull(next(p))).isNull();
      assertThat(JsonReads.boolOrNull(next(p))).isNull();
      assertThat(JsonReads.decimal(next(p))).isNull();
      assertThat(JsonReads.object(next(p), Thing.CODEC)).isNull();
      assertThat(JsonReads.list(next(p), JsonCodec.STRING)).isNull();
      assertThat(JsonReads.int64(next(p))).isEqualTo(3);
      assertThat(JsonReads.int32(next(p))).isEqualTo(4);
      assertThat(JsonReads.bool(next(p))).isFalse();
      assertThat(JsonReads.bool(next(p))).isTrue();
    }
  }

  @Test
  void rejectsEverythingElseAsAStringMember() throws IOException {
    try (JsonParser p = parser("{\"s\":[]}")) {
      next(p);
      assertThat(catchThrowable(() -> JsonReads.string(p)))
          .hasMessageStartingWith("/s: expected a string, found an array");
    }
  }

  private static JsonParser parser(String json) throws IOException {
    JsonParser p = FACTORY.createParser(json);
    p.nextToken();
    return p;
  }

  private static JsonParser next(JsonParser p) throws IOException {
    assertThat(p.nextFieldName()).isNotNull();
    return p;
  }

  @Test
  void writesPresentMembersAndOmitsAbsentOnes() throws IOException {
    SerializedString name = new SerializedString("m");
    JsonCodec<String> there =
        JsonCodec.of(
            JsonCodec.STRING::read,
            (v, g) -> {
              g.writeStartArray();
              for (int i = 0; i < 11; i++) {
                g.writeStartObject();
                switch (i) {
                  case 0 -> JsonWrites.string(g, name, v);
                  case 1 -> JsonWrites.int64OrNull(g, name, 1L);
                  case 2 -> JsonWrites.int32OrNull(g, name, 2);
                  case 3 -> JsonWrites.boolOrNull(g, name, true);
                  case 4 -> JsonWrites.decimal(g, name, new BigDecimal("1.50"));
                  case 5 -> JsonWrites.node(g, name, JsonNodeFactory.instance.nullNode());
                  case 6 -> JsonWrites.object(g, name, v, JsonCodec.STRING);
                  case 7 -> JsonWrites.list(g, name, List.of(), JsonCodec.STRING);
                  case 8 -> JsonWrites.int32(g, name, 3);
                  case 9 -> JsonWrites.bool(g, name, false);
                  default ->
                      JsonWrites.others(g, Map.of("o", JsonNodeFactory.instance.textNode("p")));
                }
                g.writeEndObject();
              }
              g.writeEndArray();
            });
    assertThat(there.toBytes("v"))
        .asString()
        .isEqualTo(
            "[{\"m\":\"v\"},{\"m\":1},{\"m\":2},{\"m\":true},{\"m\":1.50},{\"m\":null},{\"m\":\"v\"},{\"m\":[]},{\"m\":3},{\"m\":false},{\"o\":\"p\"}]");
    JsonCodec<String> absent =
        JsonCodec.of(
            JsonCodec.STRING::read,
            (v, g) -> {
              g.writeStartObject();
              JsonWrites.string(g, name, null);
              JsonWrites.int64OrNull(g, name, null);
              JsonWrites.int32OrNull(g, name, null);
              JsonWrites.boolOrNull(g, name, null);
              JsonWrites.decimal(g, name, null);
              JsonWrites.node(g, name, null);
              JsonWrites.object(g, name, null, JsonCodec.STRING);
              JsonWrites.list(g, name, null, JsonCodec.STRING);
              JsonWrites.others(g, Map.of());
              g.writeEndObject();
            });
    assertThat(absent.toBytes("v")).asString().isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"b\":[1,-2147483649,123456789012345678901234567890,1.10,1E+3,true,false,null,\"\\u6f22\\ud83d\\ude00\"]},\"c\":[]}",
        "\"lone \\uD800 and \\uDC00\"",
        "[\"\\u0000\",\"\\\"\",\"\\\\\"]"
      })
  void keepsAnyTreeExactly(String json) throws IOException {
    JsonNode tree = JsonCodec.NODE.fromString(json);
    assertThat(JsonCodec.NODE.fromBytes(JsonCodec.NODE.toBytes(tree))).isEqualTo(tree);
    assertThat(JsonCodec.NODE.fromTree(tree)).isEqualTo(tree);
  }

  @Test
  void writesNodesCreatedElsewhere() throws IOException {
    var array = JsonNodeFactory.instance.arrayNode().add(1.5d).add(2.5f).add((short) 3);
    assertThat(JsonCodec.NODE.toBytes(array)).asString().isEqualTo("[1.5,2.5,3]");
    assertThat(JsonCodec.NODE.toBytes(JsonNodeFactory.instance.numberNode(BigInteger.TEN)))
        .asString()
        .isEqualTo("10");
    assertThat(catchThrowable(() -> JsonCodec.NODE.toBytes(JsonNodeFactory.instance.missingNode())))
        .hasMessage("a MISSING node has no JSON form");
  }

  @Test
  void keepsExactNumbersAndBigIntegersOfUnknownMembers() throws IOException {
    JsonNode tree = JsonCodec.NODE.fromString("[1.10,12345678901234567890]");
    assertThat(tree.get(0).decimalValue()).isEqualTo(new BigDecimal("1.10"));
    assertThat(tree).hasToString("[1.10,12345678901234567890]");
  }

  @Test
  void escapesOnlyALoneSurrogate() throws IOException {
    assertThat(JsonCodec.STRING.toBytes("a\ud800"))
        .isEqualTo("\"a\\uD800\"".getBytes(StandardCharsets.UTF_8));
    assertThat(JsonCodec.STRING.toBytes("\u6f22"))
        .isEqualTo("\"\u6f22\"".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Id\":\"a\",\"Id\":\"b\"}|/Id: the member occurs twice",
        "{\"X\":1,\"X\":2}|/X: the member occurs twice",
        "{\"X\":{\"Y\":1,\"Y\":2}}|/X/Y: the member occurs twice",
        "{\"X\":null,\"X\":null}|/X: the member occurs twice",
        "{\"Id\":{}}|/Id: expected a string, found an object",
        "[]|(root): expected an object, found an array",
        "{} []|(root): text follows the end of the document",
        "|(root): the document is empty"
      })
  void namesTheFaultAndItsPlace(String json, String problem) {
    assertThat(problem(Thing.CODEC, json == null ? "" : json)).isEqualTo(problem);
  }

  @Test
  void namesAllRequiredMembersThatAreMissing() throws IOException {
    assertThat(problem(Found.CODEC, "{}"))
        .isEqualTo("(root): required member missing: Status, Code");
    assertThat(problem(Found.CODEC, "{\"Status\":\"OK\"}"))
        .isEqualTo("(root): required member missing: Code");
    assertThat(problem(Found.CODEC, "{\"Code\":0}"))
        .isEqualTo("(root): required member missing: Status");
    try (JsonParser p = parser("{}")) {
      long last = JsonReads.once(p, 0, 63);
      assertThat(last).isEqualTo(Long.MIN_VALUE);
      assertThat(catchThrowable(() -> JsonReads.once(p, last, 63))).isNotNull();
    }
  }

  @Test
  void namesMissingMembersBeyondTheFirstMask() throws IOException {
    SerializedString[] names =
        IntStream.range(0, 130)
            .mapToObj(i -> new SerializedString("M" + i))
            .toArray(SerializedString[]::new);
    try (JsonParser p = parser("{}")) {
      JsonNames many = JsonNames.of(names);
      many.required(p, Long.MIN_VALUE, Long.MIN_VALUE, 64);
      assertThatThrownBy(() -> many.required(p, 1, 0b101 | Long.MIN_VALUE, 64))
          .hasMessageContaining("required member missing: M66, M127")
          .isInstanceOfSatisfying(
              JsonShapeException.class,
              e -> assertThat(e.missing()).containsExactly("M66", "M127"));
    }
  }

  @Test
  void findsMembersInAnyOrder() throws IOException {
    JsonNames names =
        JsonNames.of(
            new SerializedString("A"), new SerializedString("BB"), new SerializedString("é"));
    for (String order : List.of("0 1 2", "2 1 0", "1 1 0", "3 0 3 3 1", "2", "3", "")) {
      List<Integer> places =
          Arrays.stream(order.split(" ", -1))
              .filter(s -> !s.isEmpty())
              .map(Integer::valueOf)
              .toList();
      String[] wire = {"\"A\" :0", "\n\"BB\":0", "\"\\u00e9\": 0", "\"B\":0"};
      String json = places.stream().map(i -> wire[i]).collect(Collectors.joining(" , ", "{", "}"));
      for (JsonParser parser :
          List.of(
              FACTORY.createParser(json),
              FACTORY.createParser(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))),
              FACTORY.createParser(json.getBytes(StandardCharsets.UTF_8)))) {
        try (JsonParser p = parser) {
          p.nextToken();
          List<Integer> found = new ArrayList<>();
          for (int m = names.next(p, JsonNames.END); m != JsonNames.END; m = names.next(p, m)) {
            found.add(m);
            assertThat(p.nextToken()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
          }
          assertThat(found).as(json).isEqualTo(places);
        }
      }
    }
  }

  @Test
  void distinguishesNullEmptyAndAbsentLists() throws IOException {
    for (String list : new String[] {"", ",\"Things\":null", ",\"Things\":[]"}) {
      String json = "{\"Status\":\"OK\",\"Code\":0" + list + "}";
      Found found = Found.CODEC.fromString(json);
      assertThat(found.things() == null).isEqualTo(!list.endsWith("[]"));
      assertThat(found.otherMembers().containsKey("Things")).isEqualTo(list.endsWith("null"));
      assertThat(Found.CODEC.toTree(found)).isEqualTo(JsonCodec.NODE.fromString(json));
    }
    assertThat(problem(Found.CODEC, "{\"Things\":[null]}"))
        .isEqualTo("/Things/0: expected an object, found null");
    assertThat(problem(Found.CODEC, "{\"Things\":{}}"))
        .isEqualTo("/Things: expected an array, found an object");
  }

  @Test
  void refusesNestingBeyondTheLimit() {
    String deep = "[".repeat(5000) + "]".repeat(5000);
    assertThat(catchThrowable(() -> JsonCodec.NODE.fromString(deep)))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("1000");
  }

  @Test
  void readsListsOfListsAndMappedTypes() throws IOException {
    JsonCodec<List<List<StringBuilder>>> codec =
        JsonCodec.STRING.mapped(StringBuilder::new, StringBuilder::toString).list().list();
    List<List<StringBuilder>> value = codec.fromString("[[\"a\"],[]]");
    assertThat(value).hasSize(2);
    assertThat(value.get(0).get(0)).hasToString("a");
    assertThat(codec.toBytes(value)).asString().isEqualTo("[[\"a\"],[]]");
    assertThat(catchThrowable(value::clear)).isNotNull();
  }

  @Test
  void keepsOtherMembersInOrderAndUnmodifiable() {
    Map<String, JsonNode> given = new LinkedHashMap<>();
    given.put("b", JsonNodeFactory.instance.numberNode(1));
    given.put("a", JsonNodeFactory.instance.numberNode(2));
    Map<String, JsonNode> kept = JsonReads.others(given);
    given.clear();
    assertThat(kept.keySet()).containsExactly("b", "a");
    assertThat(catchThrowable(kept::clear)).isNotNull();
    assertThat(JsonReads.others(null)).isEmpty();
    assertThat(JsonReads.others(Map.of())).isEmpty();
  }

  @Test
  void thePointerIsSeparateFromTheMessage() {
    JsonShapeException e =
        catchThrowableOfType(JsonShapeException.class, () -> Thing.CODEC.fromString("{\"Id\":1}"));
    assertThat(e.pointer()).isEqualTo("/Id");
    assertThat(e.getLocation().getColumnNr()).isEqualTo(7);
  }

  @Test
  void aFreeFormObjectMustBeAnObject() throws IOException {
    assertThat(JsonCodec.OBJECT.fromString("{\"a\":[1.50]}"))
        .isEqualTo(JsonCodec.NODE.fromString("{\"a\":[1.50]}"));
    assertThat(JsonCodec.OBJECT.fromString("null")).isEqualTo(NullNode.getInstance());
    for (String other : List.of("\"text\"", "1", "true", "[]")) {
      assertThatThrownBy(() -> JsonCodec.OBJECT.fromString(other))
          .isInstanceOf(JsonShapeException.class)
          .hasMessageContaining("expected an object");
    }
  }
}
