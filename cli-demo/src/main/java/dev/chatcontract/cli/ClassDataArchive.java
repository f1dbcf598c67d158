package dev.chatcontract.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.chatcontract.cli.calls.FieldOptions;
import dev.chatcontract.cli.calls.KebabCase;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.OutputFormat;
import dev.chatcontract.cli.output.Query;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.client.Operations;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.operation.FieldSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the JVM archive the classes that a start of {@code chatctl} loads, by doing what users
 * often do. The launcher runs it after each build.
 */
final class ClassDataArchive {
  private ClassDataArchive() {}

  /**
   * Ends with exit code 1 if calls fail that succeed for users. A call may be refused if its
   * operation's members cannot be guessed; its classes are archived anyway.
   */
  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int failed = 0;
    try {
      for (Operation<?, ?> operation : Operations.all()) {
        byte[] answer = TerminalJson.compact(answer(operation)).getBytes(StandardCharsets.UTF_8);
        server.createContext(
            operation.path(),
            exchange -> {
              exchange.getRequestBody().readAllBytes();
              exchange.sendResponseHeaders(200, answer.length);
              try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
              }
            });
      }
      server.start();
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      Terminal terminal = terminal(url);
      Thread.setDefaultUncaughtExceptionHandler(new Chatctl.Uncaught(Terminal.ofProcess()));
      Chatctl.run(terminal, "--version");
      Chatctl.run(terminal, "help");
      Chatctl.run(terminal, "regions");
      Chatctl.run(terminal, "hlep");
      boolean printed = false;
      for (Operation<?, ?> operation : Operations.all()) {
        String name = KebabCase.of(operation.name());
        Chatctl.run(terminal, name, "--help");
        boolean answered = Chatctl.run(terminal, call(operation, name)) == ExitCode.OK;
        // All operations print their answers with the same classes, and users wait for the archive.
        if (answered && !printed) {
          printed = true;
          Chatctl.run(terminal, "explain", name);
          for (OutputFormat format : OutputFormat.values()) {
            String[] queried =
                call(operation, name, Options.OUTPUT, format.label(), Query.OPTION, "@");
            failed += Chatctl.run(terminal, queried) == ExitCode.OK ? 0 : 1;
          }
        }
      }
      failed += printed ? 0 : 1;
    } finally {
      server.stop(0);
    }
    System.exit(failed == 0 ? 0 : 1);
  }

  private static Terminal terminal(String url) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Terminal(
        new ByteArrayInputStream(new byte[0]),
        nowhere,
        nowhere,
        Map.of(
            "CHATCTL_BASE_URL", url,
            "CHATCTL_SDKAPPID", "1",
            "CHATCTL_IDENTIFIER", "archive",
            "CHATCTL_SECRET_KEY", "of-the-archive",
            "CHATCTL_PROFILE", "",
            "HOME", "/nonexistent"),
        Path.of("").toAbsolutePath(),
        true,
        false,
        100,
        question -> Optional.empty());
  }

  /** Returns the operation's command with a value for every required option. */
  private static String[] call(Operation<?, ?> operation, String name, String... more) {
    FieldOptions options = new FieldOptions(operation.requestFields(), List.of());
    List<String> words = new ArrayList<>(List.of(name));
    for (FieldSpec field : operation.requestFields()) {
      String option = options.option("/" + field.name());
      if (field.required() && option != null) {
        words.add(option);
        words.add(field.knownValues().isEmpty() ? "1" : field.knownValues().get(0).value());
      }
    }
    words.addAll(List.of(more));
    return words.toArray(new String[0]);
  }

  /** Returns a successful answer with empty members. */
  private static ObjectNode answer(Operation<?, ?> operation) {
    ObjectNode answer = TerminalJson.NODES.objectNode();
    operation
        .envelope()
        .ifPresent(
            envelope -> {
              answer.put(envelope.names().status(), envelope.names().success());
              answer.put(envelope.names().code(), envelope.names().successCode());
            });
    for (FieldSpec field : operation.responseFields()) {
      if (operation.requiredOnSuccess().contains(field.name())) {
        switch (field.type()) {
          case ARRAY -> answer.putArray(field.name());
          case OBJECT, ANY -> answer.putObject(field.name());
          case STRING -> answer.put(field.name(), "");
          case BOOLEAN -> answer.put(field.name(), false);
          case INT32, INT64, DECIMAL -> answer.put(field.name(), 1);
        }
      }
    }
    return answer;
  }
}
