package dev.chatcontract.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.cli.Run;
import dev.chatcontract.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code contract page draft} as an author uses it. */
class PageDraftCommandTest {
  private static final Path PAGES = Path.of("../contract/src/test/resources/pages");
  private static final String SPEC = Path.of("../spec/openapi.yaml").toAbsolutePath().toString();

  @TempDir Path directory;

  @BeforeEach
  void copy() throws IOException {
    for (String name : new String[] {"seat_guests.md", "peek_seats.md", "import_group.md"}) {
      Files.copy(PAGES.resolve(name), directory.resolve(name));
    }
  }

  private Run.Outcome chatctl(String... words) {
    return Run.in(directory).chatctl(words);
  }

  @Test
  void aDraftIsListedAndLintFindsNothingInIt() {
    Run.Outcome draft =
        chatctl("contract", "page", "draft", "seat_guests.md", "--output", "new", "--spec", SPEC);
    assertThat(draft.exitCode()).as(draft.out()).isEqualTo(ExitCode.OK);
    assertThat(draft.out()).isEqualTo("seat_guests: 8 files, 0 questions\n");
    Run.Outcome lint = chatctl("contract", "lint", "--spec", "new/openapi.yaml");
    assertThat(lint.out()).contains("keeps all rules");
    Run.Outcome compare =
        chatctl("contract", "page", "compare", "seat_guests.md", "--spec", "new/openapi.yaml");
    assertThat(compare.exitCode()).as(compare.out()).isEqualTo(ExitCode.OK);
  }

  @Test
  void questionsArePrintedAndLintShowsThemWithoutFailing() {
    Run.Outcome draft =
        chatctl("contract", "page", "draft", "peek_seats.md", "--output", "new", "--spec", SPEC);
    assertThat(draft.out())
        .contains("peek_seats: 7 files, 10 questions\n")
        .contains("  operations/peek_seats.yaml: Which class does the code 12003 have?");
    Run.Outcome lint = chatctl("contract", "lint", "--spec", "new/openapi.yaml");
    assertThat(lint.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(lint.out()).contains("0 errors, 10 warnings").contains("[open-question]");
  }

  @Test
  void aDraftThatIsNotPossibleIsRefusedInOneSentence() throws IOException {
    Files.writeString(directory.resolve("cake.txt"), "Flour and eggs.\n");
    for (String name : new String[] {"cake.txt", "nowhere.md", "import_group.md"}) {
      Run.Outcome draft =
          chatctl("contract", "page", "draft", name, "--output", "new", "--spec", SPEC);
      assertThat(draft.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(draft.error().strip()).doesNotContain("\n").contains(name);
      assertThat(directory.resolve("new")).doesNotExist();
    }
    Run.Outcome file =
        chatctl("contract", "page", "draft", "seat_guests.md", "--output", "cake.txt");
    assertThat(file.error()).contains("not a directory");
  }
}
