package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader of generated code may expect of every file, whatever names the contract uses. */
final class GeneratedStyleTest {
  private static final int LONGEST_LINE = 120;

  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:[\\w.]+\\.)?(\\w+);$");

  private static final Pattern BARE_CONSTANTS =
      Pattern.compile("\\b(?:true|false|null),\\s*(?:true|false|null)\\b");

  @TempDir Path directory;

  @Test
  void theMiniatureContractOfTheGoldenCopyIsTidy() throws Exception {
    isTidy(generate(GeneratedProject.LIBRARY.resolve("openapi.yaml")));
  }

  @Test
  void theRealContractIsTidy() throws Exception {
    isTidy(generate(Path.of("../spec/openapi.yaml")));
  }

  @Test
  void textsThatTryToBreakOutStayTidy() throws Exception {
    isTidy(generate(GeneratedProject.resource("hostile/openapi.yaml")));
  }

  @Test
  void collidingAndOverlongNamesCompileAndKeepTheirWireNames() throws Exception {
    GeneratedProject project =
        GeneratedProject.generate(
            CrowdedContract.write(directory.resolve("spec")),
            directory.resolve("out"),
            Map.of("apiPackage", "s.api", "modelPackage", "s.model"));
    isTidy(project);
    try (URLClassLoader classes = project.compile()) {
      for (String name : List.of("List", "String", "Operation", "JsonReads", "Override", "A")) {
        Object codec = classes.loadClass("s.model." + name).getField("CODEC").get(null);
        String json =
            "{\"text\":\"t\",\"holes\":[null,\"h\"],\"same\":[{\"text\":\"u\"}],\"lists\":[[{\"text\":\"v\"}]],"
                + "\"maps\":{\"m\":{\"text\":\"w\"}},\"byte\":\"b\",\"v\":2,\"big\":18446744073709551615,"
                + "\"a\":{\"text\":\"x\"},\""
                + CrowdedContract.LONG
                + "\":{\"text\":\"y\"}}";
        Object value = codec.getClass().getMethod("fromString", String.class).invoke(codec, json);
        assertThat(OutsideContractTest.call(codec, "toTree", value))
            .as(name)
            .isEqualTo(new ObjectMapper().readTree(json));
        assertThat((List<?>) OutsideContractTest.call(value, "faults"))
            .extracting(Object::toString)
            .as(name)
            .anyMatch(fault -> fault.startsWith("/text: \"t\" does not match"))
            .anyMatch(fault -> fault.startsWith("/a/text: \"x\" does not match"));
      }
    }
  }

  @Test
  void modelsAndClientsMayShareAPackage() throws Exception {
    GeneratedProject.generate(
            CrowdedContract.write(directory.resolve("spec")),
            directory.resolve("out"),
            Map.of("apiPackage", "s.one", "modelPackage", "s.one"))
        .compile()
        .close();
  }

  private GeneratedProject generate(Path spec) {
    return GeneratedProject.generate(
        spec,
        directory.resolve("out"),
        Map.of("apiPackage", "s.api", "modelPackage", "s.model", "moduleName", "s"));
  }

  private static void isTidy(GeneratedProject project) throws Exception {
    Map<String, String> files = project.files();
    assertThat(files).hasSizeGreaterThan(20);
    files.forEach(
        (name, text) -> {
          assertThat(text.lines().filter(line -> line.length() > LONGEST_LINE)).as(name).isEmpty();
          assertThat(text).as(name).doesNotContainPattern("import [\\w.]+\\.\\*;");
          assertThat(text).as(name).doesNotContain("\t", " \n", "\n\n\n", "\u0001", "\u0002");
          assertThat(BARE_CONSTANTS.matcher(text).results()).as(name).isEmpty();
          String body = IMPORT.matcher(text).replaceAll("");
          Matcher imported = IMPORT.matcher(text);
          while (imported.find()) {
            assertThat(body).as(name).containsPattern("(?<![\\w.])" + imported.group(1) + "\\b");
          }
        });
  }
}
