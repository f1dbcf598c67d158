package dev.chatcontract.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTreesTest {
  private static JsonNode tree(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (JsonParser p = Json.parser(bytes, 0, bytes.length)) {
      p.nextToken();
      JsonNode tree = JsonTrees.value(p);
      assertThat(p.nextToken()).isNull();
      return tree;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2147483647,INT",
    "2147483648,LONG",
    "-2147483648,INT",
    "-2147483649,LONG",
    "9223372036854775807,LONG",
    "9223372036854775808,BIG_INTEGER",
    "-9223372036854775809,BIG_INTEGER",
    "1.0,BIG_DECIMAL",
    "1e5,BIG_DECIMAL"
  })
  void aNumberHasTheSmallestTypeThatHoldsIt(String json, JsonParser.NumberType type)
      throws IOException {
    assertThat(tree(json).numberType()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "false,false"})
  void aBooleanIsItself(String json, boolean value) throws IOException {
    assertThat(tree(json).isBoolean()).isTrue();
    assertThat(tree(json).booleanValue()).isEqualTo(value);
  }

  @Test
  void membersAndElementsKeepTheirOrder() throws IOException {
    JsonNode tree = tree("{\"z\":[3,1,2],\"a\":{\"c\":null,\"b\":\"x\"}}");
    assertThat(tree).hasToString("{\"z\":[3,1,2],\"a\":{\"c\":null,\"b\":\"x\"}}");
    assertThat(tree.get("a").get("c").isNull()).isTrue();
    assertThat(JsonTrees.ofNull().getNodeType()).isEqualTo(JsonNodeType.NULL);
  }

  @Test
  void aDecimalKeepsItsZeros() throws IOException {
    for (String number : List.of("1.10", "0.00", "1.0", "100.000")) {
      assertThat(tree(number).decimalValue()).hasToString(number);
    }
  }
}
