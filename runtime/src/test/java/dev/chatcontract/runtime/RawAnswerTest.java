package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

class RawAnswerTest {
  private final Headers headers = Headers.of("X-Id", "first", "x-id", "second", "Key", "S3CRET");
  private final RawAnswer answer =
      new RawAnswer(Things.READ, 2, 502, headers, name -> Optional.of(name + "?"));

  @Test
  void aListenersTestCanMakeOne() {
    assertThat(answer.operation()).isSameAs(Things.READ);
    assertThat(answer.attempt()).isEqualTo(2);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.member("Id")).contains("Id?");
    assertThat(answer.unknownMembers()).isEmpty();
    assertThat(
            new RawAnswer(Things.READ, 1, 200, headers, n -> Optional.empty(), () -> Set.of("A"))
                .unknownMembers())
        .containsExactly("A");
  }

  @Test
  void theCaseOfAHeaderDoesNotMatter() {
    assertThat(answer.header("X-ID")).contains("second");
    assertThat(answer.header("none")).isEmpty();
    assertThat(answer.headers()).containsEntry("x-id", List.of("first", "second"));
  }

  @Test
  void itsTextHasNoHeaders() {
    assertThat(answer).hasToString("read_things attempt 2 answered with HTTP status 502");
  }
}
