package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.draft.DraftTree;
import dev.chatcontract.contract.lint.ContractLint;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a page to a client without an edit in between. */
final class DraftedOperationTest {
  private static final Path PAGES = Path.of("../contract/src/test/resources/pages");

  @TempDir Path directory;

  @Test
  void pagesWithAndWithoutOpenQuestionsBecomeMethodsThatCompile() throws Exception {
    Path spec = directory.resolve("spec");
    DraftTree tree = new DraftTree(spec, Path.of("../spec/openapi.yaml"));
    assertThat(tree.add("seats", page("seat_guests.md")).questions()).isEmpty();
    assertThat(ContractLint.lint(tree.root())).isEmpty();
    assertThat(tree.add("peek", page("peek_seats.md")).questions()).isNotEmpty();
    GeneratedProject project =
        GeneratedProject.generate(tree.root(), directory.resolve("out"), Map.of());
    try (URLClassLoader classes = project.compile()) {
      Class<?> groups = classes.loadClass("dev.chatcontract.client.GroupsClient");
      assertThat(groups.getMethods())
          .extracting(method -> method.getName())
          .contains("seatGuests", "peekSeats", "getGroupInfo");
    }
  }

  private static ByteBuffer page(String name) throws Exception {
    return ByteBuffer.wrap(Files.readAllBytes(PAGES.resolve(name)));
  }
}
