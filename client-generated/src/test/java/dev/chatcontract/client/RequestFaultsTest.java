package dev.chatcontract.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.ImportGroupRequest;
import dev.chatcontract.runtime.Fault;
import org.junit.jupiter.api.Test;

/** What a generated request says of its own content. */
final class RequestFaultsTest {
  @Test
  void aLineBreakAtTheEndEscapesNoPattern() {
    assertThat(
            ImportGroupRequest.of(GroupType.PUBLIC, "n").toBuilder()
                .groupId("MyFirstGroup\n")
                .buildUnchecked()
                .faults())
        .extracting(Fault::rule)
        .containsExactly("pattern");
  }
}
