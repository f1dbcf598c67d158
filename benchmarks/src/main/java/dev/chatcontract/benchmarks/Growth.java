package dev.chatcontract.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.conformance.report.CaseResult;
import dev.chatcontract.conformance.runner.Conformance;
import dev.chatcontract.conformance.runner.KnownFailures;
import dev.chatcontract.conformance.runner.client.InProcessClient;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/**
 * The cost of generating, compiling and testing a client of 5, 50 and 500 operations: copies of the
 * five, each with its own models.
 */
final class Growth {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Members that all answers share, in a larger API too. */
  private static final Set<String> SHARED = Set.of("ActionStatus", "ErrorCode", "ErrorInfo");

  /** As many cases as five operations have; a larger corpus is sampled to this size. */
  private static final int CASES = 2_000;

  /** The size with which the largest is compared. */
  private static final int BESIDE = 50;

  /** How much more an operation may cost in a contract ten times as large. */
  private static final double LINEAR = 1.2;

  private Growth() {}

  static Table measure(Effort effort) throws IOException {
    Table table =
        new Table(
            "Growth with the number of operations, milliseconds an operation",
            List.of("operations", "generated", "compiled", "cases derived", "suite run"));
    row(BESIDE); // the compiler of the JVM is busy with the first one
    double[] beside = {};
    double[] most = {};
    int[] sizes = effort == Effort.FULL ? new int[] {5, 50, 100, 250, 500} : new int[] {5, 50, 100};
    for (int operations : sizes) {
      most = row(operations);
      beside = operations == BESIDE ? most : beside;
      table.row(Integer.toString(operations), most);
    }
    double ratio = (most[0] + most[1]) / (beside[0] + beside[1]);
    table.verdict(
        ratio <= LINEAR,
        String.format(
            Locale.ROOT,
            "generating and compiling an operation takes %.2f times as long among %d as among %d",
            ratio,
            sizes[sizes.length - 1],
            BESIDE));
    return table;
  }

  /**
   * Runs cases on the client that comes first on the class path and prints the milliseconds that
   * the whole suite would take. Argument: the contract.
   */
  public static void main(String[] args) throws InterruptedException {
    Corpus corpus = Corpus.of(ContractReader.load(Path.of(args[0])));
    List<ConformanceCase> drawn = new ArrayList<>(corpus.cases());
    Collections.shuffle(drawn, new Random(1));
    drawn = drawn.subList(0, Math.min(CASES, drawn.size()));
    try (Conformance run = new Conformance(corpus, new InProcessClient(), 8, "")) {
      long start = System.nanoTime();
      List<CaseResult> failed =
          run.run(drawn, KnownFailures.none(), result -> {}).results().stream()
              .filter(result -> result.status() != CaseResult.Status.PASSED)
              .toList();
      double millis = (System.nanoTime() - start) / 1e6;
      if (!failed.isEmpty()) {
        throw new IllegalStateException("not passed: " + failed);
      }
      System.out.println(millis * corpus.cases().size() / drawn.size());
    }
    System.exit(0);
  }

  private static double[] row(int operations) throws IOException {
    Path folder = Folders.temporary();
    try {
      Path file = folder.resolve("openapi.json");
      Files.write(file, JSON.writeValueAsBytes(contract(operations / 5)));
      Path sources = folder.resolve("sources");
      Path classes = Files.createDirectory(folder.resolve("classes"));
      double[] millis = {
        millis(() -> generate(file, sources)),
        millis(() -> compile(sources, classes)),
        millis(() -> Corpus.of(ContractReader.load(file))),
        Forked.number(
            Growth.class, classes + File.pathSeparator + Forked.ownClassPath(), file.toString())
      };
      for (int i = 0; i < millis.length; i++) {
        millis[i] /= operations;
      }
      return millis;
    } finally {
      Folders.delete(folder);
    }
  }

  interface Work {
    void run() throws IOException;
  }

  static double millis(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  static void generate(Path contract, Path sources) {
    new DefaultGenerator()
        .opts(
            new CodegenConfigurator()
                .setGeneratorName("chat-java")
                .setTemplatingEngineName("velocity")
                .setInputSpec(contract.toString())
                .setOutputDir(sources.toString())
                .setApiPackage("dev.chatcontract.client")
                .setModelPackage("dev.chatcontract.client.model")
                .toClientOptInput())
        .generate();
  }

  static void compile(Path sources, Path classes) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> files = Files.walk(sources);
        StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString());
      if (!javac
          .getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(all))
          .call()) {
        throw new IllegalStateException("the generated client does not compile");
      }
    }
  }

  private static ObjectNode contract(int copies) throws IOException {
    ObjectNode contract;
    try (InputStream bundle =
        Contract.class.getResourceAsStream("/dev/chatcontract/spec/openapi.json")) {
      contract = (ObjectNode) JSON.readTree(bundle);
    }
    ObjectNode paths = (ObjectNode) contract.get("paths");
    ObjectNode schemas = (ObjectNode) contract.at("/components/schemas");
    List<Map.Entry<String, JsonNode>> pathsOnce = List.copyOf(paths.properties());
    List<Map.Entry<String, JsonNode>> schemasOnce = List.copyOf(schemas.properties());
    for (int copy = 1; copy < copies; copy++) {
      for (Map.Entry<String, JsonNode> once : pathsOnce) {
        ObjectNode path = copied(once.getValue(), copy);
        ObjectNode operation = (ObjectNode) path.get("post");
        operation.put("operationId", operation.get("operationId").asText() + "_copy" + copy);
        paths.set(once.getKey() + "_copy" + copy, path);
      }
      for (Map.Entry<String, JsonNode> once : schemasOnce) {
        if (!SHARED.contains(once.getKey())) {
          schemas.set(once.getKey() + "Copy" + copy, copied(once.getValue(), copy));
        }
      }
    }
    return contract;
  }

  /** A copy that refers to the schemas of the same copy. */
  private static ObjectNode copied(JsonNode node, int copy) throws IOException {
    String text = node.toString();
    String shared = String.join("|", SHARED);
    String own = "(\"#/components/schemas/(?!(?:" + shared + ")\")\\w+)\"";
    return (ObjectNode) JSON.readTree(text.replaceAll(own, "$1Copy" + copy + "\""));
  }
}
