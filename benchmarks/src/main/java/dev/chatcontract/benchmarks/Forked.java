package dev.chatcontract.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class in a fresh JVM. */
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

  /** The number that it prints. */
  static double number(Class<?> main, String classPath, String... args) throws IOException {
    Process process =
        builder(main, List.of(), classPath, args)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (line == null) {
      throw new IOException(main.getSimpleName() + " printed nothing");
    }
    return Double.parseDouble(line);
  }

  static String ownClassPath() {
    return System.getProperty("java.class.path");
  }

  private static ProcessBuilder builder(
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
