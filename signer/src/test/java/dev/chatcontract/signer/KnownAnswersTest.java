package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The known answers that signers in every language must give. */
class KnownAnswersTest {
  private static final JsonNode FILE = read();

  static Stream<Answer> generated() {
    return StreamSupport.stream(FILE.get("generate").spliterator(), false).map(Answer::new);
  }

  static Stream<Answer> verified() {
    return StreamSupport.stream(FILE.get("verify").spliterator(), false).map(Answer::new);
  }

  @Test
  void thePublishedAnswersAreAmongThem() {
    assertThat(generated().map(a -> a.text("sig")).toList())
        .containsAll(
            List.of(
                "s8FU8JR5YBrLz9VYrgPuOy2W6ZdCFMvrfWKJcDQqseo=",
                "tDZ2UrE9sENx/vq+yiDRcABNgPRlXZv0QW8ct25ZEYY=",
                "KCHwNtHF+WS0UgDJF/tf6MaQlFXnbelrwm6SGhkEEs4=",
                "knD7ZiBi3iLH/PWgwR7PI6uI4MwO97EFuFR/NenheIk="));
    assertThat(FILE.get("secretKey").textValue()).isEqualTo(Keys.TEXT);
    assertThat(verified().count()).isGreaterThanOrEqualTo(10);
  }

  @ParameterizedTest
  @MethodSource("generated")
  void ourDocumentHasTheKnownSignatureAndTheMembersOfTheKnownUserSig(Answer answer)
      throws IOException {
    JsonNode ours = document(UserSig.generate(Keys.published(), answer.claims()));

    assertThat(ours.get("TLS.sig").textValue()).isEqualTo(answer.text("sig"));
    assertThat(ours).isEqualTo(document(answer.text("userSig")));
  }

  @ParameterizedTest
  @MethodSource("generated")
  void ourUserSigAndTheKnownOneVerify(Answer answer) {
    UserSigClaims claims = answer.claims();
    UserSigVerifier verifier = verifier(claims.appId(), claims.issuedAt());

    assertThat(verifier.verify(answer.text("userSig"), claims.identifier()))
        .isEqualTo(new Verification.Ok(claims));
    assertThat(verifier.verify(UserSig.generate(Keys.published(), claims), claims.identifier()))
        .isEqualTo(new Verification.Ok(claims));
  }

  @ParameterizedTest
  @MethodSource("verified")
  void verificationGivesTheKnownResult(Answer answer) {
    Verification result =
        verifier(answer.number("sdkappid"), answer.number("now"))
            .verify(answer.text("userSig"), answer.text("identifier"));

    // bad-signature for BadSignature
    assertThat(result.getClass().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-"))
        .isEqualToIgnoringCase(answer.text("result"));
    assertThat(result.accepted()).isEqualTo(answer.text("result").equals("ok"));
  }

  @Test
  void theKnownUserbufGrantsAccessToARoom() {
    Answer answer = generated().filter(a -> a.node.has("userbufHex")).findFirst().orElseThrow();
    RoomGrant grant = RoomGrant.numbered("xiaojun", 1400000000, 10000, 1560086400, 255);

    assertThat(grant.toUserBuf()).hasToString(answer.text("userbufHex"));
    assertThat(grant.toUserBuf().grant()).contains(grant);
  }

  private static UserSigVerifier verifier(long appId, long now) {
    return UserSigVerifier.of(appId, Keys.published())
        .withClock(Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC));
  }

  private static JsonNode document(String userSig) throws IOException {
    return new ObjectMapper().readTree(RawUserSig.document(userSig));
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(Path.of("../spec/usersig-vectors.json").toFile());
    } catch (IOException e) {
      throw new IllegalStateException("run the tests in the signer module's directory", e);
    }
  }

  record Answer(JsonNode node) {
    String text(String member) {
      return node.get(member).textValue();
    }

    long number(String member) {
      return node.get(member).longValue();
    }

    UserSigClaims claims() {
      UserSigClaims claims =
          UserSigClaims.of(
              number("sdkappid"), text("identifier"), number("time"), number("expire"));
      return node.has("userbufHex")
          ? claims.withUserBuf(UserBuf.of(HexFormat.of().parseHex(text("userbufHex"))))
          : claims;
    }

    @Override
    public String toString() {
      return text("name");
    }
  }
}
