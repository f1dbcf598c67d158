package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.keyword.ExtensionTable;
import dev.chatcontract.contract.reader.keyword.KeywordRules;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.ContractException;
import dev.chatcontract.contract.source.Problem;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Shape;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Creates the typed contract from its source files, a bundle or a document. */
public final class ContractReader {
  private ContractReader() {}

  /**
   * Reads the source files.
   *
   * @throws ContractException listing every problem with its place and its fix
   */
  public static Contract load(Path openapi) {
    Problems problems = new Problems();
    return read(ContractDocument.read(openapi, problems), problems);
  }

  /**
   * Reads a bundle, JSON if it begins with a brace and YAML otherwise.
   *
   * @param file the file name in the places of its values
   */
  public static Contract parse(String text, String file) {
    return of(ContractDocument.parse(text, file));
  }

  /** Creates the typed contract from a document. */
  public static Contract of(ContractDocument document) {
    return read(document, new Problems());
  }

  /** Returns the contract in the spec artifact; it is read once and shared. */
  public static Contract bundled() {
    return Bundled.CONTRACT;
  }

  /** Reads without throwing, for tools that report more than the problems. */
  public static Attempt attempt(Path openapi) {
    Problems problems = new Problems();
    ContractDocument document = ContractDocument.read(openapi, problems);
    Contract contract = problems.isEmpty() ? DocumentReader.read(document, problems) : null;
    return new Attempt(document, contract, problems.list());
  }

  /** Returns the keywords and extensions that are read or rejected, by where they occur. */
  public static Map<Shape, Set<String>> keywords() {
    Map<Shape, Set<String>> all = new EnumMap<>(Shape.class);
    KeywordRules.known().forEach((shape, names) -> all.put(shape, new TreeSet<>(names)));
    ExtensionTable.all()
        .forEach(
            (name, row) ->
                row.places().forEach(s -> all.computeIfAbsent(s, x -> new TreeSet<>()).add(name)));
    return all;
  }

  /** Reads, and throws if there are problems, including those in {@code problems} before. */
  private static Contract read(ContractDocument document, Problems problems) {
    Contract contract = DocumentReader.read(document, problems);
    if (!problems.isEmpty()) {
      throw new ContractException(problems.list());
    }
    return contract;
  }

  /**
   * As much of a contract as can be read, with all problems.
   *
   * @param contract null if the document itself could not be read
   */
  public record Attempt(
      ContractDocument document, @Nullable Contract contract, List<Problem> problems) {}

  /** Reads the bundle on first use, so that loading another contract never does. */
  private static final class Bundled {
    static final Contract CONTRACT = of(ContractDocument.bundled());
  }
}
