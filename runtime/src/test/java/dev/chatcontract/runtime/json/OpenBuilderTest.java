package dev.chatcontract.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenBuilderTest {
  private static final JsonNode ONE = IntNode.valueOf(1);
  private static final JsonNode TWO = IntNode.valueOf(2);

  /** Has setters as the generator writes them, but keeps no member of its own. */
  private static final class Note extends OpenBuilder<Note> {
    Note text() {
      return set("Text");
    }

    Note textOrNull(@Nullable String v) {
      return setOrNull("Text", v);
    }
  }

  private final Note note = new Note();

  @Test
  void aNewBuilderHasNoOtherMembers() {
    assertThat(note.others()).isNull();
    assertThat(note.text().others()).isNull();
  }

  @Test
  void eachStepReturnsTheBuilderItself() {
    assertThat(note.otherMember("X", ONE)).isSameAs(note);
    assertThat(note.text()).isSameAs(note);
    assertThat(note.textOrNull("a")).isSameAs(note);
    assertThat(note.textOrNull(null)).isSameAs(note);
    assertThat(note.others(Map.of())).isSameAs(note);
    assertThat(note.kept(null)).isSameAs(note);
  }

  @Test
  void otherMembersKeepTheirOrderAndTheLastValue() {
    note.otherMember("Z", ONE).otherMember("A", ONE).otherMember("Z", TWO);
    assertThat(note.others()).containsExactly(entry("Z", TWO), entry("A", ONE));
  }

  @Test
  void aNullThatItsCallerAskedForIsSentUntilTheMemberIsSet() {
    note.otherMember("X", ONE).textOrNull(null);
    assertThat(note.others())
        .containsExactly(entry("X", ONE), entry("Text", NullNode.getInstance()));
    assertThat(note.textOrNull("a").others()).containsExactly(entry("X", ONE));
    assertThat(note.textOrNull(null).text().others()).containsExactly(entry("X", ONE));
  }

  @Test
  void membersOfAnotherValueAreCopied() {
    Map<String, JsonNode> kept = new LinkedHashMap<>(Map.of("X", ONE));
    note.others(kept);
    kept.put("Y", ONE);
    assertThat(note.others()).containsExactly(entry("X", ONE));
    note.otherMember("Z", TWO);
    assertThat(kept).doesNotContainKey("Z");
    assertThat(note.others(null).others()).isNull();
  }

  @Test
  void membersKeptWhileReadingAreTakenOver() {
    Map<String, JsonNode> read = new LinkedHashMap<>(Map.of("X", ONE));
    assertThat(note.kept(read).others()).isSameAs(read);
    assertThat(note.kept(null).others()).isNull();
  }
}
