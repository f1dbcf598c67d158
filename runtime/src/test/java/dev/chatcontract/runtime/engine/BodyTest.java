package dev.chatcontract.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private static final String BODY =
      "{\"Deep\":{\"Id\":\"no\"},\"List\":[{\"Id\":\"no\"}],\"Id\":\"a-1\",\"Count\":12,\"On\":true,"
          + "\"Off\":null,\"Id\":\"second\"}";

  @ParameterizedTest
  @CsvSource({"Id, a-1", "Count, 12", "On, true"})
  void aTextOrNumberAtTheTopIsFoundByItsName(String name, String value) {
    Buffer body = new Buffer().writeUtf8(BODY);
    assertThat(Body.member(body, name)).contains(value);
    assertThat(body.readUtf8()).isEqualTo(BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Off", "Deep", "List", "None"})
  void nothingElseIsAMember(String name) {
    assertThat(Body.member(new Buffer().writeUtf8(BODY), name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[\"Id\",1]", "<html>", "{\"Id\"", "\"Id\""})
  void aBodyThatIsNotAnObjectHasNoMembers(String body) {
    assertThat(Body.member(new Buffer().writeUtf8(body), "Id")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8000, 9000, 30_000})
  void aBodyOfAnyLengthIsParsedCompletelyAndLeftUnchanged(int length) throws IOException {
    String text = "x".repeat(length);
    Buffer body = new Buffer().writeUtf8("[\"" + text + "\"]");
    for (int i = 0; i < 2; i++) {
      try (JsonParser parser = Body.parser(body)) {
        parser.nextToken();
        assertThat(parser.nextTextValue()).isEqualTo(text);
      }
    }
    assertThat(body.size()).isEqualTo(length + 4);
  }

  @Test
  void aSmallBodyInTheMiddleOfASegmentIsReadWhereItIs() throws IOException {
    Buffer body = new Buffer().writeUtf8("skipped" + BODY);
    body.skip(7);
    assertThat(Body.member(body, "Id")).contains("a-1");
  }
}
