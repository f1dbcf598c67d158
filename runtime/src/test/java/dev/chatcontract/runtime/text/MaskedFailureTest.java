package dev.chatcontract.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import dev.chatcontract.runtime.json.Json;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.json.JsonShapeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskedFailureTest {
  private static final Set<String> PIN = Set.of("Pin");

  private static Throwable masked(Throwable failure) {
    Throwable shown = MaskedFailure.of(failure, PIN);
    assertThat(shown).isNotSameAs(failure).hasStackTraceContaining("MaskedFailureTest");
    assertThat(shown.getStackTrace()).isEqualTo(failure.getStackTrace());
    return shown;
  }

  private static Throwable unreadable(String json) {
    return catchThrowable(() -> JsonCodec.NODE.fromString(json));
  }

  @Test
  void aFailureWithoutASecretIsItself() {
    IOException failure = new IOException("plain", new IllegalStateException("deeper"));
    failure.addSuppressed(new IllegalArgumentException("beside"));
    assertThat(MaskedFailure.of(failure, PIN)).isSameAs(failure);
    IllegalStateException silent = new IllegalStateException();
    assertThat(MaskedFailure.of(silent, PIN)).isSameAs(silent);
    assertThat(Redaction.cause(null, PIN)).isNull();
    assertThat(Redaction.cause(failure, PIN)).isSameAs(failure);
  }

  @Test
  void aSecretInTheMessageIsMaskedAndTheTypeIsNamed() {
    assertThat(masked(new IllegalStateException("at x?usersig=abc")))
        .isInstanceOf(IOException.class)
        .hasMessage("java.lang.IllegalStateException: at x?usersig=***")
        .hasNoCause();
    assertThat(masked(new IOException("Pin=1234"))).hasMessage("java.io.IOException: Pin=***");
    IOException other = new IOException("Pin=1234");
    assertThat(MaskedFailure.of(other, Set.of())).isSameAs(other);
  }

  @Test
  void textThatControlsATerminalIsEscaped() {
    assertThat(masked(new IOException("status \u001b[2J\r, or \u202e")))
        .hasMessage("java.io.IOException: status \\u001b[2J\\r, or \\u202e");
    IOException harmless = new IOException("first\n\tsecond \u7fa4");
    assertThat(MaskedFailure.of(harmless, PIN)).isSameAs(harmless);
  }

  @Test
  void aSecretInACauseIsMaskedAtItsPlace() {
    IOException cause = new IOException("token=abc");
    Throwable shown = masked(new IllegalStateException("plain", cause));
    assertThat(shown).hasMessage("java.lang.IllegalStateException: plain");
    assertThat(shown.getCause()).hasMessage("java.io.IOException: token=***").hasNoCause();
    assertThat(shown.getCause().getStackTrace()).isEqualTo(cause.getStackTrace());
  }

  @Test
  void aSecretInASuppressedFailureIsMaskedAtItsPlace() {
    IllegalStateException failure = new IllegalStateException("plain");
    failure.addSuppressed(new IOException("first"));
    failure.addSuppressed(new IOException("second", new IOException("password=hunter2")));
    Throwable shown = masked(failure);
    assertThat(shown.getSuppressed()).hasSize(2);
    assertThat(shown.getSuppressed()[0]).hasMessage("java.io.IOException: first");
    assertThat(shown.getSuppressed()[1]).hasMessage("java.io.IOException: second");
    assertThat(shown.getSuppressed()[1].getCause()).hasMessage("java.io.IOException: password=***");
  }

  @Test
  void aCircleOfCausesEndsWhereItBegan() {
    IOException first = new IOException("first");
    IOException second = new IOException("second", first);
    first.initCause(second);
    assertThat(MaskedFailure.of(first, PIN)).isSameAs(first);
    second.addSuppressed(first);
    second.addSuppressed(new IOException("token=abc"));
    Throwable shown = masked(first);
    assertThat(shown).hasMessage("java.io.IOException: first");
    assertThat(shown.getCause()).hasMessage("java.io.IOException: second").hasNoCause();
    assertThat(shown.getCause().getSuppressed()).hasSize(1);
    assertThat(shown.getCause().getSuppressed()[0]).hasMessage("java.io.IOException: token=***");
  }

  @Test
  void theTextThatAParserQuotesIsHiddenButNotThePlace() {
    Throwable failure = unreadable("{\"a\":\n hunter2}");
    assertThat(failure).hasMessageContaining("'hunter2'");
    assertThat(masked(failure))
        .isInstanceOfSatisfying(
            JsonParseException.class,
            e -> {
              assertThat(e.getOriginalMessage()).startsWith("Unrecognized token ***: ");
              assertThat(e.getLocation().getLineNr()).isEqualTo(2);
            });
    Throwable shown = masked(new IllegalStateException("plain", failure));
    assertThat(shown.getCause())
        .isInstanceOf(JsonParseException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aNumberThatAParserQuotesIsHidden() throws IOException {
    byte[] json = "123456789012345678901234567890".getBytes(StandardCharsets.UTF_8);
    try (JsonParser p = Json.parser(json, 0, json.length)) {
      p.nextToken();
      Throwable failure = catchThrowable(p::getLongValue);
      assertThat(failure).hasMessageContaining("(123456789012345678901234567890)");
      assertThat(masked(failure))
          .hasMessageStartingWith("Numeric value ***")
          .hasMessageNotContaining("1234");
    }
    assertThat(Redaction.unquoted("Numeric value (12) out of range, 'a' (b)"))
        .isEqualTo("Numeric value *** out of range, 'a' (b)");
  }

  @Test
  void aFailureOfTheContractQuotesNothing() {
    Throwable failure = catchThrowable(() -> JsonCodec.INT32.fromString("\"hunter2\""));
    assertThat(failure).isInstanceOf(JsonShapeException.class);
    assertThat(MaskedFailure.of(failure, PIN)).isSameAs(failure);
  }

  @Test
  void otherFailuresMayQuoteWhatLooksLikeAParsersMessage() {
    IOException failure = new IOException("Unrecognized token 'x'");
    assertThat(MaskedFailure.of(failure, PIN)).isSameAs(failure);
  }
}
