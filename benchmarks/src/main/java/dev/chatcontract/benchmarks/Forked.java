package dev.chatcontract.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in a new JVM. */
final class Forked {
  private Forked() {}

  static boolean succeeds(Class<?> main, List<String> flags, String... args)
      throws IOException, InterruptedException {
    return builder(main, flags, ownClassPath(), args)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Returns the number that it prints. */
  static double number(Class<?> main, String classPath, String... args) throws IOException {
    return Double.parseDouble(lines(main, List.of(), classPath, args).get(0));
  }

  /** Returns the lines that it prints, at least one. */
  static List<String> lines(Class<?> main, List<String> flags, String classPath, String... args)
      throws IOException {
    Process process =
        builder(main, flags, classPath, args)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      lines = out.lines().toList();
    }
    if (lines.isEmpty()) {
      throw new IOException(main.getSimpleName() + " printed nothing");
    }
    return lines;
  }

  static String ownClassPath() {
    return System.getProperty("java.class.path");
  }

  static ProcessBuilder builder(
      Class<?> main, List<String> flags, String classPath, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }
}
