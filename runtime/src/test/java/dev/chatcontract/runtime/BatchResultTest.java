package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchResultTest {
  private static final BatchResult.Failed<String, String> FAILED =
      new BatchResult.Failed<>("b", null, 104L, "i", Optional.empty());

  private static BatchResult<String, String> result(
      List<BatchResult.Failed<String, String>> failed, List<String> missing) {
    return new BatchResult<>(List.of("a"), failed, missing, List.of("d"), List.of("e"));
  }

  @Test
  void itIsCompleteIfNothingFailedAndNothingIsMissing() {
    assertThat(result(List.of(), List.of()).complete()).isTrue();
    assertThat(result(List.of(FAILED), List.of()).complete()).isFalse();
    assertThat(result(List.of(), List.of("c")).complete()).isFalse();
  }

  @Test
  void laterChangesOfTheListsAreNotSeen() {
    List<String> found = new ArrayList<>(List.of("a"));
    BatchResult<String, String> result =
        new BatchResult<>(found, List.of(), List.of(), List.of(), List.of());
    found.add("b");
    assertThat(result.found()).containsExactly("a");
    assertThat(result.unanswered()).isEmpty();
  }

  @Test
  void itsTextNamesEachPartAndHidesSecrets() {
    assertThat(result(List.of(), List.of("usersig=S3CRET c")))
        .hasToString(
            "BatchResult[found=[a], failed=[], missing=[usersig=*** c], duplicates=[d],"
                + " unexpected=[e], unanswered=[]]");
  }
}
