package dev.chatcontract.contract.source;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place of each value of a bundle in the hand-written files, stored next to the bundle: one
 * line for each value, with its pointer in the bundle, then the file, line, column and pointer of
 * the source, separated by tabs.
 */
public final class SourcePlaces {
  /** The name of the file next to the bundle. */
  public static final String FILE = "openapi.places.tsv";

  private final Map<String, Place> byPointer;

  private SourcePlaces(Map<String, Place> byPointer) {
    this.byPointer = byPointer;
  }

  /** Returns the lines for a document, with pointers as in its bundle. */
  public static String write(ContractDocument document) {
    StringBuilder lines = new StringBuilder();
    write(document.root(), "", lines);
    return lines.toString();
  }

  private static void write(Node node, String pointer, StringBuilder lines) {
    Place at = node.at();
    lines.append(pointer).append('\t').append(at.file()).append('\t').append(at.line());
    lines.append('\t').append(at.column()).append('\t').append(at.pointer()).append('\n');
    node.members()
        .forEach((name, value) -> write(value, pointer + "/" + Place.escape(name), lines));
    for (int i = 0; i < node.elements().size(); i++) {
      write(node.elements().get(i), pointer + "/" + i, lines);
    }
  }

  /** Parses the output of {@link #write}. */
  static SourcePlaces read(String text) {
    Map<String, Place> places = new HashMap<>();
    text.lines()
        .map(line -> line.split("\t", -1))
        .forEach(
            cells ->
                places.put(
                    cells[0],
                    new Place(
                        cells[1],
                        Integer.parseInt(cells[2]),
                        Integer.parseInt(cells[3]),
                        cells[4])));
    return new SourcePlaces(places);
  }

  /** Returns the document of the bundle, with each value at its place in the source. */
  ContractDocument applyTo(ContractDocument bundle) {
    return new ContractDocument(moved(bundle.root(), ""), bundle.files());
  }

  private Node moved(Node node, String pointer) {
    @Nullable Place source = byPointer.get(pointer);
    return node.movedTo(
        source == null ? node.at() : source,
        (token, child) -> moved(child, pointer + "/" + Place.escape(token)));
  }
}
