package dev.chatcontract.contract.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A contract as one OpenAPI document. The contents of the other files are under {@code components},
 * named after their files; every value keeps the place in the file that it came from.
 *
 * @param root the OpenAPI object
 * @param files the files read, relative to the contract's directory, the root file first
 */
public record ContractDocument(Node root, List<String> files) {

  /** The path of the bundle on the class path; the build of the spec module puts it there. */
  public static final String BUNDLE_RESOURCE = "dev/chatcontract/spec/openapi.json";

  private static final String PLACES_RESOURCE = "dev/chatcontract/spec/" + SourcePlaces.FILE;

  public ContractDocument {
    files = List.copyOf(files);
  }

  /**
   * Reads the root file and all files it refers to.
   *
   * @throws ContractException listing everything that is not YAML and every reference without a
   *     target
   */
  public static ContractDocument load(Path openapi) {
    Problems problems = new Problems();
    ContractDocument document = read(openapi, problems);
    if (!problems.isEmpty()) {
      throw new ContractException(problems.list());
    }
    return document;
  }

  /** Calls the visitor with each node that belongs to the document's own structure. */
  public void visit(BiConsumer<Shape, Node> visitor) {
    visit(Shape.ROOT, root, visitor);
  }

  private static void visit(Shape shape, Node node, BiConsumer<Shape, Node> visitor) {
    if (shape == Shape.DATA || shape == Shape.EXTENSION) {
      return;
    }
    visitor.accept(shape, node);
    node.members().forEach((key, value) -> visit(shape.child(key), value, visitor));
    node.elements().forEach(element -> visit(shape.child(""), element, visitor));
  }

  /** Reads whatever can be read and adds everything else to {@code problems}. */
  public static ContractDocument read(Path openapi, Problems problems) {
    SourceFiles sources = SourceFiles.around(openapi, problems);
    Node root = new Flattener(sources, problems).flatten();
    return new ContractDocument(root, sources.names());
  }

  /**
   * Reads a bundle, JSON if it begins with a brace and YAML otherwise.
   *
   * @param file the file name in the places of its values
   */
  public static ContractDocument parse(String text, String file) {
    Problems problems = new Problems();
    SourceFiles sources = SourceFiles.single(text, file, problems);
    Node root = new Flattener(sources, problems).flatten();
    if (!problems.isEmpty()) {
      throw new ContractException(problems.list());
    }
    return new ContractDocument(root, sources.names());
  }

  /** Reads the bundle in the spec artifact; its places refer to the source files. */
  public static ContractDocument bundled() {
    ContractDocument bundle = parse(resource(BUNDLE_RESOURCE), "openapi.json");
    return SourcePlaces.read(resource(PLACES_RESOURCE)).applyTo(bundle);
  }

  // Through the class loader: on a module path, the class finds only resources of its own module.
  private static String resource(String name) {
    try (InputStream in = ContractDocument.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            name + " is not on the class path; add the chat-contract-spec artifact or build spec");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
