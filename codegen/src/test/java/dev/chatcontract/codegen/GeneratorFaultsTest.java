package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.contract.source.ContractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator refuses, and how it says so. */
final class GeneratorFaultsTest {
  @TempDir Path directory;

  @Test
  void anotherEngineIsRefusedBecauseItWouldCopyTheTemplatesVerbatim() throws IOException {
    Path spec = GeneratedProject.LIBRARY.resolve("openapi.yaml");
    assertThatThrownBy(() -> GeneratedProject.generate(spec, directory, Map.of(), "mustache", null))
        .hasMessageContaining("mustache")
        .hasMessageContaining("<engine>velocity</engine>");
  }

  @Test
  void anUndeclaredOptionIsRefused() throws IOException {
    Path spec = GeneratedProject.LIBRARY.resolve("openapi.yaml");
    assertThatThrownBy(
            () -> GeneratedProject.generate(spec, directory, Map.of("modelPakage", "a.b")))
        .hasMessageContaining("modelPakage")
        .hasMessageContaining("modelPackage");
  }

  @Test
  void aMisspelledReferenceEndsTheRunAndNamesTemplateAndLine() throws IOException {
    Path spec = GeneratedProject.LIBRARY.resolve("openapi.yaml");
    Path templates = Files.createDirectories(directory.resolve("templates"));
    Files.writeString(templates.resolve("region.vm"), "package a;\n\n$client.regoins()\n");
    assertThatThrownBy(
            () ->
                GeneratedProject.generate(
                    spec, directory.resolve("out"), Map.of(), "velocity", templates))
        .hasStackTraceContaining("region.vm")
        .hasStackTraceContaining("regoins")
        .hasStackTraceContaining("line 3");
  }

  @Test
  void aContractMistakeNamesFileAndPointer() throws IOException {
    Path contract = directory.resolve("library");
    GeneratedProject.copy(GeneratedProject.LIBRARY, contract);
    Path operation = contract.resolve("operations/list_books.yaml");
    String text = Files.readString(operation);
    assertThat(text).contains("items: Books");
    Files.writeString(operation, text.replace("items: Books", "items: NoSuchMember"));
    assertThatThrownBy(
            () ->
                GeneratedProject.generate(
                    contract.resolve("openapi.yaml"), directory.resolve("out"), Map.of()))
        .isInstanceOf(ContractException.class)
        .hasStackTraceContaining("operations/list_books.yaml:")
        .hasStackTraceContaining("/post/x-pagination")
        .hasStackTraceContaining("NoSuchMember");
  }

  @Test
  void anOperationWithoutABodyIsRefusedWithItsPlace() throws IOException {
    Path contract = directory.resolve("library");
    GeneratedProject.copy(GeneratedProject.LIBRARY, contract);
    Path operation = contract.resolve("operations/list_books.yaml");
    Files.writeString(operation, Files.readString(operation).replaceFirst("^post:", "get:"));
    assertThatThrownBy(
            () ->
                GeneratedProject.generate(
                    contract.resolve("openapi.yaml"), directory.resolve("out"), Map.of()))
        .hasStackTraceContaining("operations/list_books.yaml:")
        .hasStackTraceContaining("GET");
  }

  /** OpenAPI Generator's own parser would fail first, without file and line. */
  @Test
  void aKeyThatAppearsTwiceIsRefusedWithItsPlace() throws IOException {
    Path contract = directory.resolve("library");
    GeneratedProject.copy(GeneratedProject.LIBRARY, contract);
    Path root = contract.resolve("openapi.yaml");
    Files.writeString(root, Files.readString(root) + "tags: []\n");
    assertThatThrownBy(() -> GeneratedProject.generate(root, directory.resolve("out"), Map.of()))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("the key tags appears twice here, first on line")
        .hasMessageFindingMatch("openapi\\.yaml:[0-9]+");
  }

  @Test
  void classesOfRenamedSchemasAreRemovedAndOtherFilesStay() throws IOException {
    Path spec = GeneratedProject.LIBRARY.resolve("openapi.yaml");
    GeneratedProject project = GeneratedProject.generate(spec, directory, Map.of());
    Path models = project.sources().resolve("dev/chatcontract/client/model");
    String book = Files.readString(models.resolve("Book.java"));
    Files.writeString(models.resolve("OldBook.java"), book.replace("Book", "OldBook"));
    Files.writeString(models.resolve("Mine.java"), "class Mine {}\n");
    GeneratedProject.generate(spec, directory, Map.of());
    assertThat(models.resolve("OldBook.java")).doesNotExist();
    assertThat(models.resolve("Mine.java")).exists();
    assertThat(models.resolve("Book.java")).hasContent(book);
  }

  @Test
  void theFilesReadAreRecordedSoThatABuildNoticesADeletedOne() throws IOException {
    Path contract = directory.resolve("library");
    GeneratedProject.copy(GeneratedProject.LIBRARY, contract);
    Path out = directory.resolve("out");
    GeneratedProject.generate(contract.resolve("openapi.yaml"), out, Map.of());
    Path noted = out.resolve("chat-java.files");
    assertThat(noted.resolve("openapi.yaml")).exists();
    assertThat(noted.resolve("operations/add_book.yaml")).exists();
    assertThat(Files.getLastModifiedTime(noted.resolve("openapi.yaml")))
        .isLessThan(Files.getLastModifiedTime(contract.resolve("openapi.yaml")));

    Path root = contract.resolve("openapi.yaml");
    String path = "  /v1/books/add_book:\n    $ref: operations/add_book.yaml\n";
    assertThat(root).content().contains(path);
    Files.writeString(root, Files.readString(root).replace(path, ""));
    GeneratedProject.generate(root, out, Map.of());
    assertThat(noted.resolve("operations/add_book.yaml")).doesNotExist();
    assertThat(noted.resolve("operations/list_books.yaml")).exists();
  }
}
