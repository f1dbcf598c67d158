package dev.chatcontract.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.cli.output.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in various checkouts and on various machines; java and mvn are stand-ins. */
@Timeout(120)
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "sed",
          "find",
          "mkdir",
          "mv",
          "cat",
          "date",
          "rm",
          "grep",
          "awk",
          "tee",
          "readlink",
          "tr",
          "ln",
          "ps",
          "sleep",
          "touch");

  private static final String JAVA =
      """
      if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
      dump=
      for w in "$@"; do
        case $w in
          -XX:DumpLoadedClassList=*) touch "${w#*=}"; exit;;
          -Xshare:dump) dump=1;;
          -XX:SharedArchiveFile=*) [ -z "$dump" ] || { touch "${w#*=}"; exit; };;
        esac
      done
      echo "ran $*"
      """;

  /** A mvn that builds at once and counts its runs. */
  private static final String MVN =
      "echo built >> builds; touch cli-demo/target/chatctl.jar; sleep 0.5";

  @TempDir Path directory;

  private Path checkout;
  private Path bin;

  @BeforeEach
  void makeMachine() throws IOException {
    bin = Files.createDirectory(directory.resolve("bin"));
    TOOLS.forEach(this::link);
    tool("java", JAVA);
    tool("javac", "");
    tool("mvn", MVN);
    makeCheckout("a checkout with spaces");
  }

  private void makeCheckout(String name) throws IOException {
    checkout = directory.resolve(name);
    Files.createDirectories(checkout.resolve("cli-demo"));
    Files.copy(Path.of("..", "chatctl"), checkout.resolve("chatctl"), REPLACE_EXISTING);
    assertThat(checkout.resolve("chatctl").toFile().setExecutable(true)).isTrue();
  }

  private void link(String tool) {
    for (String place : List.of("/bin", "/usr/bin")) {
      try {
        if (Files.exists(Path.of(place, tool)) && !Files.exists(bin.resolve(tool))) {
          tool(tool, "exec " + place + "/" + tool + " \"$@\"");
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private void tool(String name, String script) throws IOException {
    Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(bin.resolve(name).toFile().setExecutable(true)).isTrue();
  }

  private ProcessBuilder command(Path launcher, String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().retainAll(List.of("LANG"));
    builder.environment().put("PATH", bin.toString());
    return builder;
  }

  private Process start(Path launcher, String... arguments) throws IOException {
    return command(launcher, arguments).start();
  }

  private Process start() throws IOException {
    return start(checkout.resolve("chatctl"), "regions");
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds"));
  }

  @Test
  void aPathWithSpacesWorks() throws Exception {
    Process process = start();
    assertThat(said(process)).contains("ran ").contains("regions");
    assertThat(process.waitFor()).isZero();
    assertThat(said(start())).contains("ran ").doesNotContain("building");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aLinkToTheLauncherLeadsToItsCheckout() throws Exception {
    Path link = directory.resolve("second");
    Files.createSymbolicLink(directory.resolve("first"), checkout.resolve("chatctl"));
    Files.createSymbolicLink(link, Path.of("first"));
    assertThat(said(start(link, "regions"))).contains("-Dchatctl.home=" + checkout);
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, its own", "ANSI_X3.4-1968, C.UTF-8"})
  void aLocaleThatIsNotInstalledIsReplaced(String charmap, String used) throws Exception {
    tool("locale", "echo " + charmap);
    tool("java", JAVA + "echo \"in the locale ${LC_ALL:-its own}\"");
    ProcessBuilder builder = command(checkout.resolve("chatctl"), "regions");
    builder.environment().put("LANG", "zh_CN.UTF-8");
    assertThat(said(builder.start())).contains("ran ", "in the locale " + used + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "import-group --from groups.jsonl, true",
    "import-group --from=groups.jsonl, true",
    "simulator, true",
    "import-group --group-id a, false",
    "call import_group --body {}, false"
  })
  void onlyLongRunsUseTheOptimizingCompiler(String command, boolean optimized) throws Exception {
    String ran = said(start(checkout.resolve("chatctl"), command.split(" ", -1)));
    assertThat(ran).contains("ran ", "-XX:+UseSerialGC");
    assertThat(!ran.contains("-XX:TieredStopAtLevel=1")).isEqualTo(optimized);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofManyConcurrentStartsOneBuilds(boolean flock) throws Exception {
    if (flock) {
      link("flock");
      assertThat(bin.resolve("flock")).exists();
    }
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(start());
    }
    for (Process process : all) {
      assertThat(said(process)).contains("ran ");
      assertThat(process.waitFor()).isZero();
    }
    assertThat(builds()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBuildThatAnotherStartJustFinishedIsNotRepeated(boolean flock) throws Exception {
    if (flock) {
      link("flock");
    }
    // Between this launcher's check of the build and its turn, another launcher finishes a build.
    tool("mkdir", "/bin/mkdir \"$@\"; cd \"$2\" && : > chatctl.jar && : > chatctl.stamp");
    Process process = start();
    assertThat(said(process)).contains("ran ").doesNotContain("building");
    assertThat(process.waitFor()).isZero();
    assertThat(checkout.resolve("cli-demo/target/chatctl.stamp")).exists();
    assertThat(checkout.resolve("builds")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKilledBuildDoesNotBlockTheNext(boolean flock) throws Exception {
    if (flock) {
      link("flock");
    }
    tool("mvn", "echo started > started; exec sleep 1000");
    Process killed = start();
    while (!Files.exists(checkout.resolve("started"))) {
      assertThat(killed.isAlive()).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    List<ProcessHandle> family = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    family.forEach(ProcessHandle::destroyForcibly);
    tool("mvn", MVN);
    Process next = start();
    assertThat(said(next)).contains("ran ");
    assertThat(next.waitFor()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"directory", "directory with a process", "process that is another program"})
  void anAbandonedLockDoesNotBlockTheNextBuild(String kind) throws Exception {
    Path target = Files.createDirectories(checkout.resolve("cli-demo/target"));
    Path lock = target.resolve("chatctl.lock");
    if (kind.startsWith("directory")) {
      Files.createDirectory(lock);
    }
    if (kind.endsWith("process")) {
      Files.writeString(lock.resolve("pid"), "1\n");
    }
    Process other = new ProcessBuilder("sleep", "100").start();
    if (kind.startsWith("process")) {
      Files.createSymbolicLink(lock, Path.of(Long.toString(other.pid())));
    }
    try {
      Process process = start();
      assertThat(said(process)).contains("ran ");
      assertThat(process.waitFor()).isZero();
    } finally {
      other.destroyForcibly();
    }
  }

  /** Edits the contract of a built checkout; a renewal then ends with this exit code. */
  private void editAfterABuild(int renewal) throws Exception {
    assertThat(said(start())).contains("ran ");
    Files.createDirectories(checkout.resolve("spec/operations"));
    Path edited = checkout.resolve("spec/operations/an_operation.yaml");
    Files.writeString(edited, "edited");
    Path stamp = checkout.resolve("cli-demo/target/chatctl.stamp");
    Files.setLastModifiedTime(stamp, FileTime.fromMillis(0));
    String renewing =
        "case $* in *cli.Renewal*) echo 'an_operation.yaml:1:1: error: wrong'; exit "
            + renewal
            + ";; esac\n";
    tool("java", renewing + JAVA);
  }

  @Test
  void anEditedContractIsRenewedWithoutMaven() throws Exception {
    editAfterABuild(0);
    assertThat(said(start()))
        .contains("renewing the client")
        .contains("ran ")
        .doesNotContain("building");
    assertThat(builds()).hasSize(1);
    assertThat(said(start())).contains("ran ").doesNotContain("renewing");
  }

  @Test
  void mavenBuildsWhatARenewalCannot() throws Exception {
    editAfterABuild(3);
    assertThat(said(start())).contains("building from the contract").contains("ran ");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void anInvalidContractEndsTheRenewalAndTheNextStartTriesAgain() throws Exception {
    editAfterABuild(ExitCode.FINDING);
    for (int start = 0; start < 2; start++) {
      Process process = start();
      assertThat(said(process))
          .contains("an_operation.yaml:1:1: error: wrong")
          .contains("renewing");
      assertThat(process.waitFor()).isEqualTo(ExitCode.FINDING);
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void mavenBuildsEditedCode() throws Exception {
    editAfterABuild(0);
    Files.createDirectories(checkout.resolve("runtime/src/main/java"));
    assertThat(said(start())).contains("building from the contract").doesNotContain("renewing");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void aReadOnlyCheckoutIsNamed() throws Exception {
    Files.createFile(checkout.resolve("cli-demo/target"));
    Process process = start();
    assertThat(said(process))
        .startsWith("error: " + checkout.resolve("cli-demo/target") + " cannot be written")
        .hasLineCount(1);
    assertThat(process.waitFor()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aJreWithoutACompilerIsNamed() throws Exception {
    Files.delete(bin.resolve("javac"));
    Process process = start();
    assertThat(said(process)).contains("comes without a compiler").contains("JDK 17");
    assertThat(process.waitFor()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void quotedBuildOutputIsInert() throws Exception {
    tool(
        "mvn",
        "printf '[ERROR] EVIL\\033]0;pwned\\007\\302\\2332J\\342\\200\\256 here\\n'; exit 1");
    Process process = start();
    String said = said(process);
    assertThat(said).contains("EVIL").contains("here");
    HostileText.assertInert(said, false);
    assertThat(process.waitFor()).isEqualTo(ExitCode.USAGE);
  }
}
