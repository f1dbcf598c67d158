package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.operation.FieldSpec;
import dev.chatcontract.runtime.operation.Idempotency;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reports of members that the contract does not know. */
class ContractDriftTest {
  private static final String MOOD =
      "{\"Status\":\"OK\",\"Code\":0,\"Mood\":\"SECRET\",\"Things\":[{\"Id\":\"a\",\"Hue\":{\"SECRET\":1}},{\"Id\":\"b\",\"Hue\":2}]}";

  private static final FieldSpec RADIUS = FieldSpec.of("Radius", FieldSpec.Type.INT64).build();

  private static final Operation<Things.Ask, Things.Found> READ =
      Things.operation("look")
          .idempotency(Idempotency.always())
          .responseFields(
              () ->
                  List.of(
                      FieldSpec.of("Status", FieldSpec.Type.STRING).build(),
                      FieldSpec.of("Code", FieldSpec.Type.INT64).build(),
                      FieldSpec.of("Things", FieldSpec.Type.ARRAY)
                          .items(
                              FieldSpec.of("", FieldSpec.Type.OBJECT)
                                  .fields(
                                      List.of(
                                          FieldSpec.of("Id", FieldSpec.Type.STRING).build(),
                                          FieldSpec.of("Shape", FieldSpec.Type.STRING).build(),
                                          FieldSpec.of("Form", FieldSpec.Type.OBJECT)
                                              .kind("Shape", "ball", () -> List.of(RADIUS))
                                              .build()))
                                  .build())
                          .build()))
          .build();

  private final WireServer server = new WireServer();
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  private void calls(int every, String... answers) {
    for (String answer : answers) {
      server.then(WireServer.json(answer));
    }
    try (OperationCaller caller =
        OperationCaller.create(
            Things.options(server).onAnswer(ContractDrift.sampled(every, told::add)).build())) {
      for (int i = 0; i < answers.length; i++) {
        caller.call(READ, Things.Ask.empty(), CallOptions.none());
      }
    }
  }

  @Test
  void eachUnknownMemberIsReportedOnceByNameAndWithoutValue() {
    calls(1, MOOD, MOOD);
    assertThat(told)
        .containsExactly(
            "unknown member at Mood of " + READ.name(),
            "unknown member at Things.Hue of " + READ.name());
    assertThat(told.toString()).doesNotContain("SECRET");
  }

  @Test
  void anObjectOfAKindIsCheckedAgainstItWhetherItsNameComesFirstOrLast() {
    calls(
        1,
        things("{\"Shape\":\"ball\",\"Form\":{\"Radius\":1,\"Gloss\":2}}"),
        things("{\"Form\":{\"Spin\":{\"Radius\":1}},\"Shape\":\"ball\"}"));
    assertThat(told)
        .containsExactly(
            "unknown member at Things.Form.Gloss of " + READ.name(),
            "unknown member at Things.Form.Spin of " + READ.name());
  }

  @Test
  void noMemberOfAnUnlistedKindIsReported() {
    calls(
        1,
        things("{\"Shape\":\"cone\",\"Form\":{\"Gloss\":2}}"),
        things("{\"Form\":{\"Gloss\":2}}"),
        things("{\"Shape\":[\"ball\"],\"Form\":{\"Gloss\":2}}"),
        things("{\"Shape\":\"ball\",\"Form\":\"round\"}"));
    assertThat(told).isEmpty();
  }

  private static String things(String thing) {
    return "{\"Status\":\"OK\",\"Code\":0,\"Things\":[" + thing + "]}";
  }

  @Test
  void onlyEveryNthAnswerIsChecked() {
    String plain = "{\"Status\":\"OK\",\"Code\":0}";
    calls(2, plain, MOOD);
    assertThat(told).isEmpty();
  }

  @Test
  void aNameFromTheWireStaysInert() {
    calls(1, "{\"Status\":\"OK\",\"Code\":0,\"a\\nb\\u001b[2J\":1}");
    assertThat(told).containsExactly("unknown member at a?b?[2J of " + READ.name());
  }

  private void unknown(Set<String> names) {
    ContractDrift.sampled(1, told::add)
        .accept(new RawAnswer(READ, 1, 200, Headers.of(), name -> Optional.empty(), () -> names));
  }

  @Test
  void aServerThatInventsNamesCausesAThousandReports() {
    unknown(
        IntStream.range(0, 1002)
            .mapToObj(i -> "M" + i)
            .collect(Collectors.toCollection(LinkedHashSet::new)));
    assertThat(told).hasSize(1000).last().isEqualTo("unknown member at M999 of " + READ.name());
  }

  @Test
  void aLongNameIsShortenedTo200Characters() {
    String whole = "n".repeat(200);
    unknown(Set.of(whole));
    unknown(Set.of(whole + "x"));
    assertThat(told)
        .containsExactly(
            "unknown member at " + whole + " of " + READ.name(),
            "unknown member at " + whole + "... of " + READ.name());
  }

  @Test
  void aSamplingRateOfZeroIsRefused() {
    assertThatThrownBy(() -> ContractDrift.sampled(0, told::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("every is 0");
  }
}
