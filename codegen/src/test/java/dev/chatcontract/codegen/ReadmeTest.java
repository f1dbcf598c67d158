package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README tells other teams to write is what the outside team's build tests. */
final class ReadmeTest {
  private static final Pattern XML = Pattern.compile("(?ms)^```xml\n(.*?)^```$");

  @Test
  void everyPomExcerptIsPartOfTheOutsideTeamsPom() throws IOException {
    String pom = flat(Files.readString(Path.of("outside-team/harbour/pom.xml")));
    assertThat(XML.matcher(Files.readString(Path.of("README.md"))).results())
        .hasSize(3)
        .extracting(MatchResult::group)
        .allSatisfy(
            block -> {
              String xml = flat(block.replaceAll("```(xml)?", ""));
              assertThat(pom).contains(xml);
            });
  }

  private static String flat(String xml) {
    return xml.replaceAll("\\s+", " ").replaceAll("> <", "><").strip();
  }
}
