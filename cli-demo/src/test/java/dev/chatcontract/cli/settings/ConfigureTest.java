package dev.chatcontract.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.cli.Run;
import dev.chatcontract.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The config file: readable by its owner only, and every mistake in it is reported with its place.
 */
class ConfigureTest {
  private static final String KEY = "a-key-of-this-test-alone";

  @TempDir Path directory;

  private Run run() {
    return Run.in(directory);
  }

  private Path config() {
    return directory.resolve(".config/chatctl/config");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("config"), text);
  }

  private Run.Outcome dryRun(String... more) {
    String[] words = {"get-appid-group-list", "--config", "config", "--dry-run"};
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return run().chatctl(all);
  }

  @Test
  void optionsCreateAProfileThatOnlyItsOwnerCanRead() throws IOException {
    Run.Outcome outcome =
        run()
            .stdin("\ufeff " + KEY + "\n")
            .chatctl(
                "configure",
                "--sdkappid",
                "1400000001",
                "--identifier",
                " admin ",
                "--region",
                "singapore",
                "--secret-key-stdin");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out() + outcome.err()).doesNotContain(KEY).contains("wrote ");
    assertThat(permissions(config())).isEqualTo("rw-------");
    assertThat(permissions(config().getParent())).isEqualTo("rwx------");
    assertThat(Files.readString(config()))
        .isEqualTo(
            """
            [default]
            sdkappid = 1400000001
            identifier = " admin "
            region = SINGAPORE
            secret-key = a-key-of-this-test-alone
            """);
    Run.Outcome used = run().chatctl("get-appid-group-list", "--dry-run");
    assertThat(used.out())
        .startsWith("POST https://adminapisgp.im.qcloud.com/")
        .contains("sdkappid=1400000001&identifier=%20admin%20&");
    assertThat(run().chatctl("usersig", "generate", "--time", "1").exitCode()).isZero();
  }

  @Test
  void questionsAreAskedAndEnterKeepsTheCurrentValue() throws IOException {
    Run.Outcome first =
        run().answering("7", "admin", "https://im.example").typing(KEY).chatctl("configure");
    assertThat(first.exitCode()).isEqualTo(ExitCode.OK);
    Run.Outcome second = run().answering("", "other", "seoul").typing("").chatctl("configure");
    assertThat(second.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(config()))
        .isEqualTo(
            """
            [default]
            sdkappid = 7
            identifier = other
            secret-key = a-key-of-this-test-alone
            region = SEOUL
            """);
    assertThat(first.out() + first.err() + second.out() + second.err()).doesNotContain(KEY);
  }

  @Test
  void aProfileThatAnotherRunWritesWhileThisOneAsksIsKept() throws IOException {
    run().chatctl("configure", "--sdkappid", "7");
    Run.Outcome outcome =
        run()
            .answering("", "mine", "seoul")
            .typing("")
            .meanwhile(
                () ->
                    run()
                        .stdin(KEY)
                        .chatctl("configure", "--profile", "other", "--secret-key-stdin"))
            .chatctl("configure");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(config()))
        .isEqualTo(
            """
            [default]
            sdkappid = 7
            identifier = mine
            region = SEOUL

            [other]
            secret-key = a-key-of-this-test-alone
            """);
  }

  @Test
  void everythingElseInTheFileIsUnchanged() throws IOException {
    write(
        """
        # mine
        identifier = top

        [other]
        ; a remark
        sdkappid = 1
        base-url = https://a.example

        [last]
        sdkappid = 3
        """);
    Run.Outcome outcome =
        run()
            .chatctl(
                "configure",
                "--config",
                "config",
                "--profile",
                "other",
                "--region",
                "SEOUL",
                "--identifier",
                "x");
    assertThat(outcome.err()).contains("use it with --profile other");
    assertThat(Files.readString(directory.resolve("config")))
        .isEqualTo(
            """
            # mine
            identifier = top

            [other]
            ; a remark
            sdkappid = 1
            identifier = x
            region = SEOUL

            [last]
            sdkappid = 3
            """);
    run().chatctl("configure", "--config", "config", "--sdkappid", "9");
    assertThat(Files.readString(directory.resolve("config")))
        .startsWith("# mine\nidentifier = top\nsdkappid = 9\n\n[other]\n");
    assertThat(permissions(directory.resolve("config"))).isEqualTo("rw-------");
  }

  @Test
  void aLinkToTheFileStaysALink() throws IOException {
    Files.createDirectory(directory.resolve("dotfiles"));
    Files.writeString(directory.resolve("dotfiles/chatctl"), "[default]\n");
    Files.createSymbolicLink(directory.resolve("config"), Path.of("dotfiles/chatctl"));
    run().chatctl("configure", "--config", "config", "--sdkappid", "9");
    assertThat(directory.resolve("config")).isSymbolicLink();
    assertThat(directory.resolve("dotfiles/chatctl")).hasContent("[default]\nsdkappid = 9\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--sdkappid 0|sdkappid 0: a whole number from 1",
        "--region singapur|did you mean SINGAPORE?",
        "--base-url nonsense|",
        "--region SEOUL --base-url https://a|--region and --base-url exclude each other",
        "--secret-key-file nowhere|nowhere",
        "--secret-key-file /dev/zero|device",
        "--secret-key-stdin|secret-key: empty",
        "--identifier x --profile a]b|without brackets",
        "--secret-key abc|a secret is never an argument",
        "--config . --sdkappid 1|directory",
      })
  void valuesThatNoCallAcceptsAreNotWritten(String options, String message) {
    Run.Outcome outcome = run().chatctl(("configure " + options).split(" ", -1));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(message == null ? "" : message);
    assertThat(config()).doesNotExist();
  }

  @Test
  void withoutATerminalTheMessageSaysWhichOptionsToUse() {
    Run.Outcome outcome = run().chatctl("configure");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("name the settings as options").contains("--sdkappid");
    assertThat(run().answering("7").chatctl("configure").error()).contains("nothing was written");
    assertThat(config()).doesNotExist();
  }

  @Test
  void aByteOrderMarkAndQuotesAreNotPartOfAValue() throws IOException {
    write(
        "\ufeff[default]\r\nsdkappid = \"14\"\r\nidentifier = ' a\"b '\r\nbase-url='https://h'\r\n");
    assertThat(dryRun().out())
        .startsWith("POST https://h/")
        .contains("sdkappid=14&identifier=%20a%22b%20&");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "identifer = x|config:1: unknown key identifer - did you mean identifier?",
        "[a]~sdkappid = 1~sdkappid = 2|config:3: sdkappid is in line 2 already",
        "[a]~sdkappid = 1~[b]~[a]~sdkappid = 2|config:5: sdkappid is in line 2 already",
        "[a|config:1: expected [profile] or key = value",
        "[]|config:1: a profile needs a name",
        "words|config:1: expected [profile]",
        "identifier = \"x|config:1: the value begins with a quote and must end with the same",
        "identifier = \"x' |config:1: the value begins with a quote",
      })
  void aMistakeIsReportedWithItsLine(String text, String message) throws IOException {
    write(text.replace("~", "\n"));
    Run.Outcome outcome = dryRun();
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(message);
  }

  @Test
  void aFileThatIsNotAConfigFileIsRefusedAtOnce() throws IOException {
    Files.write(directory.resolve("config"), new byte[] {'[', (byte) 0xff, ']'});
    assertThat(dryRun().error()).contains("config: not UTF-8 text");
    assertThat(run().chatctl("get-appid-group-list", "--config", "/dev/zero").error())
        .contains("/dev/zero: more than");
  }
}
