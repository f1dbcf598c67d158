package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files rendered in memory are those that the generator writes. */
final class ClientFilesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"../spec", "../contract/src/test/resources/library"})
  void renderedFilesAreThoseThatTheGeneratorWrites(String contract) throws IOException {
    Path spec = Path.of(contract, "openapi.yaml");
    GeneratedProject.generate(
        spec,
        directory,
        Map.of(
            "apiPackage", "example.api", "modelPackage", "example.model", "moduleName", "example"));
    Map<Path, String> written = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory.resolve("src"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        written.put(directory.relativize(path), Files.readString(path));
      }
    }
    assertThat(ClientFiles.of(ContractReader.load(spec), "example.api", "example.model", "example"))
        .isEqualTo(written);
  }
}
