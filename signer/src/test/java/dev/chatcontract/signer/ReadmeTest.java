package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.Operations;
import dev.chatcontract.client.Region;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import dev.chatcontract.client.model.GroupInfo;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.BatchResult;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.testing.ChatExceptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Java examples of the READMEs and of docs are part of this file, so they compile. */
@SuppressWarnings("UnusedVariable") // an example ends where the reader's own code follows
final class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\n(.*?)^```$");

  @ParameterizedTest
  @CsvSource({"../README.md, 1", "../docs/java-client.md, 1", "README.md, 3"})
  void everyExampleCompiles(Path readme, int examples) throws IOException {
    String source =
        flat(Files.readString(Path.of("src/test/java/dev/chatcontract/signer/ReadmeTest.java")));
    assertThat(JAVA.matcher(Files.readString(readme)).results().map(block -> flat(block.group(1))))
        .hasSize(examples)
        .allSatisfy(block -> assertThat(source).contains(block));
  }

  private static String flat(String java) {
    return java.replaceAll("\\s+", "");
  }

  static void oneCall() {
    try (ChatClient chat =
        SignedChatClients.builder()
            .region(Region.SINGAPORE)
            .credentials(
                ChatCredentials.of(
                    1400000001L, "administrator", SecretSource.environment("CHATCTL_SECRET_KEY")))
            .build()) {
      GetGroupInfoResponse answer =
          chat.groups().getGroupInfo(GetGroupInfoRequest.of(List.of("@TGS#2J4SZEAEL")));
    }
  }

  static void whatElse(List<String> ids) {
    ChatClient chat = SignedChatClients.fromEnvironment();
    BatchResult<String, GroupInfo> groups = chat.groups().getGroupInfoBatch(ids);
    CallOptions shown =
        CallOptions.none()
            .onAnswer(a -> System.out.println(a.status() + " " + a.member("RequestId")));
    ApiException made = ChatExceptions.api(Operations.GET_GROUP_INFO, 10015, "no such group");
  }

  static ChatClient client() {
    ChatClient chat =
        SignedChatClients.builder()
            .region(Region.SINGAPORE)
            .credentials(
                ChatCredentials.of(
                    1400000001L, "administrator", SecretSource.file(Path.of("secret.key"))))
            .build();
    return chat;
  }

  static void sign() {
    try (SigningKey key = SigningKey.from(SecretSource.file(Path.of("secret.key")))) {
      String userSig =
          UserSig.generate(
              key, UserSigClaims.of(1400000001L, "user1", Instant.now().getEpochSecond(), 86_400));
    }
  }

  static void verify(SigningKey key, String userSig) {
    Verification verification = UserSigVerifier.of(1400000001L, key).verify(userSig, "user1");
    if (!verification.accepted()) {
      throw new SecurityException(verification.getClass().getSimpleName());
    }
  }
}
