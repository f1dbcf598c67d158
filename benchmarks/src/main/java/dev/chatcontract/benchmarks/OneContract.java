package dev.chatcontract.benchmarks;

import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures the cost of reading, generating and compiling a contract of any size, and what a program
 * that calls one of its operations loads. {@code benchmarks/operations} runs it.
 */
final class OneContract {
  private OneContract() {}

  /** Arguments: the contract, and an empty directory. Prints a name and a number per line. */
  public static void main(String[] args) throws IOException {
    Path contract = Path.of(args[0]);
    Path work = Path.of(args[1]);
    Path classes = Files.createDirectories(work.resolve("classes"));
    // The first run in a JVM includes compilation: only the second counts.
    Growth.generate(contract, work.resolve("first"));
    Growth.compile(work.resolve("first"), Files.createDirectories(work.resolve("firstClasses")));
    Corpus.of(ContractReader.load(contract));
    Path sources = work.resolve("sources");
    print("generate", Growth.millis(() -> Growth.generate(contract, sources)));
    print("javac", Growth.millis(() -> Growth.compile(sources, classes)));
    print("derive", Growth.millis(() -> Corpus.of(ContractReader.load(contract))));
    print("cases", Corpus.of(ContractReader.load(contract)).cases().size());
    Path jar = work.resolve("client.jar");
    NeededJars.pack(classes, jar);
    print("jar", Files.size(jar) / 1024.0);
    try (ServerProcess server =
        ServerProcess.start(64, FixedAnswerServer.class, Answers.SAMPLE.name())) {
      String classPath = classes + File.pathSeparator + Forked.ownClassPath();
      List<String> lines = Forked.lines(OneCall.class, List.of(), classPath, server.baseUrl());
      print("classes", Double.parseDouble(lines.get(0)));
    }
    System.exit(0);
  }

  private static void print(String name, double figure) {
    System.out.println(name + " " + figure);
  }
}
