package dev.chatcontract.codegen.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How wire names become Java names. */
final class JavaNamesTest {
  private final JavaNames names = new JavaNames(Set.of("build", "String"), "_");

  @Test
  void membersAreCamelCase() {
    assertThat(names.member("Owner_Account")).isEqualTo("ownerAccount");
    assertThat(names.member("URLPath")).isEqualTo("urlPath");
    assertThat(names.member("AppDefinedDataFilter_Group")).isEqualTo("appDefinedDataFilterGroup");
  }

  @Test
  void keywordsAndReservedNamesGetASuffix() {
    assertThat(names.member("class")).isEqualTo("class_");
    assertThat(names.member("true")).isEqualTo("true_");
    assertThat(names.member("Build")).isEqualTo("build_");
    assertThat(names.type("String")).isEqualTo("String_");
  }

  @Test
  void namesThatCollideAreNumbered() {
    assertThat(names.member("To_Id")).isEqualTo("toId");
    assertThat(names.member("ToId")).isEqualTo("toId2");
    assertThat(names.member("to-id")).isEqualTo("toId3");
  }

  @Test
  void namesWithoutALetterGetOne() {
    assertThat(names.member("\uD83D\uDE00")).isEqualTo("member");
    assertThat(names.member("1st")).isEqualTo("n1st");
    assertThat(names.constant("AVChatRoom")).isEqualTo("AV_CHAT_ROOM");
    assertThat(names.constant("+")).isEqualTo("VALUE");
  }

  @Test
  void anOverlongNameIsCutAndStaysUnique() {
    assertThat(names.member("a".repeat(99))).isEqualTo("a".repeat(60));
    assertThat(names.member("a".repeat(98))).isEqualTo("a".repeat(60) + "2");
    assertThat(names.type("b".repeat(99), "Errors")).isEqualTo("B" + "b".repeat(53) + "Errors");
  }

  @Test
  void aPrefixLeavesRoomForNamesDerivedFromIt() {
    assertThat(names.type("books_client")).isEqualTo("BooksClient");
    assertThat(names.prefix("books", x -> List.of(x + "Client", "Default" + x)))
        .isEqualTo("Books2");
    assertThat(names.prefix("default_books2", x -> List.of(x))).isEqualTo("DefaultBooks22");
  }
}
