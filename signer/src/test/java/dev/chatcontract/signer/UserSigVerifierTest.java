package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSigVerifierTest {
  private static final long APP = 1400000001;
  private static final long ISSUED = 1700000000;
  private static final UserSigClaims CLAIMS = UserSigClaims.of(APP, "administrator", ISSUED, 86400);
  private static final String SIG = UserSig.generate(Keys.published(), CLAIMS);

  @Test
  void aGenuineUserSigIsAccepted() {
    Verification result = verifierAt(ISSUED).verify(SIG);

    assertThat(result).isEqualTo(new Verification.Ok(CLAIMS));
    assertThat(result.accepted()).isTrue();
  }

  @Test
  void theLargestPossibleUserSigIsAccepted() {
    UserSigClaims largest =
        UserSigClaims.of(APP, "a".repeat(4096), ISSUED, 86400)
            .withUserBuf(UserBuf.of(new byte[UserBuf.MAX_BYTES]));

    assertThat(verifierAt(ISSUED).verify(UserSig.generate(Keys.published(), largest)))
        .isEqualTo(new Verification.Ok(largest));
  }

  @Test
  void aUserSigIsAcceptedForItsAccountAndNoOther() {
    assertThat(verifierAt(ISSUED).verify(SIG, "administrator"))
        .isEqualTo(new Verification.Ok(CLAIMS));
    assertThat(verifierAt(ISSUED).verify(SIG, "Administrator"))
        .isEqualTo(new Verification.OtherIdentifier(CLAIMS));
  }

  @Test
  void aUserSigIsValidToItsLastSecondAndNotBeyond() {
    assertThat(verifierAt(ISSUED + 86400).verify(SIG)).isEqualTo(new Verification.Ok(CLAIMS));
    assertThat(verifierAt(ISSUED + 86401).verify(SIG)).isEqualTo(new Verification.Expired(CLAIMS));
  }

  @Test
  void aUserSigMayBeFromTheFutureByTheLeewayOnly() {
    assertThat(verifierAt(ISSUED - 60).verify(SIG)).isEqualTo(new Verification.Ok(CLAIMS));
    assertThat(verifierAt(ISSUED - 61).verify(SIG)).isEqualTo(new Verification.NotYetValid(CLAIMS));
    assertThat(verifierAt(ISSUED - 1).withLeeway(Duration.ZERO).verify(SIG))
        .isEqualTo(new Verification.NotYetValid(CLAIMS));
    assertThat(verifierAt(ISSUED).withLeeway(Duration.ZERO).verify(SIG))
        .isEqualTo(new Verification.Ok(CLAIMS));
  }

  @Test
  void aNegativeLeewayIsRefused() {
    UserSigVerifier verifier = verifierAt(ISSUED);

    assertThatThrownBy(() -> verifier.withLeeway(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("leeway is PT-1S; it must not be negative");
  }

  @Test
  void anotherApplicationsUserSigIsDistinguishedFromAnInvalidOne() {
    UserSigClaims other = UserSigClaims.of(APP + 1, "administrator", ISSUED, 86400);

    assertThat(verifierAt(ISSUED).verify(UserSig.generate(Keys.published(), other)))
        .isEqualTo(new Verification.OtherApp(other));
  }

  @Test
  void anotherKeysUserSigIsRefused() {
    SigningKey other = SigningKey.of((Keys.TEXT + "0").toCharArray());

    Verification result = verifierAt(ISSUED).verify(UserSig.generate(other, CLAIMS));

    assertThat(result).isEqualTo(new Verification.BadSignature(CLAIMS));
    assertThat(result.accepted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"TLS.identifier\":\"administrator\"/\"TLS.identifier\":\"administratoR\"",
        "\"TLS.time\":1700000000/\"TLS.time\":1700000001",
        "\"TLS.expire\":86400/\"TLS.expire\":864000",
        ",\"TLS.sig\"/,\"TLS.userbuf\":\"AQID\",\"TLS.sig\""
      })
  void aChangedClaimIsABadSignature(String change) {
    String[] fromTo = change.split("/", -1);
    String forged = RawUserSig.document(SIG).replace(fromTo[0], fromTo[1]);

    assertThat(verifierAt(ISSUED).verify(RawUserSig.pack(forged)))
        .isInstanceOf(Verification.BadSignature.class);
  }

  @Test
  void aRemovedUserbufIsABadSignature() {
    UserSigClaims granted =
        CLAIMS.withUserBuf(
            RoomGrant.numbered("administrator", APP, 7, ISSUED + 9, 255).toUserBuf());
    String sig = UserSig.generate(Keys.published(), granted);

    assertThat(verifierAt(ISSUED).verify(sig)).isEqualTo(new Verification.Ok(granted));
    assertThat(
            verifierAt(ISSUED)
                .verify(
                    RawUserSig.pack(
                        RawUserSig.document(sig).replaceFirst("\"TLS.userbuf\":\"[^\"]*\",", ""))))
        .isEqualTo(new Verification.BadSignature(CLAIMS));
  }

  @Test
  void memberOrderCompressionAndWhiteSpaceDoNotMatter() {
    String document = RawUserSig.document(SIG);
    String sig = document.replaceAll(".*\"TLS.sig\":\"([^\"]*)\".*", "$1");
    String other =
        " {\"TLS.sig\" : \""
            + sig.replace("/", "\\/")
            + "\",\n \"TLS.time\": 1700000000, \"TLS.expire\":86400, \"TLS.ver\":\"2.0\","
            + "\"TLS.sdkappid\":1400000001, \"TLS.identifier\":\"\\u0061dministrator\"} ";

    assertThat(verifierAt(ISSUED).verify(RawUserSig.pack(other)))
        .isEqualTo(new Verification.Ok(CLAIMS));
  }

  @Test
  void theSystemClockIsTheDefault() {
    UserSigClaims now =
        UserSigClaims.of(APP, "administrator", Instant.now().getEpochSecond(), 86400);

    UserSigVerifier verifier = UserSigVerifier.of(APP, Keys.published());

    assertThat(verifier.verify(UserSig.generate(Keys.published(), now)))
        .isEqualTo(new Verification.Ok(now));
    assertThat(verifier.verify(SIG)).isEqualTo(new Verification.Expired(CLAIMS));
  }

  private static UserSigVerifier verifierAt(long epochSecond) {
    return UserSigVerifier.of(APP, Keys.published())
        .withClock(Clock.fixed(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC));
  }
}
