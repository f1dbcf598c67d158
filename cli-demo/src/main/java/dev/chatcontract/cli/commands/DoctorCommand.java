package dev.chatcontract.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.calls.CallFailures;
import dev.chatcontract.cli.calls.Connection;
import dev.chatcontract.cli.doctor.CallAdvice;
import dev.chatcontract.cli.doctor.ClassPathCheck;
import dev.chatcontract.cli.doctor.Finding;
import dev.chatcontract.cli.doctor.Finding.Verdict;
import dev.chatcontract.cli.doctor.KeyCheck;
import dev.chatcontract.cli.doctor.ServerCheck;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.OutputFormat;
import dev.chatcontract.cli.output.Query;
import dev.chatcontract.cli.output.Style;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.output.TextWidth;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Program;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.client.Operations;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.signer.SigningKey;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.OkHttp;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Command that checks everything between this machine and an answer, and says what to fix. */
final class DoctorCommand implements Command {
  private static final String NO_CALL = "--no-call";
  private static final String USERSIG_FILE = "--usersig-file";
  private static final String CLASS_PATH = "--class-path";
  private static final int LONGEST_USERSIG = 1 << 20;
  private static final int VERDICT_COLUMNS = 8;
  private static final int CHECK_COLUMNS = 12;
  private static final int INDENT = VERDICT_COLUMNS + CHECK_COLUMNS;

  private final List<Finding> findings = new ArrayList<>();

  @Override
  public void describe(CommandSpec spec) {
    spec.addOption(
        Options.flag(NO_CALL, "make no signed call; the server is still contacted").build());
    spec.addOption(Options.value(USERSIG_FILE, "FILE", "a UserSig to verify with the key").build());
    spec.addOption(
        Options.value(
                CLASS_PATH,
                "PATH",
                "the class path of your program, such as `mvn dependency:build-classpath` prints")
            .build());
    spec.addOption(Options.output());
    spec.addOption(Options.query());
    Options.group(spec, "Server and account:", Options.connection());
  }

