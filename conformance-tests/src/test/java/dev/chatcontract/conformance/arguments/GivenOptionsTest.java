package dev.chatcontract.conformance.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.conformance.runner.ConformanceOption;
import dev.chatcontract.conformance.simulator.SimulatorOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenOptionsTest {
  @Test
  void a_former_word_means_the_same_as_the_current_one() {
    List<String> current =
        List.of("--sdkappid", "7", "--documented-answers", "--spec", "c.yaml", "--port", "1");
    List<String> former =
        List.of("--app-id", "7", "--documented", "--contract", "c.yaml", "--port", "1");
    for (List<String> words : List.of(current, former)) {
      GivenOptions<SimulatorOption> given = GivenOptions.read(SimulatorOption.class, words);
      assertThat(given.number(SimulatorOption.SDKAPPID, 0, 1, 9)).isEqualTo(7);
      assertThat(given.has(SimulatorOption.DOCUMENTED_ANSWERS)).isTrue();
      assertThat(given.last(SimulatorOption.SPEC)).isEqualTo("c.yaml");
      assertThat(given.has(SimulatorOption.EMPTY)).isFalse();
    }
    assertThat(
            GivenOptions.read(ConformanceOption.class, List.of("--contract", "c.yaml"))
                .last(ConformanceOption.SPEC))
        .isEqualTo("c.yaml");
  }

  @Test
  void options_of_both_programs_that_share_a_word_do_the_same_thing() {
    Map<String, String> labels = new HashMap<>();
    List<CommandLineOption> all = new ArrayList<>(List.of(ConformanceOption.values()));
    all.addAll(List.of(SimulatorOption.values()));
    for (CommandLineOption option : all) {
      Stream.concat(Stream.of(option.word()), option.text().formerly().stream())
          .forEach(
              word ->
                  assertThat(labels.merge(word, option.label(), (a, b) -> a))
                      .as(word)
                      .isEqualTo(option.label()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--prot 1,unknown option --prot",
    "--port,--port needs a value: N",
    "--port 1 --port 2,--port is given twice",
    "--app-id 1 --sdkappid 2,--sdkappid is given twice",
    "stray,unknown option stray",
  })
  void wrong_words_are_refused_by_name(String line, String message) {
    assertThatThrownBy(() -> GivenOptions.read(SimulatorOption.class, List.of(line.split(" ", -1))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"x", "-1", "65536", "9999999", "1.5", "''"})
  void a_number_out_of_range_is_refused_with_the_range(String value) {
    GivenOptions<SimulatorOption> given =
        GivenOptions.read(SimulatorOption.class, List.of("--port", value));
    assertThatThrownBy(() -> given.number(SimulatorOption.PORT, 0, 0, 65_535))
        .hasMessage("--port " + value + ": must be a whole number from 0 to 65535");
  }

  @Test
  void values_of_repeatable_options_keep_their_order() {
    GivenOptions<SimulatorOption> given =
        GivenOptions.read(
            SimulatorOption.class, List.of("--identifier", "b", "--empty", "--identifier", "a"));
    assertThat(given.all(SimulatorOption.IDENTIFIER)).containsExactly("b", "a");
    assertThat(given.all(SimulatorOption.HOST_NAME)).isEmpty();
  }
}
