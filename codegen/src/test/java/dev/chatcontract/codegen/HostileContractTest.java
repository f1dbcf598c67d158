package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and texts that try to break out of the generated Java. */
final class HostileContractTest {
  @TempDir Path directory;

  @Test
  void hostileTextCompilesAndWireNamesAreKept() throws Exception {
    GeneratedProject project =
        GeneratedProject.generate(
            GeneratedProject.resource("hostile/openapi.yaml"),
            directory,
            Map.of("apiPackage", "h.api", "modelPackage", "h.model"));
    try (URLClassLoader classes = project.compile()) {
      Class<?> type = classes.loadClass("h.model.Operation");
      Object codec = type.getField("CODEC").get(null);
      String json =
          "{\"class\":\"a\",\"a*/b\":\"b\",\"q\\\"uote\":\"c\",\"\\\\u000a\":\"d\",\"\uD83D\uDE00\":\"e\","
              + "\"to_id\":\"1\",\"ToId\":\"2\",\"to-id\":\"3\",\"enum\":\"*/\",\"m69\":69}";
      Object value = codec.getClass().getMethod("fromString", String.class).invoke(codec, json);
      Object tree = OutsideContractTest.call(codec, "toTree", value);
      Object sent = new com.fasterxml.jackson.databind.ObjectMapper().readTree(json);
      assertThat(tree).isEqualTo(sent);
    }
  }

  @Test
  void contractTextNeverLeavesAnyCommentOrLiteral() throws Exception {
    GeneratedProject.generate(
            GeneratedProject.resource("hostile/openapi.yaml"), directory, Map.of())
        .files()
        .forEach(
            (name, text) -> {
              List<String> lines = text.lines().toList();
              assertThat(lines)
                  .as(name)
                  .noneMatch(line -> line.contains("<script>") && !line.contains("\""))
                  .noneMatch(line -> line.startsWith(" * ") && line.contains("*/"));
              assertThat(text).as(name).doesNotContain("\u202e");
            });
  }
}