  @Override
  public int run(Call call) throws IOException {
    call.results(call.output());
    findings.add(
        Finding.ok(
            "versions",
            Program.line()
                + ", "
                + Runtime.version()
                + ", OkHttp "
                + OkHttp.VERSION
                + ", "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")));
    classPath(call);
    Settings settings = Settings.of(call);
    boolean key = key(call, settings);
    String url = server(settings);
    if (url != null) {
      findings.addAll(ServerCheck.of(url, call.terminal().environment()));
    }
    boolean reached = findings.stream().noneMatch(f -> f.verdict() == Verdict.WRONG);
    findings.add(signedCall(call, key && url != null && reached));
    print(call);
    return findings.stream().anyMatch(f -> f.verdict() == Verdict.WRONG)
        ? ExitCode.FINDING
        : ExitCode.OK;
  }

  private void classPath(Call call) throws IOException {
    String given = call.text(CLASS_PATH);
    if (given == null) {
      return;
    }
    List<Path> places = new ArrayList<>();
    for (String name : given.split(Pattern.quote(File.pathSeparator), -1)) {
      Path place = call.terminal().path(name);
      if (!Files.exists(place)) {
        throw CommandFailure.usage(CLASS_PATH + ": " + place + " is not there");
      }
      places.add(place);
    }
    findings.addAll(ClassPathCheck.of(places));
  }

  /** Returns whether the settings contain everything that signing a call needs. */
  private boolean key(Call call, Settings settings) throws IOException {
    String userSig = userSig(call);
    try {
      long app = settings.sdkAppId();
      String identifier = settings.identifier();
      byte[] secret = settings.secretKey();
      try (SigningKey key = SigningKey.of(secret)) {
        findings.add(KeyCheck.signs(key, app, identifier));
        if (userSig != null) {
          findings.add(KeyCheck.made(key, app, identifier, userSig));
        }
        return true;
      } finally {
        Arrays.fill(secret, (byte) 0);
      }
    } catch (CommandFailure | IllegalArgumentException e) {
      findings.add(
          Finding.wrong(
              "key",
              String.valueOf(e.getMessage()),
              "`chatctl configure` writes a profile that has all of it."));
      return false;
    }
  }

  private static @Nullable String userSig(Call call) throws IOException {
    String file = call.text(USERSIG_FILE);
    if (file == null) {
      return null;
    }
    Path path = call.terminal().path(file);
    if (!Files.isReadable(path) || Files.isDirectory(path) || Files.size(path) > LONGEST_USERSIG) {
      throw CommandFailure.usage(USERSIG_FILE + " " + path + " cannot be read as a UserSig");
    }
    return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).strip();
  }

  private @Nullable String server(Settings settings) {
    try {
      String url = Connection.baseUrl(settings);
      String region = settings.server().map(Settings.Server::region).orElse(null);
      findings.add(Finding.ok("server", region == null ? "a base URL" : "region " + region));
      return url;
    } catch (CommandFailure e) {
      findings.add(
          Finding.wrong("server", e.getMessage(), "Name the region that the console shows."));
      return null;
    }
  }

  private Finding signedCall(Call call, boolean possible) {
    String check = "call";
    Optional<Operation<?, ?>> list = harmless();
    if (call.has(NO_CALL) || !possible || list.isEmpty()) {
      return Finding.skipped(
          check,
          call.has(NO_CALL)
              ? "not wanted"
              : possible
                  ? "no list can be asked for without arguments"
                  : "something before is wrong");
    }
    Operation<?, ?> operation = list.get();
    try (Connection connection = Connection.open(call)) {
      connection.call(operation, TerminalJson.NODES.objectNode(), CallOptions.none());
      return Finding.ok(check, operation.name() + " was answered");
    } catch (ChatException | CommandFailure e) {
      CommandFailure said = e instanceof CommandFailure known ? known : CallFailures.explain(e);
      return Finding.wrong(
          check,
          said.getMessage(),
          e instanceof ChatException failed
              ? CallAdvice.of(failed)
              : "docs/troubleshooting.md has this failure by its symptom.");
    }
  }

  /** Returns the first operation that lists something and needs no argument; it changes nothing. */
  private static Optional<Operation<?, ?>> harmless() {
    return Operations.all().stream()
        .filter(o -> o.paging().isPresent() && o.reads() && takesNothing(o))
        .findFirst();
  }

  private static <Q> boolean takesNothing(Operation<Q, ?> operation) {
    try {
      JsonNode empty = TerminalJson.NODES.objectNode();
      return operation.check(operation.request().fromTree(empty)).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private void print(Call call) {
    if (call.output() == OutputFormat.TABLE && !call.has(Query.OPTION)) {
      Terminal terminal = call.terminal();
      int columns = terminal.outIsTerminal() ? terminal.columns() : 0;
      findings.forEach(
          finding -> lines(finding, terminal.outStyle(), columns).forEach(terminal.out()::println));
      return;
    }
    ArrayNode rows = TerminalJson.NODES.arrayNode();
    for (Finding finding : findings) {
      ObjectNode row = rows.addObject();
      row.put("check", finding.check());
      row.put("verdict", finding.verdict().label());
      row.put("seen", finding.seen());
      row.put("advice", finding.advice());
    }
    call.results(call.output()).document(rows);
  }

  private static List<String> lines(Finding finding, Style style, int columns) {
    String word = TextWidth.pad(finding.verdict().label(), VERDICT_COLUMNS);
    String head =
        switch (finding.verdict()) {
              case OK -> style.green(word);
              case LOOK -> style.yellow(word);
              case WRONG -> style.red(word);
              case SKIPPED -> style.dim(word);
            }
            + TextWidth.pad(finding.check(), CHECK_COLUMNS);
    List<String> lines = new ArrayList<>();
    for (String text : (finding.seen() + "\n" + finding.advice()).strip().lines().toList()) {
      List<String> wrapped =
          columns == 0 ? List.of(text) : TextWidth.wrap(text, Math.max(20, columns - INDENT));
      for (String part : wrapped) {
        lines.add((lines.isEmpty() ? head : " ".repeat(INDENT)) + part);
      }
    }
    return lines;
  }
}
