package dev.chatcontract.conformance.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.reader.ContractReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerTextsTest {
  private static final Contract CONTRACT = ContractReader.bundled();
  private static final ServerTexts TEXTS = new ServerTexts(CONTRACT);

  /** One row of the public list is known only from a capture, in which its text is empty. */
  private static final int CAPTURED_WITHOUT_TEXT = 70032;

  @Test
  void everyCodeHasAShortTextThatIsNotTheContractsMeaning() {
    int texts = 0;
    for (OperationDef operation : CONTRACT.operations()) {
      List<ErrorDef> errors = new ArrayList<>(operation.errors());
      errors.addAll(CONTRACT.commonErrors());
      for (ErrorDef error : errors) {
        String text = TEXTS.of(operation, error.code());
        assertThat(text)
            .as(operation.name() + " " + error.code())
            .hasSizeLessThan(80)
            .isNotEqualTo(error.meaning())
            .doesNotContainIgnoringCase("page", "example", "contract", "belongs");
        assertThat(text.isEmpty()).isEqualTo(error.code() == CAPTURED_WITHOUT_TEXT);
        texts++;
      }
    }
    assertThat(texts).isGreaterThan(200);
  }

  @Test
  void aCapturedTextIsUsedUnchangedAndOtherCodesUseTheirNames() {
    OperationDef read = CONTRACT.operation("get_group_info");
    assertThat(TEXTS.of(read, 10010)).isEqualTo("this group does not exist");
    assertThat(TEXTS.of(CONTRACT.operation("get_group_attr"), 10010))
        .isEqualTo("this group does not exist");
    assertThat(TEXTS.of(CONTRACT.operation("import_group"), 10007)).isEqualTo("not permitted");
    assertThat(TEXTS.of(read, 60018)).isEqualTo("too frequent");
    assertThat(TEXTS.of(null, 60009)).isEqualTo("resource wrong");
    assertThat(TEXTS.of(read, 99999)).isEmpty();
  }
}
