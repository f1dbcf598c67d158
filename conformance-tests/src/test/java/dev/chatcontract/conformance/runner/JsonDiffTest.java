package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.reader.ContractReader;
import org.junit.jupiter.api.Test;

class JsonDiffTest {
  private static final ObjectNode EMPTY = JsonNodeFactory.instance.objectNode();

  @Test
  void an_answer_with_a_thousand_differences_shows_about_twenty() {
    ObjectNode many = EMPTY.objectNode();
    for (int i = 0; i < 1000; i++) {
      many.put("m" + i, i);
    }
    assertThat(JsonDiff.between(EMPTY, many)).hasSizeBetween(10, 30);
    assertThat(JsonDiff.between(many, EMPTY)).hasSizeBetween(10, 30);
  }

  @Test
  void a_member_whose_name_looks_like_a_pointer_is_not_taken_for_another() {
    ObjectNode odd = EMPTY.objectNode().put("GroupInfo/0/ErrorCode", 1);
    JsonDiff.Difference difference = JsonDiff.between(EMPTY, odd).get(0);
    assertThat(difference.pointer()).isEqualTo("/GroupInfo~10~1ErrorCode");
    assertThat(new FieldPlaces(ContractReader.bundled()).ofAnswer("get_group_info", difference))
        .doesNotContain("[spec/");
  }
}
