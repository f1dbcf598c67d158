package dev.chatcontract.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import dev.chatcontract.runtime.json.JsonCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreesTest {
  private static final JsonCodec<String> BROKEN =
      JsonCodec.of(
          p -> {
            throw new IOException("cannot be read");
          },
          JsonCodec.STRING::write);

  private final RequestFaults f = new RequestFaults();
  private final List<Object> read = new ArrayList<>();

  /** Adds a fault, so that a pointer that was not taken back would show. */
  private List<String> lines() {
    f.add("", "end", "here");
    return Noted.lines(f.list());
  }

  @Test
  void aTreeThatFitsIsPassedOn() {
    Trees.read(JsonCodec.STRING, Noted.tree("\"a\""), f, read::add);
    Trees.readKind(JsonCodec.INT32, Noted.tree("2"), f, read::add);
    assertThat(read).containsExactly("a", 2);
    assertThat(f.list()).isEmpty();
  }

  @Test
  void eachMissingMemberOfAKindIsAFaultOfItsOwnInItsObject() {
    f.push("Kind");
    Trees.readKind(Held.CODEC, Noted.tree("{}"), f, read::add);
    String inner = "{\"Id\":\"a\",\"Name\":\"n\",\"Sub\":{\"Id\":\"b\"}}";
    Trees.readKind(Held.CODEC, Noted.tree(inner), f, read::add);
    assertThat(read).isEmpty();
    assertThat(lines())
        .containsExactly(
            "required /Kind/Id: is required",
            "required /Kind/Name: is required",
            "required /Kind/Sub/Name: is required",
            "end /Kind: here");
  }

  @Test
  void aMemberOfTheWrongTypeIsAFaultAtItsPlace() {
    String wrong = "{\"Id\":\"a\",\"Name\":\"n\",\"Sub\":{\"Id\":1}}";
    f.push("K");
    Trees.readKind(Held.CODEC, Noted.tree(wrong), f, read::add);
    Trees.read(Held.CODEC, Noted.tree(wrong), f, read::add);
    assertThat(read).isEmpty();
    assertThat(lines())
        .containsExactly(
            "type /K/Sub/Id: /Sub/Id: expected a string, found an integer",
            "type /K/Sub/Id: /Sub/Id: expected a string, found an integer",
            "end /K: here");
  }

  @Test
  void aValueOfAnotherTypeThanItsNeighboursIsAFaultAtItsPlace() {
    Trees.read(JsonCodec.STRING.list(), Noted.tree("[\"a\",1]"), f, read::add);
    Trees.read(JsonCodec.INT64, Noted.tree("\"1\""), f, read::add);
    assertThat(lines())
        .containsExactly(
            "type /1: /1: expected a string, found an integer",
            "type : (root): expected an integer, found a string",
            "end : here");
  }

  @Test
  void aTreeThatCannotBeReadAtAllIsAFaultToo() {
    f.push("K");
    Trees.read(BROKEN, Noted.tree("1"), f, read::add);
    Trees.readKind(BROKEN, Noted.tree("1"), f, read::add);
    assertThat(read).isEmpty();
    assertThat(lines())
        .containsExactly("type /K: cannot be read", "type /K: cannot be read", "end /K: here");
  }

  @Test
  void aProblemOfTheParserIsOneLineToo() {
    JsonCodec<String> parsing =
        JsonCodec.of(
            p -> {
              throw new JsonParseException(p, "cannot be parsed");
            },
            JsonCodec.STRING::write);
    Trees.read(parsing, Noted.tree("1"), f, read::add);
    Trees.readKind(parsing, Noted.tree("1"), f, read::add);
    assertThat(lines())
        .containsExactly("type : cannot be parsed", "type : cannot be parsed", "end : here");
  }
}
