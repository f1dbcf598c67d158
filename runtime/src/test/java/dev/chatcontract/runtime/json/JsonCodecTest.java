package dev.chatcontract.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {
  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  @Test
  void aNullableTypeReadsAndWritesNull() throws IOException {
    JsonCodec<@Nullable String> codec = JsonCodec.STRING.nullable();
    assertThat(codec.fromString("null")).isNull();
    assertThat(codec.fromString("\"null\"")).isEqualTo("null");
    assertThat(text(codec.toBytes(null))).isEqualTo("null");
    assertThat(text(codec.toBytes("a"))).isEqualTo("\"a\"");
    assertThat(codec.list().fromString("[\"a\",null]")).containsExactly("a", null);
    assertThatThrownBy(() -> codec.fromString("1")).isInstanceOf(JsonShapeException.class);
  }

  @Test
  void aMapKeepsTheOrderOfItsMembersAndCannotBeChanged() throws IOException {
    JsonCodec<Map<String, Integer>> codec = JsonCodec.INT32.map();
    Map<String, Integer> read = codec.fromString("{\"z\":1,\"a\":2,\"\":3}");
    assertThat(read).containsExactly(entry("z", 1), entry("a", 2), entry("", 3));
    assertThatThrownBy(read::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThat(text(codec.toBytes(read))).isEqualTo("{\"z\":1,\"a\":2,\"\":3}");
    assertThat(codec.fromString("{}")).isEmpty();
    assertThat(text(codec.toBytes(Map.of()))).isEqualTo("{}");
  }

  @Test
  void aMapNamesThePlaceOfWhatDoesNotFit() {
    JsonCodec<Map<String, Integer>> codec = JsonCodec.INT32.map();
    assertThatThrownBy(() -> codec.fromString("{\"a\":1,\"a\":1}"))
        .hasMessageStartingWith("/a: the member occurs twice");
    assertThatThrownBy(() -> codec.fromString("{\"a\":null}"))
        .hasMessageStartingWith("/a: expected an integer, found null");
    assertThatThrownBy(() -> codec.fromString("[]"))
        .hasMessageStartingWith("(root): expected an object, found an array");
    assertThatThrownBy(() -> codec.list().map().fromString("{\"a\":[{\"b\":1},{\"c\":\"\"}]}"))
        .hasMessageStartingWith("/a/1/c: expected an integer, found a string");
  }

  @Test
  void aMapMayHoldListsAndListsMaps() throws IOException {
    JsonCodec<Map<String, List<Map<String, Boolean>>>> codec = JsonCodec.BOOLEAN.map().list().map();
    Map<String, List<Map<String, Boolean>>> value = new LinkedHashMap<>();
    value.put("x", List.of(Map.of("t", true), Map.of()));
    value.put("y", List.of());
    String json = "{\"x\":[{\"t\":true},{}],\"y\":[]}";
    assertThat(text(codec.toBytes(value))).isEqualTo(json);
    assertThat(codec.fromString(json)).isEqualTo(value);
  }

  @Test
  void aTypeBasedOnAnotherUsesItsJson() throws IOException {
    JsonCodec<StringBuilder> codec =
        JsonCodec.INT64.mapped(
            n -> new StringBuilder("#" + n), s -> Long.parseLong(s.substring(1)));
    assertThat(codec.fromString("12").toString()).isEqualTo("#12");
    assertThat(text(codec.toBytes(new StringBuilder("#34")))).isEqualTo("34");
    assertThatThrownBy(() -> codec.fromString("\"12\"")).isInstanceOf(JsonShapeException.class);
  }

  @Test
  void aTreeIsWhatTheCodecWritesAndReads() throws IOException {
    JsonCodec<Map<String, Long>> codec = JsonCodec.INT64.map();
    assertThat(codec.toTree(Map.of("a", 5L))).isEqualTo(JsonCodec.NODE.fromString("{\"a\":5}"));
    assertThat(codec.fromTree(JsonCodec.NODE.fromString("{\"a\":5}"))).containsEntry("a", 5L);
    assertThatThrownBy(() -> codec.fromTree(JsonCodec.NODE.fromString("{\"a\":5.5}")))
        .isInstanceOfSatisfying(
            JsonShapeException.class, e -> assertThat(e.pointer()).isEqualTo("/a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2", "1,", "1]", "1 x"})
  void textAfterADocumentIsAnError(String json) {
    assertThatThrownBy(() -> JsonCodec.INT32.fromString(json))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> JsonCodec.INT32.fromBytes(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void spaceAroundADocumentIsNot() throws IOException {
    assertThat(JsonCodec.INT32.fromString("\r\n 1 \t\n")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void aDocumentMustNotBeEmpty(String json) {
    assertThatThrownBy(() -> JsonCodec.NODE.fromString(json))
        .isInstanceOf(JsonShapeException.class)
        .hasMessageStartingWith("(root): the document is empty");
  }

  @Test
  void aPartOfAnArrayAndAStreamAreReadAsDocuments() throws IOException {
    byte[] bytes = "xx[1,\"\u6f22\"]yy".getBytes(StandardCharsets.UTF_8);
    try (JsonParser part = Json.parser(bytes, 2, bytes.length - 4);
        JsonParser stream = Json.parser(new ByteArrayInputStream(bytes, 2, bytes.length - 4))) {
      String tree = "[1,\"\u6f22\"]";
      assertThat(Json.document(part, JsonCodec.NODE)).hasToString(tree);
      assertThat(Json.document(stream, JsonCodec.NODE)).hasToString(tree);
    }
  }

  @Test
  void everyTextSurvivesTheRoundTripEvenHalfASurrogatePair() throws IOException {
    JsonCodec<Map<String, String>> codec = JsonCodec.STRING.map();
    for (String text : List.of("\ud83d\ude00\u007f\u6f22", "\ud83d", "a\ude00b", "\ude00\ud83d")) {
      Map<String, String> value = Map.of("\u6f22\ud83d\ude00", text);
      assertThat(codec.fromBytes(codec.toBytes(value))).as(text).isEqualTo(value);
      byte[] json = JsonCodec.STRING.toBytes(text);
      assertThat(text(json).getBytes(StandardCharsets.UTF_8)).as("valid UTF-8").isEqualTo(json);
      assertThat(JsonCodec.STRING.fromBytes(json)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aNumberThatIsNotFiniteHasNoJsonForm(double number) {
    for (JsonNode node : List.of(DoubleNode.valueOf(number), FloatNode.valueOf((float) number))) {
      assertThatThrownBy(() -> JsonCodec.NODE.list().toBytes(List.of(node)))
          .as("%s", node.getClass())
          .isInstanceOf(IOException.class)
          .hasMessage(number + " has no JSON form");
    }
  }

  @Test
  void aFailureOfAWriterIsNotHidden() {
    JsonCodec<String> broken =
        JsonCodec.of(
            JsonCodec.STRING::read,
            (v, g) -> {
              throw new IOException("cannot be written");
            });
    assertThatThrownBy(() -> broken.toBytes("a")).hasMessage("cannot be written");
    assertThatThrownBy(() -> broken.list().toTree(List.of("a"))).hasMessage("cannot be written");
  }
}
