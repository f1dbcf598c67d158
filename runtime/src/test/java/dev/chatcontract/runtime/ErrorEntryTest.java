package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The entries of error codes, as generated code builds them. */
class ErrorEntryTest {
  @Test
  void theBuilderKeepsEachPart() {
    ErrorEntry entry =
        ErrorEntry.of(10015, "INVALID_GROUP_ID")
            .meaning("the group does not exist")
            .errorClass(ErrorClass.NOT_FOUND)
            .retry(Retry.SAFE)
            .retryAfterSeconds(3)
            .pageRetry()
            .writeOnly()
            .action("check the ID")
            .source("a page")
            .build();
    assertThat(entry)
        .isEqualTo(
            new ErrorEntry(
                10015,
                "INVALID_GROUP_ID",
                "the group does not exist",
                ErrorClass.NOT_FOUND,
                Retry.SAFE,
                3,
                true,
                true,
                "check the ID",
                "a page"));
  }

  @Test
  void whatIsNotSetMeansThatNothingIsKnownOrAllowed() {
    assertThat(ErrorEntry.of(1, "ONE").build())
        .isEqualTo(
            new ErrorEntry(
                1, "ONE", "", ErrorClass.UNLISTED, Retry.NEVER, null, false, false, "", ""));
  }

  @Test
  void anOperationsOwnEntryHidesTheCommonOneOfTheSameCode() {
    ErrorEntry own = ErrorEntry.of(1, "OWN").build();
    ErrorEntry common = ErrorEntry.of(1, "COMMON").build();
    ErrorEntry other = ErrorEntry.of(2, "OTHER").build();
    ErrorCatalogue catalogue =
        ErrorCatalogue.of(List.of(own), ErrorCatalogue.common(List.of(common, other), List.of()));
    assertThat(catalogue.own()).containsExactly(own);
    assertThat(catalogue.entries()).containsExactly(own, other);
    assertThat(catalogue.find(1)).contains(own);
    assertThat(catalogue.find(2)).contains(other);
    assertThat(catalogue.find(3)).isEmpty();
  }

  @Test
  void aRangeIncludesBothEndsAndTheFirstThatMatchesApplies() {
    ErrorRange first = new ErrorRange(10, 19, ErrorClass.AUTH, "first");
    ErrorRange second = new ErrorRange(15, 29, ErrorClass.SERVER, "second");
    ErrorEntry listed = ErrorEntry.of(12, "LISTED").errorClass(ErrorClass.THROTTLE).build();
    ErrorCatalogue catalogue =
        ErrorCatalogue.of(
            List.of(listed), ErrorCatalogue.common(List.of(), List.of(first, second)));
    assertThat(catalogue.classOf(9)).isEqualTo(ErrorClass.UNLISTED);
    assertThat(catalogue.classOf(10)).isEqualTo(ErrorClass.AUTH);
    assertThat(catalogue.classOf(12)).isEqualTo(ErrorClass.THROTTLE);
    assertThat(catalogue.classOf(19)).isEqualTo(ErrorClass.AUTH);
    assertThat(catalogue.classOf(29)).isEqualTo(ErrorClass.SERVER);
    assertThat(catalogue.classOf(30)).isEqualTo(ErrorClass.UNLISTED);
    assertThat(catalogue.range(15)).contains(first);
    assertThat(catalogue.range(20)).contains(second);
  }
}
