package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JVMs whose default locale has digits other than ASCII. */
class LocaleTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"ar,EG", "fa,IR", "bn,BD", "my,MM", "mr,IN"})
  void urlsAreAsciiAndIdentifiersArriveAsThemselves(String language, String country)
      throws Exception {
    try (StandInServer server = new StandInServer()) {
      assertThat(run(server.baseUrl(), language, country)).doesNotContain("1400000001");

      assertThat(server.queries()).hasSize(CallingSession.IDENTIFIERS.size());
      for (int i = 0; i < CallingSession.IDENTIFIERS.size(); i++) {
        String identifier = CallingSession.IDENTIFIERS.get(i);
        Map<String, List<String>> query = server.query(i);
        assertThat(server.queries().get(i)).matches("[!-~]+");
        assertThat(query)
            .containsOnlyKeys("sdkappid", "identifier", "usersig", "random", "contenttype");
        assertThat(query.values()).allSatisfy(values -> assertThat(values).hasSize(1));
        assertThat(query.get("sdkappid")).containsExactly("1400000001");
        assertThat(query.get("identifier")).containsExactly(identifier);
        assertThat(Long.parseLong(query.get("random").get(0))).isBetween(0L, 4294967295L);
        assertThat(
                UserSigVerifier.of(1400000001, Keys.published())
                    .verify(query.get("usersig").get(0), identifier))
            .isInstanceOf(Verification.Ok.class);
      }
    }
  }

  /** Returns what the program prints: a number, in the digits of its locale. */
  private String run(String baseUrl, String language, String country) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-cp",
                System.getProperty("java.class.path"),
                CallingSession.class.getName(),
                baseUrl)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
