package dev.chatcontract.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadsTest {
  /** A read that generated code makes at a member's name. */
  private enum Read {
    STRING,
    INT64,
    INT64_OR_NULL,
    INT32,
    INT32_OR_NULL,
    BOOL,
    BOOL_OR_NULL,
    DECIMAL,
    NODE,
    OBJECT_NODE,
    OBJECT,
    LIST;

    @Nullable Object at(JsonParser p) throws IOException {
      return switch (this) {
        case STRING -> JsonReads.string(p);
        case INT64 -> JsonReads.int64(p);
        case INT64_OR_NULL -> JsonReads.int64OrNull(p);
        case INT32 -> JsonReads.int32(p);
        case INT32_OR_NULL -> JsonReads.int32OrNull(p);
        case BOOL -> JsonReads.bool(p);
        case BOOL_OR_NULL -> JsonReads.boolOrNull(p);
        case DECIMAL -> JsonReads.decimal(p);
        case NODE -> JsonReads.node(p);
        case OBJECT_NODE -> JsonReads.objectNode(p);
        case OBJECT -> JsonReads.object(p, JsonCodec.INT32.map());
        case LIST -> JsonReads.list(p, JsonCodec.INT32);
      };
    }
  }

  private static JsonParser parser(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    JsonParser p = Json.parser(bytes, 0, bytes.length);
    p.nextToken();
    return p;
  }

  /** Returns a parser at the name of the first member. */
  private static JsonParser member(String json) throws IOException {
    JsonParser p = parser(json);
    p.nextToken();
    return p;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "STRING|\"a\"|a",
        "STRING|\"\"|``",
        "STRING|null|",
        "INT64|-9223372036854775808|-9223372036854775808",
        "INT64_OR_NULL|9223372036854775807|9223372036854775807",
        "INT64_OR_NULL|null|",
        "INT32|-2147483648|-2147483648",
        "INT32_OR_NULL|2147483647|2147483647",
        "INT32_OR_NULL|null|",
        "BOOL|true|true",
        "BOOL|false|false",
        "BOOL_OR_NULL|true|true",
        "BOOL_OR_NULL|false|false",
        "BOOL_OR_NULL|null|",
        "DECIMAL|1.50|1.50",
        "DECIMAL|12|12",
        "DECIMAL|null|",
        "NODE|[1,{\"a\":2.50}]|[1,{\"a\":2.50}]",
        "NODE|null|null",
        "OBJECT_NODE|{\"a\":1}|{\"a\":1}",
        "OBJECT_NODE|null|null",
        "OBJECT|{\"a\":1}|{a=1}",
        "OBJECT|null|",
        "LIST|[1,2]|[1, 2]",
        "LIST|[]|[]",
        "LIST|null|"
      })
  void aReadReturnsTheValueAndStopsAtItsEnd(Read read, String json, @Nullable String value)
      throws IOException {
    try (JsonParser p = member("{\"m\":" + json + ",\"n\":0}")) {
      Object found = read.at(p);
      assertThat(found == null ? null : found.toString()).isEqualTo(value);
      assertThat(p.nextFieldName()).isEqualTo("n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "STRING|1|/m: expected a string, found an integer",
        "STRING|{}|/m: expected a string, found an object",
        "INT64|null|/m: expected an integer, found null",
        "INT64|1.0|/m: expected an integer, found a number with a fraction or an exponent",
        "INT64|-9223372036854775809|/m: the number does not fit a 64-bit integer",
        "INT64_OR_NULL|\"1\"|/m: expected an integer, found a string",
        "INT32|null|/m: expected an integer, found null",
        "INT32|-2147483649|/m: the number does not fit a 32-bit integer",
        "INT32_OR_NULL|true|/m: expected an integer, found true",
        "INT32_OR_NULL|2147483648|/m: the number does not fit a 32-bit integer",
        "BOOL|null|/m: expected true or false, found null",
        "BOOL_OR_NULL|\"true\"|/m: expected true or false, found a string",
        "DECIMAL|false|/m: expected a number, found false",
        "NODE|{\"a\":1,\"a\":1}|/m/a: the member occurs twice",
        "NODE|[{\"a\":{},\"a\":1}]|/m/0/a: the member occurs twice",
        "OBJECT_NODE|[]|/m: expected an object, found an array",
        "OBJECT_NODE|{\"b\":0,\"b\":0}|/m/b: the member occurs twice",
        "OBJECT|[]|/m: expected an object, found an array",
        "OBJECT|{\"b\":null}|/m/b: expected an integer, found null",
        "LIST|{}|/m: expected an array, found an object",
        "LIST|[1,null]|/m/1: expected an integer, found null"
      })
  void aReadNamesTheProblemAndItsPlaceButNotTheValue(Read read, String json, String problem)
      throws IOException {
    try (JsonParser p = member("{\"m\":" + json + "}")) {
      assertThatThrownBy(() -> read.at(p))
          .isInstanceOfSatisfying(
              JsonShapeException.class, e -> assertThat(e.getOriginalMessage()).isEqualTo(problem));
    }
  }

  @Test
  void aReadWhereNoValueIsSaysSo() throws IOException {
    try (JsonParser p = parser("1")) {
      assertThatThrownBy(() -> JsonReads.int64(p))
          .hasMessageStartingWith("(root): expected an integer, found the end of the document");
    }
    try (JsonParser p = parser("{}")) {
      assertThatThrownBy(() -> JsonReads.int32(p))
          .hasMessageStartingWith("(root): expected an integer, found no value");
    }
    try (JsonParser p = parser("{}")) {
      assertThatThrownBy(() -> JsonReads.node(p))
          .hasMessageStartingWith("(root): expected a value, found no value");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 62, 63})
  void aMemberIsMarkedOnceByItsOwnBit(int bit) throws IOException {
    try (JsonParser p = member("{\"m\":1}")) {
      long seen = JsonReads.once(p, 0, bit);
      assertThat(Long.numberOfTrailingZeros(seen)).isEqualTo(bit);
      assertThat(Long.bitCount(seen)).isEqualTo(1);
      assertThat(JsonReads.once(p, ~seen, bit)).isEqualTo(-1L);
      assertThatThrownBy(() -> JsonReads.once(p, seen, bit))
          .isInstanceOf(JsonShapeException.class)
          .hasMessageStartingWith("/m: the member occurs twice");
    }
  }

  @Test
  void anObjectStartsWithABrace() throws IOException {
    try (JsonParser p = parser("{\"a\":1}")) {
      JsonReads.startObject(p);
      assertThat(p.nextToken()).isEqualTo(JsonToken.FIELD_NAME);
    }
    try (JsonParser p = parser("\"a\"")) {
      assertThatThrownBy(() -> JsonReads.startObject(p))
          .hasMessageStartingWith("(root): expected an object, found a string");
    }
  }

  @Test
  void aKnownMemberThatWasNullIsKeptBesideTheOthers() throws IOException {
    try (JsonParser p = member("{\"a\":null,\"b\":null}")) {
      assertThat(JsonReads.string(p)).isNull();
      Map<String, JsonNode> first = JsonReads.keepNull(p, null);
      assertThat(first).containsExactly(entry("a", NullNode.getInstance()));
      p.nextToken();
      assertThat(JsonReads.string(p)).isNull();
      assertThat(JsonReads.keepNull(p, first)).isSameAs(first).containsOnlyKeys("a", "b");
    }
  }

  @Test
  void anUnknownMemberIsKeptOnceInItsOrder() throws IOException {
    try (JsonParser p = member("{\"z\":[1],\"a\":{},\"z\":2}")) {
      Map<String, JsonNode> first = JsonReads.other(p, null);
      assertThat(first).hasToString("{z=[1]}");
      p.nextToken();
      assertThat(JsonReads.other(p, first)).isSameAs(first).hasToString("{z=[1], a={}}");
      p.nextToken();
      assertThatThrownBy(() -> JsonReads.other(p, first))
          .hasMessageStartingWith("/z: the member occurs twice");
    }
  }

  @Test
  void copiesKeepTheOrderAndCannotBeChanged() {
    List<@Nullable String> list = new ArrayList<>(List.of("b", "a"));
    list.add(null);
    List<@Nullable String> copy = JsonReads.copy(list);
    list.clear();
    assertThat(copy).containsExactly("b", "a", null);
    assertThatThrownBy(copy::clear).isInstanceOf(UnsupportedOperationException.class);
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("b", 1);
    map.put("a", 2);
    Map<String, Integer> copied = JsonReads.copy(map);
    Map<String, JsonNode> others =
        JsonReads.others(new LinkedHashMap<>(Map.of("x", TextNode.valueOf("y"))));
    map.clear();
    assertThat(copied).containsExactly(entry("b", 1), entry("a", 2));
    assertThatThrownBy(copied::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(others::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThat(others).hasSize(1);
  }

  @Test
  void anObjectOfOneKindIsReadOnlyIfItIsWanted() {
    JsonNode five = IntNode.valueOf(5);
    assertThat(JsonReads.kind(true, five, JsonCodec.INT32)).contains(5);
    assertThat(JsonReads.kind(false, five, JsonCodec.INT32)).isEmpty();
    assertThat(JsonReads.kind(true, null, JsonCodec.INT32)).isEmpty();
    assertThat(JsonReads.kind(false, five, JsonCodec.STRING)).isEmpty();
    assertThatThrownBy(() -> JsonReads.kind(true, five, JsonCodec.STRING))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(JsonShapeException.class);
  }

  @Test
  void anObjectOfOneKindIsWrittenAsATree() {
    assertThat(JsonReads.tree(5, JsonCodec.INT32)).isEqualTo(IntNode.valueOf(5));
    JsonCodec<Integer> broken =
        JsonCodec.of(
            JsonCodec.INT32::read,
            (v, g) -> {
              throw new IOException("cannot be written");
            });
    assertThatThrownBy(() -> JsonReads.tree(5, broken))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("cannot be written");
  }
}
