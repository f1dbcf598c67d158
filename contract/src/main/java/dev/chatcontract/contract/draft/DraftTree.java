package dev.chatcontract.contract.draft;

import dev.chatcontract.contract.page.PageException;
import dev.chatcontract.contract.source.ContractDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A contract in a directory to which drafts are added. */
public final class DraftTree {
  private final Path directory;
  private final Path source;

  /**
   * @param directory the directory of the contract; if it has no openapi.yaml, the first draft
   *     copies the contract of {@code source} there
   * @param source the root file of the contract that the drafts are for
   */
  public DraftTree(Path directory, Path source) {
    this.directory = directory;
    this.source = source;
  }

  /** Returns the root file of the contract. */
  public Path root() {
    return directory.resolve("openapi.yaml");
  }

  private boolean isStarted() {
    return Files.exists(directory.resolve("openapi.yaml"));
  }

  /**
   * Drafts the operation of a page and writes its files; if that fails, it writes nothing.
   *
   * @throws PageException if the file is not a page, or a file of the draft already exists
   */
  public PageDraft add(String page, ByteBuffer bytes) throws IOException {
    return add((document, root) -> PageDraft.of(document, root, page, bytes));
  }

  /**
   * Writes the files of an operation without a page; if that fails, it writes nothing.
   *
   * @param path the path of the operation, with a leading slash
   * @throws PageException if the contract has the operation, or a file of the draft already exists
   */
  public PageDraft addBlank(String path) throws IOException {
    return add((document, root) -> PageDraft.blank(document, root, path));
  }

  private PageDraft add(BiFunction<ContractDocument, String, PageDraft> drafting)
      throws IOException {
    Path from = isStarted() ? root() : source;
    ContractDocument document = ContractDocument.load(from);
    PageDraft draft = drafting.apply(document, Files.readString(from));
    Path beside = from.toAbsolutePath().getParent();
    Set<String> copies = isStarted() ? Set.of() : names(document, beside);
    Set<String> made = new TreeSet<>(draft.files().keySet());
    made.remove(document.files().get(0));
    made.addAll(copies);
    for (String name : made) {
      if (Files.exists(directory.resolve(name))) {
        throw new PageException(
            directory.resolve(name) + ": is there already; move it away, then draft again");
      }
    }
    for (String name : copies) {
      Path target = directory.resolve(name);
      Files.createDirectories(target.getParent());
      Files.copy(beside.resolve(name), target);
    }
    for (Map.Entry<String, String> file : draft.files().entrySet()) {
      Path target = directory.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    return draft;
  }

  /**
   * Returns the files of the contract and the data files that lint requires next to its root file.
   */
  private static Set<String> names(ContractDocument document, Path from) throws IOException {
    Set<String> names = new TreeSet<>(document.files());
    try (Stream<Path> neighbours = Files.list(from)) {
      neighbours
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".json") || name.equals("ERRATA.md"))
          .forEach(names::add);
    }
    return names;
  }
}
