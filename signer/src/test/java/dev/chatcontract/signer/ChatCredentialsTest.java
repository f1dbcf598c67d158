package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCredentialsTest {
  private static final long APP = 1400000001;
  private static final String EXPECTED =
      UserSig.generate(Keys.published(), UserSigClaims.of(APP, "administrator", 1700000000, 60));

  @TempDir private Path directory;

  @Test
  void bytesCharactersAndSourcesGiveTheSameSignature() {
    byte[] bytes = Keys.TEXT.getBytes(StandardCharsets.UTF_8);

    assertThat(ChatCredentials.of(APP, "administrator", bytes).sign(1700000000, 60))
        .isEqualTo(EXPECTED);
    assertThat(
            ChatCredentials.of(APP, "administrator", Keys.TEXT.toCharArray()).sign(1700000000, 60))
        .isEqualTo(EXPECTED);
    assertThat(ChatCredentials.of(APP, "administrator", bytes::clone).sign(1700000000, 60))
        .isEqualTo(EXPECTED);
  }

  @Test
  void toStringNamesAppAndAccountButNotTheKey() {
    ChatCredentials credentials = ChatCredentials.of(APP, "administrator", Keys.TEXT.toCharArray());

    assertThat(credentials)
        .hasToString("ChatCredentials[appId=1400000001, identifier=administrator, key=hidden]");
    assertThat(credentials.appId()).isEqualTo(APP);
    assertThat(credentials.identifier()).isEqualTo("administrator");
  }

  @Test
  void aSourceIsReadForEachUserSigSoThatTheKeyCanRotate() {
    Deque<String> keys = new ArrayDeque<>(List.of("old-key", "new-key"));
    ChatCredentials credentials =
        ChatCredentials.of(
            APP, "administrator", () -> keys.removeFirst().getBytes(StandardCharsets.UTF_8));

    String before = credentials.sign(1700000000, 60);
    String after = credentials.sign(1700000000, 60);

    assertThat(verify("old-key", before)).isInstanceOf(Verification.Expired.class);
    assertThat(verify("new-key", before)).isInstanceOf(Verification.BadSignature.class);
    assertThat(verify("new-key", after)).isInstanceOf(Verification.Expired.class);
  }

  @Test
  void closedCredentialsRefuseToSign() {
    ChatCredentials fixed = ChatCredentials.of(APP, "administrator", Keys.TEXT.toCharArray());
    ChatCredentials sourced =
        ChatCredentials.of(
            APP,
            "administrator",
            () -> {
              throw new AssertionError("closed credentials asked for their key");
            });
    fixed.close();
    sourced.close();

    for (ChatCredentials credentials : List.of(fixed, sourced)) {
      assertThatThrownBy(() -> credentials.sign(1700000000, 60))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("these credentials are closed; create new ones");
    }
  }

  @Test
  void closingWipesTheKey() {
    ChatCredentials credentials = ChatCredentials.of(APP, "administrator", Keys.TEXT.toCharArray());

    credentials.close();

    assertThat(credentials).extracting("key").hasToString("SigningKey[closed]");
  }

  @Test
  void invalidCredentialsAreRefusedAtOnce() {
    assertThatThrownBy(() -> ChatCredentials.of(0, "administrator", Keys.TEXT.toCharArray()))
        .hasMessageStartingWith("appId is 0");
    assertThatThrownBy(() -> ChatCredentials.of(APP, "", new byte[] {'k'}))
        .hasMessage("identifier is empty");
    assertThatThrownBy(() -> ChatCredentials.of(APP, "a\nb", () -> new byte[] {'k'}))
        .hasMessage("identifier contains a control character at position 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void aFilesLastLineBreakIsDropped(String ending) throws IOException {
    Path file = secretFile(Keys.TEXT + ending, "rw-------");

    assertThat(
            ChatCredentials.of(APP, "administrator", SecretSource.file(file)).sign(1700000000, 60))
        .isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void aFileWithOnlyALineBreakIsEmpty(String content) throws IOException {
    Path file = secretFile(content, "r--------");
    SecretSource source = SecretSource.file(file);

    assertThatThrownBy(source::read)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("the secret key file %s is empty", file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
  void aFileThatOthersMayUseIsRefused(String permissions) throws IOException {
    Path file = secretFile(Keys.TEXT, permissions);
    SecretSource source = SecretSource.file(file);

    assertThatThrownBy(source::read)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage(
            "users other than its owner may use the secret key file %s (%s); run: chmod 600 %s",
            file, permissions, file);
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("none");
    SecretSource source = SecretSource.file(missing);

    assertThatThrownBy(source::read)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("cannot read the secret key file %s: check path and owner", missing)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aFileThatIsNotAKeyIsRefused() throws IOException {
    Path file = secretFile("k".repeat(100_000), "rw-------");
    ChatCredentials credentials = ChatCredentials.of(APP, "administrator", SecretSource.file(file));

    assertThatThrownBy(() -> credentials.sign(1700000000, 60))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("more than 4096; is this the right file?");
  }

  @Test
  void anEnvironmentVariableHoldsTheKey() {
    SecretSource source = new SecretVariable("CHAT_KEY", name -> name + "-value");

    assertThat(source.read()).isEqualTo("CHAT_KEY-value".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEnvironmentVariableThatIsNotSetIsNamed(boolean empty) {
    SecretSource source = new SecretVariable("CHAT_KEY", name -> empty ? "" : null);

    assertThatThrownBy(source::read)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("environment variable CHAT_KEY is not set; put the secret key there");
  }

  @Test
  void theEnvironmentOfTheProcessIsRead() {
    SecretSource source = SecretSource.environment("CHAT_CONTRACT_NO_SUCH_VARIABLE");

    assertThat(source).hasToString("environment variable CHAT_CONTRACT_NO_SUCH_VARIABLE");
    assertThatThrownBy(source::read).isInstanceOf(SecretUnavailableException.class);
    assertThat(SecretSource.environment("PATH").read())
        .isEqualTo(System.getenv("PATH").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFileSourcePrintsItsPathOnly() {
    assertThat(SecretSource.file(Path.of("secret.key"))).hasToString("file secret.key");
  }

  private Path secretFile(String content, String permissions) throws IOException {
    Path file = Files.createTempFile(directory, "secret", ".key");
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static Verification verify(String key, String userSig) {
    return UserSigVerifier.of(APP, SigningKey.of(key.toCharArray())).verify(userSig);
  }
}
