package dev.chatcontract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.client.SignatureParameters;
import dev.chatcontract.conformance.simulator.Simulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No output of chatctl contains a secret, wherever it was given or sent back. */
class SecretsTest {
  private static final String KEY = "s3cret-Key-that-looks-like-none";

  private static Simulator simulator;

  @TempDir Path directory;

  @BeforeAll
  static void startSimulator() {
    simulator = Simulator.start();
  }

  @AfterAll
  static void stopSimulator() {
    simulator.close();
  }

  private Run run() {
    return Run.on(simulator, directory);
  }

  private void refusedWithoutQuotingTheSecret(Run.Outcome outcome, String because) {
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains(because);
    assertThat(outcome.out() + outcome.err()).doesNotContain(KEY).doesNotContain("s3cret");
  }

  @Test
  void aKeyWhereANumberBelongsIsNotRepeated() throws IOException {
    String because = "sdkappid (31 characters, not shown): a whole number";
    refusedWithoutQuotingTheSecret(
        run().chatctl("get-appid-group-list", "--sdkappid", KEY), because);
    refusedWithoutQuotingTheSecret(
        run().with("CHATCTL_SDKAPPID", KEY).chatctl("get-appid-group-list"), because);
    Files.writeString(directory.resolve("config"), "sdkappid = " + KEY + "\n");
    refusedWithoutQuotingTheSecret(
        run().without("CHATCTL_SDKAPPID").chatctl("get-appid-group-list", "--config", "config"),
        because);
    for (String option : List.of("--limit", "--next")) {
      refusedWithoutQuotingTheSecret(
          run().chatctl("get-appid-group-list", option, KEY),
          option + " (31 characters, not shown): a whole number is expected");
    }
    refusedWithoutQuotingTheSecret(
        run().chatctl("usersig", "generate", "--expire", KEY),
        "--expire (31 characters, not shown)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:s3cret@127.0.0.1:1", "https://s3cret@host.example", "https://h/?usersig=s3cret",
        "https://h/#s3cret", "s3cret://h", "http://me:s3cret@host.example:99999"
      })
  void aSecretInABaseUrlIsNotRepeated(String url) throws IOException {
    refusedWithoutQuotingTheSecret(
        run().chatctl("get-appid-group-list", "--base-url", url), "the base URL");
    refusedWithoutQuotingTheSecret(
        run().with("CHATCTL_BASE_URL", url).chatctl("get-appid-group-list"), "the base URL");
    refusedWithoutQuotingTheSecret(
        run().chatctl("get-appid-group-list", "--base-url", url, "--dry-run"), "the base URL");
  }

  @Test
  void aSignatureThatTheServerSendsBackIsOnNoStream() throws IOException {
    String[] sent = new String[1];
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Matcher signature =
              Pattern.compile(SignatureParameters.SIGNATURE + "=([^&]*)")
                  .matcher(exchange.getRequestURI().getRawQuery());
          assertThat(signature.find()).isTrue();
          sent[0] = URLDecoder.decode(signature.group(1), StandardCharsets.UTF_8);
          byte[] body =
              ("{\"ActionStatus\":\"FAIL\",\"ErrorCode\":70003,\"ErrorInfo\":\"refused "
                      + sent[0]
                      + "\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Run.Outcome outcome =
          run()
              .with("CHATCTL_BASE_URL", "http://127.0.0.1:" + server.getAddress().getPort())
              .chatctl("get-appid-group-list", "--verbose");
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.API);
      assertThat(outcome.err()).contains("70003", "server   refused ***", "ApiException");
      for (int from = 0; from + 20 <= sent[0].length(); from += 20) {
        assertThat(outcome.out() + outcome.err())
            .doesNotContain(sent[0].substring(from, from + 20));
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aKeyFileObeysTheRuleOfTheSigner() throws IOException {
    Path file = directory.resolve("key");
    Files.writeString(file, "\ufeff " + simulator.app().secretKey() + " \r\n\n");
    Run.Outcome open =
        run()
            .without("CHATCTL_SECRET_KEY")
            .chatctl("get-appid-group-list", "--secret-key-file", "key");
    assertThat(open.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(open.error()).contains("other than its owner may use", "run: chmod 600");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(
            run()
                .without("CHATCTL_SECRET_KEY")
                .with("CHATCTL_SECRET_KEY_FILE", "key")
                .chatctl("get-appid-group-list")
                .exitCode())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void aKeyInThePlaceOfItsFilesNameIsNotRepeated() throws IOException {
    String key = "0123456789abcdef".repeat(4);
    Files.writeString(directory.resolve("config"), "secret-key-file = " + key + "\n");
    Run keyless = run().without("CHATCTL_SECRET_KEY");
    List<Run.Outcome> outcomes =
        List.of(
            keyless.chatctl("get-appid-group-list", "--secret-key-file", key, "--verbose"),
            keyless.chatctl("get-appid-group-list", "--config", "config", "--verbose"),
            keyless.chatctl("configure", "--secret-key-file", key, "--verbose"),
            keyless.with("CHATCTL_SECRET_KEY_FILE", key).chatctl("get-appid-group-list"));
    for (Run.Outcome outcome : outcomes) {
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.err()).contains("looks like the key itself").doesNotContain(key);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/null", ".", "nowhere"})
  void whatHoldsNoKeyIsNamedAndNotReadToTheEnd(String file) {
    Run.Outcome outcome =
        run()
            .without("CHATCTL_SECRET_KEY")
            .chatctl("get-appid-group-list", "--secret-key-file", file);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("the secret key file " + directory.resolve(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.evil.example", "http://simulator:18080", "http://0.0.0.0:1"})
  void plainHttpIsForTheMachineItselfAndForHostsThatWereNamed(String url) {
    Run.Outcome outcome = run().chatctl("get-appid-group-list", "--base-url", url);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.error()).contains("plain http to ", "allow it for this host by name");
  }

  @Test
  void plainHttpToAHostThatWasNamedIsSent() {
    Run.Outcome outcome =
        run()
            .with("CHATCTL_ALLOW_HTTP", "elsewhere, nobody.invalid")
            .chatctl("get-appid-group-list", "--base-url", "http://nobody.invalid:1");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.TRANSPORT);
    assertThat(outcome.error()).contains("no connection to nobody.invalid:1");
  }
}
