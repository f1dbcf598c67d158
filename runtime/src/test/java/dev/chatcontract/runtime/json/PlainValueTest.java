package dev.chatcontract.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlainValueTest {
  static Stream<Arguments> values() throws IOException {
    return Stream.of(
        Arguments.of(PlainValue.INT64, "9007199254740993", 9007199254740993L),
        Arguments.of(PlainValue.INT32, "-2147483648", Integer.MIN_VALUE),
        Arguments.of(PlainValue.DECIMAL, "1.50", new BigDecimal("1.50")),
        Arguments.of(PlainValue.DECIMAL, "7", new BigDecimal("7")),
        Arguments.of(
            PlainValue.INTEGER, "-18446744073709551616", new BigInteger("-18446744073709551616")),
        Arguments.of(PlainValue.BOOLEAN, "true", true),
        Arguments.of(PlainValue.BOOLEAN, "false", false),
        Arguments.of(PlainValue.NODE, "[1,null]", JsonCodec.NODE.fromString("[1,null]")),
        Arguments.of(PlainValue.OBJECT, "{\"a\":1}", JsonCodec.NODE.fromString("{\"a\":1}")),
        Arguments.of(PlainValue.OBJECT, "null", JsonCodec.NODE.fromString("null")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void theCodecOfATypeReadsAndWritesItsOwnJson(PlainValue type, String json, Object value)
      throws IOException {
    JsonCodec<Object> codec = type.codec();
    assertThat(codec.fromString(json)).isEqualTo(value);
    assertThat(codec.toBytes(value)).asString().isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource({
    "INT64,1.0,'an integer, found a number with a fraction or an exponent'",
    "INT32,'\"1\"','an integer, found a string'",
    "DECIMAL,true,'a number, found true'",
    "INTEGER,1e3,'an integer, found a number with a fraction or an exponent'",
    "INTEGER,null,'an integer, found null'",
    "BOOLEAN,0,'true or false, found an integer'",
    "OBJECT,[],'an object, found an array'"
  })
  void theCodecOfATypeRefusesOtherJson(PlainValue type, String json, String problem) {
    assertThatThrownBy(() -> type.codec().fromString(json))
        .isInstanceOf(JsonShapeException.class)
        .hasMessageStartingWith("(root): expected " + problem);
  }
}
