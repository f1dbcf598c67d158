package dev.chatcontract.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMembersTest {
  private static Map<String, @Nullable Object> members(String json) throws IOException {
    return JsonMembers.of(JsonCodec.NODE, JsonCodec.NODE.fromString(json)).members();
  }

  private static JsonNode read(@Nullable Object value) throws IOException {
    return JsonMembers.read(JsonCodec.NODE, Collections.singletonMap("m", value)).get("m");
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("\"a\"", "a"),
        Arguments.of("true", true),
        Arguments.of("false", false),
        Arguments.of("null", null),
        Arguments.of("0", 0),
        Arguments.of("2147483647", Integer.MAX_VALUE),
        Arguments.of("2147483648", 2147483648L),
        Arguments.of("-2147483648", Integer.MIN_VALUE),
        Arguments.of("-2147483649", -2147483649L),
        Arguments.of("9223372036854775807", Long.MAX_VALUE),
        Arguments.of("9223372036854775808", new BigInteger("9223372036854775808")),
        Arguments.of("-9223372036854775808", Long.MIN_VALUE),
        Arguments.of("-9223372036854775809", new BigInteger("-9223372036854775809")),
        Arguments.of("1.50", new BigDecimal("1.50")),
        Arguments.of("1E+400", new BigDecimal("1E+400")),
        Arguments.of("[]", List.of()),
        Arguments.of("[1,[null,\"a\"]]", List.of(1, Arrays.asList(null, "a"))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsShownToAMapperInTheSmallestTypeThatHoldsItExactly(
      String json, @Nullable Object value) throws IOException {
    assertThat(members("{\"m\":" + json + "}")).containsExactly(entry("m", value));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueReadByAMapperIsTheSameAsReadFromText(String json, @Nullable Object value)
      throws IOException {
    assertThat(read(value)).isEqualTo(JsonCodec.NODE.fromString(json));
  }

  @Test
  void aNestedObjectHasMembersOfItsOwn() throws IOException {
    Map<String, @Nullable Object> outer =
        members("{\"z\":{\"y\":{},\"x\":null},\"a\":[{\"b\":1}]}");
    assertThat(outer.keySet()).containsExactly("z", "a");
    assertThat(outer.get("z"))
        .isInstanceOfSatisfying(
            JsonMembers.class,
            z -> {
              assertThat(z.members().keySet()).containsExactly("y", "x");
              assertThat(z.members()).containsEntry("x", null);
            });
    assertThat(outer.get("a")).asString().startsWith("[dev.chatcontract.runtime.json.JsonMembers");
  }

  @Test
  void membersCannotBeChanged() throws IOException {
    Map<String, @Nullable Object> members = members("{\"a\":[1]}");
    assertThatThrownBy(members::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(((List<?>) members.get("a"))::clear)
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aValueThatCannotBeWrittenIsAnIllegalArgument() {
    JsonCodec<String> broken =
        JsonCodec.of(
            JsonCodec.STRING::read,
            (v, g) -> {
              throw new IOException("cannot be written: " + v);
            });
    assertThatThrownBy(() -> JsonMembers.of(broken, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot be written: x")
        .hasCauseInstanceOf(IOException.class);
  }

  static Stream<Arguments> otherTypes() {
    Map<Integer, Object> numbered = new LinkedHashMap<>();
    numbered.put(2, "b");
    numbered.put(1, Collections.singletonMap("c", null));
    return Stream.of(
        Arguments.of((byte) 7, "7"),
        Arguments.of((short) -7, "-7"),
        Arguments.of(5L, "5"),
        Arguments.of(BigInteger.TEN, "10"),
        Arguments.of(BigInteger.valueOf(1L << 40), "1099511627776"),
        Arguments.of(new AtomicLong(4294967296L), "4294967296"),
        Arguments.of(1.5f, "1.5"),
        Arguments.of(0.1, "0.1"),
        Arguments.of(-0.25, "-0.25"),
        Arguments.of(1e22, "1.0E22"),
        Arguments.of(new Object[] {1, "a", null}, "[1,\"a\",null]"),
        Arguments.of(new Object[] {new Object[] {}, List.of(2)}, "[[],[2]]"),
        Arguments.of(Collections.singleton(true), "[true]"),
        Arguments.of(numbered, "{\"2\":\"b\",\"1\":{\"c\":null}}"));
  }

  @ParameterizedTest
  @MethodSource("otherTypes")
  void otherTypesOfAMapperAreReadAsWhatTheyMeanInJson(Object value, String json)
      throws IOException {
    assertThat(read(value)).isEqualTo(JsonCodec.NODE.fromString(json));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aNumberThatAMapperLostSaysHowToKeepIt(double lost) {
    String problem =
        "a number is beyond the range of double; register the client's JSON module, or let the"
            + " mapper USE_BIG_DECIMAL_FOR_FLOATS";
    assertThatThrownBy(() -> read(lost)).isInstanceOf(IOException.class).hasMessage(problem);
    assertThatThrownBy(() -> read((float) lost)).hasMessage(problem);
  }

  @Test
  void aValueWithoutAJsonFormIsRefused() {
    assertThatThrownBy(() -> read(List.of(Thread.State.NEW)))
        .isInstanceOf(IOException.class)
        .hasMessage("a java.lang.Thread$State has no JSON form");
  }

  @Test
  void aValueThatDoesNotFitIsNamedByItsPointer() {
    JsonCodec<Map<String, List<Integer>>> codec = JsonCodec.INT32.list().map();
    assertThatThrownBy(() -> JsonMembers.read(codec, Map.of("a", List.of(1, "2"))))
        .isInstanceOfSatisfying(
            JsonShapeException.class, e -> assertThat(e.pointer()).isEqualTo("/a/1"));
  }

  @Test
  void whatIsShownToAMapperIsReadBackFromIt() throws IOException {
    String json = "{\"a\":[1,2.50,\"x\",null,true],\"b\":12345678901234567890}";
    assertThat(JsonMembers.read(JsonCodec.NODE, members(json)))
        .isEqualTo(JsonCodec.NODE.fromString(json));
  }

  @Test
  void anObjectEndsBeforeTheNextMember() throws IOException {
    Map<String, @Nullable Object> outer = new LinkedHashMap<>();
    outer.put("a", Map.of("b", List.of(Map.of(), 1)));
    outer.put("c", 2);
    assertThat(JsonMembers.read(JsonCodec.NODE, outer))
        .isEqualTo(JsonCodec.NODE.fromString("{\"a\":{\"b\":[{},1]},\"c\":2}"));
  }
}
