package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an endpoint is called stands in the contract and nowhere else. */
final class NoEndpointInHandWrittenJavaTest {
  private static final Pattern ENDPOINT =
      Pattern.compile("get_group_info|getGroupInfo|GetGroupInfo|GroupIdList|groupIdList");

  @Test
  void noHandWrittenMainJavaNamesAnEndpointOrAFieldOfOne() throws IOException {
    List<String> found = new ArrayList<>();
    int files = 0;
    for (String module :
        List.of("contract", "codegen", "runtime", "signer", "spring-boot-starter", "cli-demo")) {
      Path root = Path.of("..", module, "src/main/java");
      if (!Files.isDirectory(root)) {
        continue;
      }
      try (Stream<Path> paths = Files.walk(root)) {
        for (Path path : paths.filter(p -> p.toString().endsWith(".java")).toList()) {
          files++;
          if (ENDPOINT.matcher(Files.readString(path)).find()) {
            found.add(path.toString());
          }
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(files).as("files looked at").isGreaterThan(50);
  }
}
