package dev.chatcontract.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a separate process can show: exit codes, kills, and the launcher. */
class ProcessTest {
  private static final List<String> TOOLS =
      List.of("sh sed find mkdir mv cat date rm grep awk tee readlink tr ln".split(" ", -1));

  /** A device that accepts no byte, like a full disk. */
  private static final File FULL = new File("/dev/full");

  private Simulator simulator;

  @TempDir Path directory;

  @BeforeEach
  void startSimulator() {
    simulator = Simulator.builder().emptyWorld().start();
  }

  @AfterEach
  void stopSimulator() {
    simulator.close();
  }

  private ProcessBuilder chatctl(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(Chatctl.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("CHATCTL_BASE_URL", simulator.baseUrl());
    builder.environment().put("CHATCTL_SDKAPPID", Long.toString(simulator.app().appId()));
    builder.environment().put("CHATCTL_IDENTIFIER", simulator.app().administrator());
    builder.environment().put("CHATCTL_SECRET_KEY", simulator.app().secretKey());
    return builder.redirectError(directory.resolve("err").toFile());
  }

  private void groups(int count) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add("{\"Type\":\"Public\",\"Name\":\"g" + i + "\",\"GroupId\":\"g" + i + "\"}");
    }
    Files.write(directory.resolve("groups.jsonl"), lines);
  }

  @Test
  void theProcessEndsWithTheExitCodeAndSaysWhyOnStderr() throws Exception {
    Process process = chatctl("get-group-attr", "--group-id", "none").start();
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(ExitCode.API);
    assertThat(Files.readString(directory.resolve("err")))
        .startsWith("error: get_group_attr: code 10010")
        .doesNotContain("\tat ");
  }

  /**
   * Each of these took a tenth of the start-up time or more; loaded classes show it on any machine.
   */
  @Test
  void aCallOverPlainHttpLoadsOnlyWhatItNeeds() throws Exception {
    ProcessBuilder builder = chatctl("get-appid-group-list", "--limit", "10");
    Path loaded = directory.resolve("loaded");
    builder.command().add(1, "-Xlog:class+load:file=" + loaded);
    assertThat(builder.start().waitFor()).isZero();
    assertThat(Files.readString(loaded))
        .contains("dev.chatcontract.cli.calls.Sender ")
        .contains("okhttp3.internal.connection.RealConnection ")
        .doesNotContain("sun.security.ssl.SSLContextImpl ") // the certificates of the system
        .doesNotContain("com.fasterxml.jackson.databind.ObjectMapper ")
        .doesNotContain("java.util.GregorianCalendar ")
        .doesNotContain("dev.chatcontract.cli.calls.FieldHelp ")
        .doesNotContain("dev.chatcontract.contract.");
  }

  @Test
  void aHeapThatIsTooSmallIsReportedInOneSentence() throws Exception {
    Files.writeString(
        directory.resolve("big.json"), "{\"GroupIdList\":[\"" + "a".repeat(40_000_000) + "\"]}");
    ProcessBuilder builder = chatctl("call", "get_group_info", "--body", "@big.json", "--dry-run");
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Xmx32m");
    Process process = builder.start();
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(ExitCode.INTERNAL);
    assertThat(Files.readString(directory.resolve("err")))
        .contains("error: out of memory; ")
        .doesNotContain("\tat ", "Exception");
  }

  /** Such as one whose jars are replaced by a build while it runs. */
  @Test
  void anInstallationThatLacksAJarIsAFaultOfTheProgram() throws Exception {
    ProcessBuilder builder = chatctl("get-appid-group-list", "--query", "ErrorCode");
    List<String> words = builder.command();
    words.replaceAll(
        word ->
            word.equals(System.getProperty("java.class.path"))
                ? Stream.of(word.split(File.pathSeparator, -1))
                    .filter(entry -> !entry.contains("jmespath"))
                    .collect(Collectors.joining(File.pathSeparator))
                : word);
    Process process = builder.start();
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(ExitCode.INTERNAL);
    assertThat(Files.readString(directory.resolve("err")))
        .startsWith("error: chatctl failed: NoClassDefFoundError: io/burt/jmespath/")
        .doesNotContain("\tat ");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void outputThatCannotBeWrittenIsAFailure() throws Exception {
    for (String[] args : List.of(new String[] {"regions"}, new String[] {"--version"})) {
      Process process = chatctl(args).redirectOutput(FULL).start();
      assertThat(process.waitFor()).isEqualTo(ExitCode.OUTPUT);
      assertThat(Files.readString(directory.resolve("err")))
          .isEqualTo("error: standard output cannot be written: No space left on device\n");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aBulkRunEndsIfItsFailuresCannotBeWritten() throws Exception {
    groups(3);
    simulator.addFault(FaultRule.on("import_group").times(1).fault(Faults.code(10004)));
    Process process =
        chatctl("import-group", "--from", "groups.jsonl", "--failures", FULL.getPath()).start();
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(ExitCode.OUTPUT);
    assertThat(Files.readString(directory.resolve("err")))
        .contains("error: --failures /dev/full cannot be written: No space left on device\n")
        .contains("2 left");
    assertThat(simulator.world().collection("groups").count()).isZero();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void aSecondRunNamesTheHolderOfTheJournalAndKeepsTheFailuresOfTheFirst() throws Exception {
    groups(200);
    simulator.addFault(FaultRule.on("import_group").times(1).fault(Faults.code(10004)));
    // A path that only differs in spelling: looking at the journal again would give up its lock.
    Process first =
        chatctl(
                "import-group",
                "--from",
                "groups.jsonl",
                "--journal",
                "./groups.jsonl.journal",
                "--rate",
                "20")
            .start();
    try (BufferedReader out = reader(first)) {
      assertThat(out.readLine()).contains("OK");
      Run.Outcome second =
          Run.on(simulator, directory)
              .chatctl(
                  "import-group", "--from", "groups.jsonl", "--journal", "groups.jsonl.journal");
      assertThat(second.exitCode()).isEqualTo(ExitCode.BUSY);
      assertThat(second.error()).contains("process " + first.pid() + " since ");
      assertThat(directory.resolve("groups.jsonl.failures")).content().contains("\"g0\"");
      // The first run was not affected.
      assertThat(out.readLine()).contains("OK");
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aRunThatIsStoppedBeforeSendingEndsAtOnceAndSaysSo() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process process = chatctl("import-group", "--from", "pipe").start();
    // Opening waits for the other side; a reader that waits for the end of this stream waits
    // forever.
    try (OutputStream in = Files.newOutputStream(pipe)) {
      in.write("{".getBytes(StandardCharsets.UTF_8));
      process.toHandle().destroy();
      assertThat(process.waitFor()).isEqualTo(128 + 15);
    }
    assertThat(Files.readString(directory.resolve("err")))
        .isEqualTo("stopped; this run sent nothing\n");
    assertThat(simulator.requests().count()).isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aJournalThatCannotGrowEndsTheRunAndLosesNoAnswer() throws Exception {
    groups(40);
    List<String> lines = Files.readAllLines(directory.resolve("groups.jsonl"));
    Files.write(
        directory.resolve("groups.jsonl"),
        lines.stream().map(line -> line.replaceAll(",\"GroupId\":.*", "}")).toList());
    ProcessBuilder builder = chatctl("import-group", "--from", "groups.jsonl");
    builder.command().add(1, "-XX:-UsePerfData"); // its output file would be too large as well
    builder.command().addAll(0, List.of("sh", "-c", "ulimit -f 4; exec \"$@\"", "sh"));
    Process full = builder.start();
    String first = new String(full.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(full.waitFor()).isEqualTo(ExitCode.OUTPUT);
    assertThat(Files.readString(directory.resolve("err")))
        .contains("groups.jsonl.journal cannot be written: ")
        .contains(" left\nRun the same command to continue where this run stopped.");
    long sent = simulator.requests().count();
    assertThat(sent).isBetween(1L, 39L);
    assertThat(first.lines()).hasSize((int) sent);
    Run.Outcome next =
        Run.on(simulator, directory).chatctl("import-group", "--from", "groups.jsonl");
    assertThat(simulator.requests().count()).isEqualTo(40);
    assertThat(simulator.world().collection("groups").count()).isEqualTo(40);
    // A line is in doubt if the disk was full between its two records.
    long doubtful = next.err().lines().filter(l -> l.contains("may have been carried out")).count();
    assertThat(next.out().lines()).hasSize(40 - (int) doubtful);
    assertThat(doubtful).isLessThan(2);
  }

  @Test
  void aBulkRunEndsQuietlyWhenItsOutputIsClosed() throws Exception {
    groups(300);
    Process process = chatctl("import-group", "--from", "groups.jsonl", "--rate", "100").start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).contains("OK");
    }
    assertThat(process.waitFor()).isEqualTo(ExitCode.PIPE);
    assertThat(Files.readString(directory.resolve("err")))
        .doesNotContain("error")
        .contains(" left\nRun the same command to continue where this run stopped.");
    assertThat(simulator.world().collection("groups").count()).isLessThan(300);
  }

  @Test
  void aKilledBulkRunContinuesAndImportsNothingTwice() throws Exception {
    groups(6);
    simulator.addFault(
        FaultRule.on("import_group").skip(3).times(1).afterEffect().fault(Faults.hang()));
    Process process = chatctl("import-group", "--from", "groups.jsonl", "--rate", "100000").start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < 3; i++) {
        assertThat(out.readLine()).contains("OK");
      }
      // The fourth import has taken effect and its answer is delayed: now the process is killed.
      long start = System.nanoTime();
      while (simulator.world().collection("groups").count() < 4) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        Thread.onSpinWait();
      }
      process.destroyForcibly().waitFor();
    }
    Process again = chatctl("import-group", "--from", "groups.jsonl", "--rate", "100000").start();
    again.getInputStream().readAllBytes();
    assertThat(again.waitFor()).isEqualTo(ExitCode.API);
    assertThat(simulator.world().collection("groups").count()).isEqualTo(6);
    assertThat(Files.readString(directory.resolve("err")))
        .contains("line 4 is there already (10021 ")
        .contains("6 lines: 2 done, 3 finished by an earlier run, 1 there already, to be verified");
  }

  @Test
  void aBulkRunThatIsAskedToStopFinishesTheCurrentRequest() throws Exception {
    groups(6);
    simulator.addFault(
        FaultRule.on("import_group")
            .skip(2)
            .times(1)
            .delay(Duration.ofMillis(700))
            .fault(Faults.pass()));
    stopAfter(2, chatctl("import-group", "--from", "groups.jsonl", "--rate", "100000").start());
    List<String> journal = Files.readAllLines(directory.resolve("groups.jsonl.journal"));
    String last = journal.get(journal.size() - 1);
    assertThat(last).startsWith("D ");
    assertThat(journal.stream().filter(line -> line.startsWith("D ")).count())
        .isEqualTo(simulator.world().collection("groups").count())
        .isLessThan(6);
    assertThat(Files.readString(directory.resolve("err")))
        .containsPattern("6 lines: [2-5] done, [1-4] left")
        .contains("Run the same command to continue where this run stopped.");
  }

  @Test
  void aRunOfKeysThatIsAskedToStopDoesNotPromiseToContinue() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      ids.add("g" + i);
      simulator.world().collection("groups").add("g" + i, "Public");
    }
    Files.write(directory.resolve("ids.txt"), ids);
    simulator.addFault(
        FaultRule.on("get_group_info")
            .skip(1)
            .times(1)
            .delay(Duration.ofMillis(700))
            .fault(Faults.pass()));
    stopAfter(1, chatctl("get-group-info", "--from", "ids.txt", "--rate", "100000").start());
    assertThat(Files.readString(directory.resolve("err")))
        .containsPattern("120 lines: (50|100) done, (70|20) left")
        .doesNotContain("the same command");
  }

  private static void stopAfter(int lines, Process process) throws Exception {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < lines; i++) {
        assertThat(out.readLine()).isNotNull();
      }
      process.toHandle().destroy(); // Process.destroy would close the streams at once
      while (out.readLine() != null) {
        // Results in progress are printed before the process ends.
      }
      process.waitFor();
    }
  }

  private record Launched(int exitCode, String err) {}

  /** Runs the launcher from a checkout with nothing built and only these tools on the path. */
  private Launched launcher(String... tools) throws Exception {
    return launcher(Map.of(), tools);
  }

  private Launched launcher(Map<String, String> environment, String... tools) throws Exception {
    return launcher(environment, List.of("regions"), tools);
  }

  private Launched launcher(
      Map<String, String> environment, List<String> arguments, String... tools) throws Exception {
    Path checkout = Files.createDirectories(directory.resolve("checkout"));
    Files.copy(Path.of("..", "chatctl"), checkout.resolve("chatctl"), REPLACE_EXISTING);
    Path bin = Files.createDirectories(directory.resolve("bin"));
    for (String tool : TOOLS) {
      for (String place : List.of("/bin", "/usr/bin")) {
        if (Files.exists(Path.of(place, tool)) && !Files.exists(bin.resolve(tool))) {
          Files.createSymbolicLink(bin.resolve(tool), Path.of(place, tool));
        }
      }
    }
    for (String tool : tools) {
      Path file = bin.resolve(tool.substring(0, tool.indexOf('=')));
      Files.writeString(file, "#!/bin/sh\n" + tool.substring(tool.indexOf('=') + 1) + "\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", checkout.resolve("chatctl").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().retainAll(List.of("LANG"));
    builder.environment().put("PATH", bin.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Launched(process.waitFor(), said);
  }

  @Test
  void withoutAJavaTheLauncherSaysWhatToInstall() throws Exception {
    Launched launched = launcher();
    assertThat(launched.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(launched.err()).contains("error: no java found").contains("17");
  }

  @Test
  void anOldJavaIsRefusedWithItsVersion() throws Exception {
    Launched launched = launcher("java=echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    assertThat(launched.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(launched.err()).contains("is Java 11; chatctl needs a JDK 17 or newer");
  }

  @Test
  void withoutMavenTheLauncherSaysWhatToInstall() throws Exception {
    Launched launched = launcher("java=echo 'openjdk version \"17.0.1\" 2021-10-19' >&2");
    assertThat(launched.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(launched.err()).contains("error: no Maven found").contains("3.8");
  }

  @Test
  void sourcesNewerThanTheBuildStayNewerWithAnyJava() throws Exception {
    Path target = Files.createDirectories(directory.resolve("checkout/cli-demo/target"));
    Files.createFile(target.resolve("chatctl.jar"));
    Path stamp = Files.createFile(target.resolve("chatctl.stamp"));
    Path spec = Files.createDirectories(directory.resolve("checkout/spec"));
    Path source = Files.createFile(spec.resolve("openapi.yaml"));
    FileTime built = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(stamp, built);
    String java = "java=[ $1 = -version ] && echo 'openjdk version \"17.0.1\"' >&2 || echo \"$@\"";
    Map<String, String> noBuild = Map.of("CHATCTL_NO_BUILD", "1");
    assertThat(launcher(noBuild, java).err()).contains("-Dchatctl.stale=true");
    assertThat(launcher(noBuild, java).err()).contains("-Dchatctl.stale=true");
    Files.setLastModifiedTime(source, built);
    assertThat(launcher(noBuild, java).err()).contains("-Dchatctl.stale=false");
  }

  @Test
  void aFailedBuildShowsItsErrorsAndWhereTheLogIs() throws Exception {
    Launched launched =
        launcher(
            "java=echo 'openjdk version \"17.0.1\" 2021-10-19' >&2",
            "javac=",
            "mvn=echo '[ERROR] something is wrong'; exit 1");
    assertThat(launched.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(launched.err()).contains("[ERROR] something is wrong").contains("build.log");
  }

  /** The contract tools of the last good build still work, and know why this build failed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "operations/add.yaml:12:5 /post: error: the tag is unknown; did you mean groups? [tag]",
        "[ERROR] /src/Named.java:[7,3] the name is taken",
      })
  void theContractToolsKnowWhyTheBuildFailed(String reason) throws Exception {
    Path target = Files.createDirectories(directory.resolve("checkout/cli-demo/target"));
    Files.createFile(target.resolve("chatctl.jar"));
    Launched launched =
        launcher(
            Map.of(),
            List.of("contract", "check"),
            "java=[ $1 = -version ] && echo 'openjdk version \"17.0.1\"' >&2 || echo \"$@\"",
            "javac=",
            "mvn=printf '%s\\n' '[ERROR] COMPILATION ERROR' '" + reason + "'; exit 1");
    assertThat(launched.err())
        .contains("the build failed; going on with the contract tools", reason)
        .contains("-Dchatctl.failure=" + reason.replace("[ERROR] ", ""));
  }
}
