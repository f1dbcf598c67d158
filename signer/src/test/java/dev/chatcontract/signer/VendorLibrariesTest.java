package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vendor's libraries for other languages and ours verify each other's UserSigs. Needs Python,
 * Node.js, Go and the network: {@code mvn -pl signer -am verify -Ppolyglot}.
 */
@Tag("polyglot")
@Timeout(180)
class VendorLibrariesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long APP = 1400000001;
  private static final String[] LANGUAGES = {"python", "node", "go"};
  private static final String[] IDENTIFIERS = {
    "administrator",
    "李雷",
    "a&usersig=x",
    "a#b",
    "a b",
    "a%26",
    "a\"b\\c/d",
    "𝒳",
    "<é>",
    "long".repeat(750)
  };
  private static final Map<String, Judge> JUDGES = new TreeMap<>();

  static Stream<Arguments> languagesAndIdentifiers() {
    return Stream.of(LANGUAGES)
        .flatMap(
            language ->
                Stream.of(IDENTIFIERS).map(identifier -> Arguments.of(language, identifier)));
  }

  @AfterAll
  static void stop() {
    JUDGES.values().forEach(Judge::close);
  }

  @ParameterizedTest
  @MethodSource("languagesAndIdentifiers")
  void vendorUserSigsVerifyHere(String language, String identifier) throws Exception {
    JsonNode answer = judge(language).ask(task("make", identifier, null).put("expire", 86400));

    Verification result = verifier().verify(answer.path("userSig").textValue(), identifier);

    assertThat(result).as(answer.toString()).isInstanceOf(Verification.Ok.class);
    assertThat(((Verification.Ok) result).claims().validFor()).isEqualTo(86400);
  }

  @ParameterizedTest
  @MethodSource("languagesAndIdentifiers")
  void vendorUserSigsWithAUserbufVerifyHere(String language, String identifier) throws Exception {
    UserBuf userBuf = RoomGrant.named(identifier, APP, "会议", 4294967295L, 255).toUserBuf();

    JsonNode answer = judge(language).ask(task("make", identifier, userBuf).put("expire", 60));
    Verification result = verifier().verify(answer.path("userSig").textValue(), identifier);

    assertThat(result).as(answer.toString()).isInstanceOf(Verification.Ok.class);
    assertThat(((Verification.Ok) result).claims().userBuf()).isEqualTo(userBuf);
  }

  @ParameterizedTest
  @MethodSource("languagesAndIdentifiers")
  void ourUserSigsVerifyWithTheVendorsLibraries(String language, String identifier)
      throws Exception {
    UserSigClaims claims = claims(identifier);
    String plain = UserSig.generate(Keys.published(), claims);
    UserBuf userBuf = RoomGrant.numbered(identifier, APP, 7, 4294967295L, 255).toUserBuf();
    String granted = UserSig.generate(Keys.published(), claims.withUserBuf(userBuf));

    assertThat(
            judge(language)
                .ask(task("check", identifier, null).put("userSig", plain))
                .path("ok")
                .asBoolean())
        .isTrue();
    assertThat(
            judge(language)
                .ask(task("check", identifier, userBuf).put("userSig", granted))
                .path("ok")
                .asBoolean())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("languagesAndIdentifiers")
  void theVendorsLibrariesRefuseAForgedUserSig(String language, String identifier)
      throws Exception {
    String other = UserSig.generate(SigningKey.of("another-key".toCharArray()), claims(identifier));
    UserBuf userBuf = RoomGrant.numbered(identifier, APP, 7, 1, 255).toUserBuf();
    String granted = UserSig.generate(Keys.published(), claims(identifier).withUserBuf(userBuf));

    for (String refused : new String[] {other, granted}) {
      JsonNode answer =
          judge(language).ask(task("check", identifier, null).put("userSig", refused));
      assertThat(answer.path("ok").asBoolean(true)).as(answer.toString()).isFalse();
    }
  }

  private static UserSigClaims claims(String identifier) {
    return UserSigClaims.of(APP, identifier, Instant.now().getEpochSecond(), 86400);
  }

  private static UserSigVerifier verifier() {
    return UserSigVerifier.of(APP, Keys.published());
  }

  private static ObjectNode task(String what, String identifier, @Nullable UserBuf userBuf) {
    ObjectNode task =
        JSON.createObjectNode()
            .put("do", what)
            .put("sdkappid", APP)
            .put("key", Keys.TEXT)
            .put("identifier", identifier);
    return userBuf == null
        ? task
        : task.put("userbuf", Base64.getEncoder().encodeToString(userBuf.toBytes()));
  }

  private static Judge judge(String language) throws Exception {
    Judge judge = JUDGES.get(language);
    if (judge == null) {
      judge = new Judge(language);
      JUDGES.put(language, judge);
    }
    return judge;
  }

  /** A program around the vendor's library; it reads and writes one line of JSON for each task. */
  private static final class Judge implements AutoCloseable {
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private Judge(String language) throws IOException, InterruptedException {
      Process build = new ProcessBuilder("src/judges/build", language).inheritIO().start();
      assertThat(build.waitFor(150, TimeUnit.SECONDS)).isTrue();
      assertThat(build.exitValue()).isZero();
      process =
          new ProcessBuilder(Path.of("target/judges", language, "run").toAbsolutePath().toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      in =
          new BufferedWriter(
              new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
      out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private JsonNode ask(ObjectNode task) throws IOException {
      in.write(task.toString());
      in.newLine();
      in.flush();
      String answer = out.readLine();
      assertThat(answer).as("the judge's answer to %s", task.path("do")).isNotNull();
      return JSON.readTree(answer);
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
