package dev.chatcontract.contract.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {
  @ParameterizedTest
  @CsvSource({
    "5,10,true",
    "5,12,false",
    "0.5,1.5,true",
    "0.5,1.25,false",
    "5,1E+999999999,true",
    "7,-14E+999999999,true",
    "7,-1E+999999999,false",
    "1,1E+999999999,true",
    "0.07,21E+999999999,true",
    "0.07,1E+999999999,false",
    "3E+3,1E+999999999,false",
    "7,1E-999999999,false",
    "7,0E+999999999,true"
  })
  void aMultipleIsRecognizedWithoutWritingOutItsZeros(
      BigDecimal factor, BigDecimal number, boolean multiple) {
    assertThat(Measure.isMultiple(number, factor)).isEqualTo(multiple);
  }
}
