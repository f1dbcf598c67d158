package dev.chatcontract.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WireValuesTest {
  static Stream<Arguments> unwrapped() {
    JsonNode one = Noted.tree("1");
    JsonNode two = Noted.tree("\"2\"");
    return Stream.of(
        Arguments.of("\"a\"", "a"),
        Arguments.of("1", new BigDecimal("1")),
        Arguments.of("1.50", new BigDecimal("1.50")),
        Arguments.of("12345678901234567890", new BigDecimal("12345678901234567890")),
        Arguments.of("true", true),
        Arguments.of("false", false),
        Arguments.of("[]", List.of()),
        Arguments.of("[1,\"2\"]", List.of(one, two)),
        Arguments.of("{}", Map.of()),
        Arguments.of("{\"a\":1,\"b\":\"2\"}", Map.of("a", one, "b", two)));
  }

  @ParameterizedTest
  @MethodSource("unwrapped")
  void aTreeIsUnwrappedByOneLevel(String json, Object value) {
    assertThat(WireValues.unwrapped(Noted.tree(json))).isEqualTo(value);
  }

  @Test
  void anUnwrappedObjectKeepsTheOrderOfItsMembers() {
    assertThat(WireValues.unwrapped(Noted.tree("{\"z\":1,\"a\":2,\"m\":3}")))
        .hasToString("{z=1, a=2, m=3}");
  }

  @Test
  void aValueThatIsNotATreeStaysAsItIs() {
    Object value = new Object();
    assertThat(WireValues.unwrapped(value)).isSameAs(value);
  }

  /** Values that are the same in JSON, each list of one kind. */
  private static List<List<@Nullable Object>> kinds() {
    Map<String, Object> reversed = new LinkedHashMap<>();
    reversed.put("b", "x");
    reversed.put("a", 1);
    return List.of(
        Arrays.asList(null, Noted.tree("null")),
        List.of("null", Noted.tree("\"null\"")),
        List.of("1", Noted.tree("\"1\"")),
        List.of(1, 1L, BigInteger.ONE, new BigDecimal("1.00"), Noted.tree("1.0")),
        List.of(0, 0L, BigInteger.ZERO, new BigDecimal("0.000"), new BigDecimal("0E+3")),
        List.of(100, new BigDecimal("1E+2"), Noted.tree("100.0")),
        List.of(new BigInteger("18446744073709551616"), Noted.tree("18446744073709551616")),
        List.of(true, Noted.tree("true")),
        List.of(false, Noted.tree("false")),
        List.of("true"),
        List.of(List.of(1, "a"), Noted.tree("[1.0,\"a\"]")),
        List.of(List.of("a", 1), Noted.tree("[\"a\",1]")),
        List.of(List.of(), Noted.tree("[]")),
        List.of(Map.of("a", 1, "b", "x"), reversed, Noted.tree("{\"b\":\"x\",\"a\":1.0}")),
        List.of(Map.of("a", 1), Noted.tree("{\"a\":1}")),
        List.of(Map.of(), Noted.tree("{}")));
  }

  @Test
  void valuesAreEqualIfAndOnlyIfTheyAreTheSameInJson() {
    List<List<@Nullable Object>> kinds = kinds();
    for (int i = 0; i < kinds.size(); i++) {
      for (int j = 0; j < kinds.size(); j++) {
        for (Object one : kinds.get(i)) {
          for (Object other : kinds.get(j)) {
            boolean same = WireValues.canonical(one).equals(WireValues.canonical(other));
            assertThat(same).as("%s and %s", one, other).isEqualTo(i == j);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,true",
    "-5,true",
    "1E+17,true",
    "999999999999999999,true",
    "-999999999999999999,true",
    "9999999999999999999,false",
    "1E+19,false",
    "1E+30,false",
    "0.5,false",
    "1E-30,false"
  })
  void aLimitIsALongOnlyIfItIsWholeAndFits(String number, boolean isLong) {
    BigDecimal exact = new BigDecimal(number);
    assertThat(WireValues.isLong(exact)).isEqualTo(isLong);
    if (isLong) {
      assertThat(BigDecimal.valueOf(exact.longValueExact())).isEqualByComparingTo(exact);
    }
  }

  @Test
  void anIntegerOfAnySizeIsExactAsADecimal() {
    assertThat(WireValues.decimal(7)).isEqualTo(new BigDecimal("7"));
    assertThat(WireValues.decimal(Long.MIN_VALUE))
        .isEqualTo(new BigDecimal("-9223372036854775808"));
    assertThat(WireValues.decimal(new BigInteger("18446744073709551616")))
        .isEqualTo(new BigDecimal("18446744073709551616"));
    BigDecimal decimal = new BigDecimal("1.10");
    assertThat(WireValues.decimal(decimal)).isSameAs(decimal);
  }
}
