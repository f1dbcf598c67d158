package dev.chatcontract.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.ImportGroupRequest;
import dev.chatcontract.runtime.Fault;
import org.junit.jupiter.api.Test;

/** The faults that a generated request reports about itself. */
final class RequestFaultsTest {
  @Test
  void aPatternRejectsATrailingLineBreak() {
    assertThat(
            ImportGroupRequest.of(GroupType.PUBLIC, "n").toBuilder()
                .groupId("MyFirstGroup\n")
                .buildUnchecked()
                .faults())
        .extracting(Fault::rule)
        .containsExactly("pattern");
  }
}
