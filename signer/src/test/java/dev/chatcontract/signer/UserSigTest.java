package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserSigTest {
  private static final UserSigClaims CLAIMS =
      UserSigClaims.of(1400000001, "administrator", 1700000000, 86400);

  @Test
  void theDocumentHasItsMembersInAFixedOrder() {
    assertThat(RawUserSig.document(UserSig.generate(Keys.published(), CLAIMS)))
        .matches(
            "\\{\"TLS\\.ver\":\"2\\.0\",\"TLS\\.identifier\":\"administrator\",\"TLS\\.sdkappid\":1400000001,"
                + "\"TLS\\.expire\":86400,\"TLS\\.time\":1700000000,\"TLS\\.sig\":\"[A-Za-z0-9+/]{43}=\"}");
  }

  @Test
  void theSameClaimsGiveTheSameText() {
    assertThat(UserSig.generate(Keys.published(), CLAIMS))
        .isEqualTo(UserSig.generate(Keys.published(), CLAIMS))
        .matches("[A-Za-z0-9*_-]+");
  }

  @Test
  void onlyQuotesAndBackslashesAreEscaped() {
    String identifier = "\"\\/ 李雷 𝒳";

    assertThat(
            RawUserSig.document(
                UserSig.generate(Keys.published(), UserSigClaims.of(1, identifier, 0, 1))))
        .contains("\"TLS.identifier\":\"\\\"\\\\/ 李雷 𝒳\"")
        .contains("\"TLS.sdkappid\":1,\"TLS.expire\":1,\"TLS.time\":0,");
  }

  @Test
  void aUserbufComesBeforeTheSignature() {
    String document =
        RawUserSig.document(
            UserSig.generate(
                Keys.published(), CLAIMS.withUserBuf(UserBuf.of(new byte[] {1, 2, 3}))));

    assertThat(document)
        .contains("\"TLS.time\":1700000000,\"TLS.userbuf\":\"AQID\",\"TLS.sig\":\"");
  }

  @Test
  void theLargestClaimsFit() {
    UserSigClaims largest =
        UserSigClaims.of(
                UserSigClaims.MAX_APP_ID,
                "\"".repeat(UserSigClaims.MAX_IDENTIFIER_BYTES),
                UserSigClaims.MAX_SECONDS,
                UserSigClaims.MAX_SECONDS)
            .withUserBuf(UserBuf.of(new byte[UserBuf.MAX_BYTES]));

    assertThat(UserSig.inspect(UserSig.generate(Keys.published(), largest)))
        .isEqualTo(new Inspection.Stated(largest));
  }

  @Test
  void aUserSigThatIsNeverValidIsNotGenerated() {
    UserSigClaims none = UserSigClaims.of(1400000001, "administrator", 1700000000, 0);

    assertThatThrownBy(() -> UserSig.generate(Keys.published(), none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("validFor is 0; a UserSig must be valid for at least 1 second");
  }

  @Test
  void inspectionNeedsNoKeyAndProvesNothing() {
    String forged =
        RawUserSig.document(UserSig.generate(Keys.published(), CLAIMS))
            .replace("administrator", "mallory");

    assertThat(UserSig.inspect(RawUserSig.pack(forged)))
        .isEqualTo(
            new Inspection.Stated(UserSigClaims.of(1400000001, "mallory", 1700000000, 86400)));
  }

  @ParameterizedTest
  @CsvSource({
    "0,admin,0,1,appId is 0; it must be 1 to 4294967295",
    "-5,admin,0,1,appId is -5; it must be 1 to 4294967295",
    "4294967296,admin,0,1,appId is 4294967296; it must be 1 to 4294967295",
    "1,'',0,1,identifier is empty",
    "1,admin,-1,1,'issuedAt is -1; it must be seconds since 1970, 0 to 253402300799'",
    "1,admin,253402300800,1,'issuedAt is 253402300800; it must be seconds since 1970, 0 to 253402300799'",
    "1,admin,0,-1,validFor is -1; it must be 0 to 253402300799 seconds",
    "1,admin,0,253402300800,validFor is 253402300800; it must be 0 to 253402300799 seconds",
  })
  void invalidClaimsAreRefused(
      long appId, String identifier, long issuedAt, long validFor, String message) {
    assertThatThrownBy(() -> UserSigClaims.of(appId, identifier, issuedAt, validFor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void theLimitsThemselvesAreAllowed() {
    UserSigClaims claims = UserSigClaims.of(4294967295L, "~", 253402300799L, 253402300799L);

    assertThat(claims.expiresAt()).isEqualTo(506804601598L);
    assertThat(UserSigClaims.of(1, "~", 0, 0).expiresAt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab\ncd", "ab\u007f", "ab\u0085", "ab\u0000", "ab\r"})
  void aControlCharacterInAnIdentifierIsRefused(String identifier) {
    assertThat(UserSigClaims.faultOf(identifier))
        .isEqualTo("contains a control character at position 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud800", "a\udc00b", "a\ud800b", "a\ud800\ud800"})
  void anUnpairedSurrogateIsRefused(String identifier) {
    assertThat(UserSigClaims.faultOf(identifier))
        .isEqualTo("contains half a surrogate pair at position 1");
  }

  @ParameterizedTest
  @CsvSource({"~,4096", "é,2048", "߿,2048", "ࠀ,1365", "\uffff,1365", "𝒳,1024"})
  void theIdentifiersLengthIsInUtf8Bytes(String character, int most) {
    assertThat(UserSigClaims.faultOf(character.repeat(most))).isNull();
    assertThat(UserSigClaims.faultOf(character.repeat(most + 1)))
        .startsWith("has ")
        .endsWith(" UTF-8 bytes, more than 4096");
  }
}
