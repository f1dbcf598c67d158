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

/** Makes the typed contract of its source, of a bundle or of a document. */
public final class ContractReader {
  private ContractReader() {}

  /**
   * Reads the multi-file source.
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
   * @param file the name used in places
   */
  public static Contract parse(String text, String file) {
    return of(ContractDocument.parse(text, file));
  }

  /** Makes the typed view of a document that was read already. */
  public static Contract of(ContractDocument document) {
    return read(document, new Problems());
  }

  /** The contract packed into the spec artifact; read once, then shared. */
  public static Contract bundled() {
    return Bundled.CONTRACT;
  }

  /** Reads without throwing, for tools that have more to say than the problems. */
  public static Attempt attempt(Path openapi) {
    Problems problems = new Problems();
    ContractDocument document = ContractDocument.read(openapi, problems);
    Contract contract = problems.isEmpty() ? DocumentReader.read(document, problems) : null;
    return new Attempt(document, contract, problems.list());
  }

  /** The keywords and extensions that are read or refused, by where they occur. */
  public static Map<Shape, Set<String>> keywords() {
    Map<Shape, Set<String>> all = new EnumMap<>(Shape.class);
    KeywordRules.known().forEach((shape, names) -> all.put(shape, new TreeSet<>(names)));
    ExtensionTable.all()
        .forEach(
            (name, row) ->
                row.places().forEach(s -> all.computeIfAbsent(s, x -> new TreeSet<>()).add(name)));
    return all;
  }

  /** Throws with the problems noted before and the ones found now. */
  private static Contract read(ContractDocument document, Problems problems) {
    Contract contract = DocumentReader.read(document, problems);
    if (!problems.isEmpty()) {
      throw new ContractException(problems.list());
    }
    return contract;
  }

  /**
   * A contract as far as it can be read, with all its problems.
   *
   * @param contract null if the document itself could not be read
   */
  public record Attempt(
      ContractDocument document, @Nullable Contract contract, List<Problem> problems) {}

  /** Reads on first use, so that loading another contract never touches the bundle. */
  private static final class Bundled {
    static final Contract CONTRACT = of(ContractDocument.bundled());
  }
}
