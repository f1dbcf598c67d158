package dev.chatcontract.contract.draft;

import dev.chatcontract.contract.page.PageException;
import dev.chatcontract.contract.source.ContractDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A contract in a directory, to which drafts are added. */
public final class DraftTree {
  private final Path directory;
  private final Path source;

  /**
   * @param directory of the contract; where it has no openapi.yaml, that of {@code source} is
   *     copied there with the first draft
   * @param source the root file of the contract that is drafted for
   */
  public DraftTree(Path directory, Path source) {
    this.directory = directory;
    this.source = source;
  }

  /** The root file that drafts are added to. */
  public Path root() {
    return directory.resolve("openapi.yaml");
  }

  private boolean isStarted() {
    return Files.exists(directory.resolve("openapi.yaml"));
  }

  /**
   * Drafts the page's operation and writes its files; nothing is written if that fails.
   *
   * @throws PageException if the file is no page, or a file of the draft is there already
   */
  public PageDraft add(String page, ByteBuffer bytes) throws IOException {
    return add((document, root) -> PageDraft.of(document, root, page, bytes));
  }

  /**
   * Writes what is the same for every operation; nothing is written if that fails.
   *
   * @param path with a slash at the front
   * @throws PageException if the contract has it, or a file of the draft is there already
   */
  public PageDraft addBlank(String path) throws IOException {
    return add((document, root) -> PageDraft.blank(document, root, path));
  }

  private PageDraft add(BiFunction<ContractDocument, String, PageDraft> drafting)
      throws IOException {
    Path from = isStarted() ? root() : source;
    ContractDocument document = ContractDocument.load(from);
    PageDraft draft = drafting.apply(document, Files.readString(from));
    String rootName = document.files().get(0);
    for (String name : draft.files().keySet()) {
      if (!name.equals(rootName) && Files.exists(directory.resolve(name))) {
        throw new PageException(
            directory.resolve(name) + ": is there already; move it away, then draft again");
      }
    }
    if (!isStarted()) {
      copy(document, from.toAbsolutePath().getParent());
    }
    for (Map.Entry<String, String> file : draft.files().entrySet()) {
      Path target = directory.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    return draft;
  }

  /** The files of the contract and, beside its root, the data that lint wants there. */
  private void copy(ContractDocument document, Path from) throws IOException {
    TreeSet<String> names = new TreeSet<>(document.files());
    try (Stream<Path> beside = Files.list(from)) {
      beside
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".json") || name.equals("ERRATA.md"))
          .forEach(names::add);
    }
    for (String name : names) {
      Path target = directory.resolve(name);
      Files.createDirectories(target.getParent());
      Files.copy(from.resolve(name), target);
    }
  }
}
