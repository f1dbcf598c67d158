package dev.chatcontract.contract.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the rows of a flat table belong, if samples have a name in several places. */
class MemberPlacesTest {
  private static final List<String> SAMPLED =
      List.of(
          "ActionStatus",
          "ErrorCode",
          "ErrorInfo",
          "Failed",
          "Failed.To_Account",
          "Failed.ErrorCode",
          "Failed.ErrorInfo",
          "MsgKey");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The rows above already describe the outcome of the call, so this row belongs with them.
        "ActionStatus Failed To_Account ErrorCode MsgKey"
            + "|ActionStatus Failed Failed.To_Account Failed.ErrorCode MsgKey",
        "ActionStatus Failed To_Account ErrorCode ErrorInfo MsgKey"
            + "|ActionStatus Failed Failed.To_Account Failed.ErrorCode Failed.ErrorInfo MsgKey",
        "ErrorCode Failed To_Account ErrorInfo MsgKey"
            + "|ErrorCode Failed Failed.To_Account Failed.ErrorInfo MsgKey",
        // Here too, it belongs to the call.
        "ActionStatus Failed To_Account ErrorCode MsgKey ErrorCode"
            + "|ActionStatus Failed Failed.To_Account Failed.ErrorCode MsgKey ErrorCode",
        "ActionStatus ErrorCode ErrorInfo Failed To_Account ErrorCode"
            + "|ActionStatus ErrorCode ErrorInfo Failed Failed.To_Account Failed.ErrorCode",
        // The rows of the outcome follow the list together.
        "Failed To_Account ActionStatus ErrorCode ErrorInfo"
            + "|Failed Failed.To_Account ActionStatus ErrorCode ErrorInfo",
        "Failed To_Account ErrorCode ErrorInfo ActionStatus"
            + "|Failed Failed.To_Account ErrorCode ErrorInfo ActionStatus",
        "ActionStatus Failed To_Account MsgKey ErrorCode ErrorInfo"
            + "|ActionStatus Failed Failed.To_Account MsgKey ErrorCode ErrorInfo",
      })
  void aRowOfTheOutcomeBelongsToTheCallOrToTheRowsAboveIt(String rows, String paths) {
    Map<String, String> sampled = new LinkedHashMap<>();
    SAMPLED.forEach(path -> sampled.put(path, path.equals("Failed") ? "array" : "string"));
    MemberPlaces places = new MemberPlaces(sampled, Set.of());
    assertThat(
            Arrays.stream(rows.split(" "))
                .map(row -> places.path(row, row.equals("Failed") ? "array" : "string").path()))
        .containsExactly(paths.split(" "));
  }
}
