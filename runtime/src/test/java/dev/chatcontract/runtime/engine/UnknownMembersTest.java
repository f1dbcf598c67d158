package dev.chatcontract.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.runtime.operation.FieldSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class UnknownMembersTest {
  private static final FieldSpec ID = FieldSpec.of("Id", FieldSpec.Type.STRING).build();
  private static final FieldSpec THING =
      FieldSpec.of("Thing", FieldSpec.Type.OBJECT).fields(List.of(ID)).build();
  private static final FieldSpec FREE = FieldSpec.of("Free", FieldSpec.Type.OBJECT).build();
  private static final FieldSpec ROWS =
      FieldSpec.of("Rows", FieldSpec.Type.ARRAY)
          .items(
              FieldSpec.of("", FieldSpec.Type.ARRAY)
                  .items(FieldSpec.of("", FieldSpec.Type.OBJECT).fields(List.of(ID)).build())
                  .build())
          .build();
  private static final FieldSpec FORM =
      FieldSpec.of("Form", FieldSpec.Type.OBJECT)
          .kind("Shape", "ball", () -> List.of(ID))
          .kind("Shape", "7", () -> List.of(THING))
          .build();
  private static final List<FieldSpec> FIELDS =
      List.of(ID, THING, FREE, ROWS, FORM, FieldSpec.of("Shape", FieldSpec.Type.STRING).build());

  private static Set<String> in(String body) {
    return UnknownMembers.in(new Buffer().writeUtf8(body), FIELDS);
  }

  @Test
  void membersAreFoundAtEveryDepth() {
    assertThat(
            in(
                "{\"Id\":\"a\",\"New\":{\"Id\":1},\"Thing\":{\"Id\":\"b\",\"More\":[{\"X\":1}]},"
                    + "\"Rows\":[[{\"Id\":\"c\",\"Hue\":1}],[{\"Hue\":2},{\"Tone\":3}],[]],\"Last\":1}"))
        .containsExactly("Last", "New", "Rows.Hue", "Rows.Tone", "Thing.More");
  }

  @Test
  void aFreeFormObjectAndAValueOfAnotherTypeHaveNoUnknownMembers() {
    assertThat(
            in(
                "{\"Free\":{\"Any\":{\"Thing\":1}},\"Id\":{\"New\":1},\"Thing\":[{\"New\":1}],"
                    + "\"Rows\":{\"New\":1},\"After\":0}"))
        .containsExactly("After");
  }

  @Test
  void theKindOfAnObjectMayBeNamedByATextOrANumber() {
    assertThat(in("{\"Form\":{\"Id\":1,\"New\":2},\"Shape\":\"ball\"}"))
        .containsExactly("Form.New");
    assertThat(in("{\"Form\":{\"Id\":1,\"New\":2},\"Shape\":7}"))
        .containsExactly("Form.Id", "Form.New");
    assertThat(in("{\"Form\":{\"Id\":1,\"New\":2},\"Shape\":[\"ball\"]}")).isEmpty();
  }

  @Test
  void aHundredMembersAreEnough() {
    assertThat(
            in(
                IntStream.range(0, 101)
                    .mapToObj(i -> "\"N" + i + "\":{\"Id\":0}")
                    .collect(Collectors.joining(",", "{", "}"))))
        .hasSize(100)
        .contains("N99")
        .doesNotContain("N100");
  }

  @Test
  void aBodyThatBreaksOffYieldsWhatWasFoundBefore() {
    assertThat(in("{\"New\":1,\"Id\":")).containsExactly("New");
    assertThat(in("[{\"New\":1}]")).isEmpty();
    assertThat(in("")).isEmpty();
  }

  @Test
  void withoutDescribedMembersNothingIsUnknown() {
    assertThat(UnknownMembers.in(new Buffer().writeUtf8("{\"New\":1}"), List.of())).isEmpty();
  }
}
