package dev.chatcontract.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatcontract.runtime.Fault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberLimitsTest {
  private final NumberLimits limits = new NumberLimits();

  private List<String> faults(Number number) {
    RequestFaults f = new RequestFaults();
    limits.check(number, f, Fault.Severity.ERROR);
    return Noted.lines(f.list());
  }

  /** The same number in every type that a record may have. */
  private static List<Number> types(String number) {
    BigDecimal exact = new BigDecimal(number);
    List<Number> types = new ArrayList<>(List.of(exact));
    if (exact.scale() <= 0) {
      BigInteger whole = exact.toBigInteger();
      types.add(whole);
      if (whole.bitLength() < Long.SIZE) {
        types.add(whole.longValue());
      }
      if (whole.bitLength() < Integer.SIZE) {
        types.add(whole.intValue());
      }
    }
    return types;
  }

  private void eachTypeOf(String number, boolean fits, String fault) {
    for (Number typed : types(number)) {
      assertThat(faults(typed))
          .as("%s as %s", number, typed.getClass())
          .isEqualTo(fits ? List.of() : List.of(fault));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,false,1,true",
    "1,false,0,false",
    "1,false,2,true",
    "1,true,1,false",
    "1,true,2,true",
    "-5,false,-6,false",
    "-5,false,-5,true",
    "0.5,false,0,false",
    "0.5,false,1,true",
    "0.5,false,0.49,false",
    "0.5,true,0.5,false",
    "0.5,true,0.51,true",
    "1,false,0.99,false",
    "1,false,1.5,true",
    "9223372036854775807,false,9223372036854775806,false",
    "9223372036854775807,false,9223372036854775807,true",
    "9999999999999999999,false,9999999999999999998,false",
    "9999999999999999999,false,9999999999999999999,true",
    "-9223372036854775809,false,-9223372036854775809,true",
    "-9223372036854775809,false,-9223372036854775810,false"
  })
  void aMinimumHoldsForEachTypeOfNumber(
      String minimum, boolean exclusive, String number, boolean fits) {
    limits.minimum(new BigDecimal(minimum), exclusive);
    String words = exclusive ? ", it must be more than " : ", the least allowed is ";
    eachTypeOf(number, fits, "minimum : is " + number + words + minimum);
  }

  @ParameterizedTest
  @CsvSource({
    "3,false,3,true",
    "3,false,4,false",
    "3,false,2,true",
    "3,true,3,false",
    "3,true,2,true",
    "3,false,3.01,false",
    "3,false,2.99,true",
    "-5,false,-4,false",
    "-5,false,-5,true",
    "0.5,false,1,false",
    "0.5,false,0,true",
    "0.5,true,0.5,false",
    "0.5,true,0.49,true",
    "9223372036854775807,false,9223372036854775808,false",
    "9223372036854775807,false,9223372036854775807,true",
    "9999999999999999999,false,10000000000000000000,false",
    "-9999999999999999999,false,-9999999999999999999,true",
    "-9999999999999999999,false,-9999999999999999998,false",
    "18446744073709551615,false,18446744073709551615,true",
    "18446744073709551615,false,18446744073709551616,false"
  })
  void aMaximumHoldsForEachTypeOfNumber(
      String maximum, boolean exclusive, String number, boolean fits) {
    limits.maximum(new BigDecimal(maximum), exclusive);
    String words = exclusive ? ", it must be less than " : ", the most allowed is ";
    eachTypeOf(number, fits, "maximum : is " + number + words + maximum);
  }

  @ParameterizedTest
  @CsvSource({
    "5,0,true",
    "5,5,true",
    "5,-10,true",
    "5,4,false",
    "5,6,false",
    "5,5.5,false",
    "0.5,2,true",
    "0.5,1.5,true",
    "0.5,1.25,false",
    "5,9223372036854775810,true",
    "5,9223372036854775811,false"
  })
  void aMultipleHoldsForEachTypeOfNumber(String factor, String number, boolean fits) {
    limits.multipleOf(new BigDecimal(factor));
    String fault = "multipleOf : is " + number + ", which is not a multiple of " + factor;
    eachTypeOf(number, fits, fault);
  }

  @Test
  void aNumberMustBeAMultipleOfAllFactorsEvenWithinItsLimits() {
    limits.minimum(BigDecimal.ONE, false);
    limits.maximum(BigDecimal.TEN, false);
    limits.multipleOf(new BigDecimal("2"));
    limits.multipleOf(new BigDecimal("3"));
    assertThat(faults(6)).isEmpty();
    assertThat(faults(4L)).containsExactly("multipleOf : is 4, which is not a multiple of 3");
    assertThat(faults(9)).containsExactly("multipleOf : is 9, which is not a multiple of 2");
    assertThat(faults(5)).hasSize(2);
    assertThat(faults(12)).containsExactly("maximum : is 12, the most allowed is 10");
  }

  @ParameterizedTest
  @CsvSource({
    "5,1E+999999999,true",
    "7,7E+999999999,true",
    "7,-14E+999999999,true",
    "7,1E+999999999,false",
    "7,-1E+999999999,false",
    "1,1E+999999999,true",
    "0.07,21E+999999999,true",
    "0.07,1E+999999999,false",
    "2E+3,1E+999999999,true",
    "3E+3,1E+999999999,false",
    "7,1E-999999999,false",
    "7,0E+999999999,true",
    "7,0E-999999999,true"
  })
  void aMultipleIsRecognizedWithoutWritingOutItsZeros(String factor, String number, boolean fits) {
    limits.multipleOf(new BigDecimal(factor));
    String unfit = new BigDecimal(factor).toPlainString();
    assertThat(faults(new BigDecimal(number)))
        .isEqualTo(
            fits
                ? List.of()
                : List.of("multipleOf : is " + number + ", which is not a multiple of " + unfit));
  }

  @Test
  void numbersBeyond64BitsAreNotCutOff() {
    limits.minimum(BigDecimal.ZERO, false);
    limits.maximum(BigDecimal.TEN, false);
    BigInteger wrapped = BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(5));
    assertThat(faults(wrapped))
        .containsExactly("maximum : is 18446744073709551621, the most allowed is 10");
    assertThat(faults(wrapped.negate()))
        .containsExactly("minimum : is -18446744073709551621, the least allowed is 0");
    assertThat(faults(new BigDecimal("10.5")))
        .containsExactly("maximum : is 10.5, the most allowed is 10");
  }

  @Test
  void aLimitWithAnExponentIsWrittenInFull() {
    limits.maximum(new BigDecimal("1E+20"), false);
    assertThat(faults(new BigDecimal("100000000000000000001")))
        .containsExactly(
            "maximum : is 100000000000000000001, the most allowed is 100000000000000000000");
    assertThat(faults(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void withoutLimitsEveryNumberFits() {
    for (Number number : List.of(0, Long.MIN_VALUE, Long.MAX_VALUE, new BigDecimal("1E+99"))) {
      assertThat(faults(number)).isEmpty();
    }
  }

  @Test
  void aFaultHasTheSeverityOfItsLimits() {
    limits.minimum(BigDecimal.ONE, false);
    limits.maximum(BigDecimal.ZERO, false);
    limits.multipleOf(new BigDecimal("7"));
    RequestFaults f = new RequestFaults();
    limits.check(new BigDecimal("0.5"), f, Fault.Severity.WARNING);
    assertThat(f.list())
        .extracting(Fault::rule, Fault::severity)
        .containsExactly(
            tuple("minimum", Fault.Severity.WARNING),
            tuple("maximum", Fault.Severity.WARNING),
            tuple("multipleOf", Fault.Severity.WARNING));
  }
}
