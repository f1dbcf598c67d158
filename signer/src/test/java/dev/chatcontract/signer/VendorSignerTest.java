package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tencentyun.TLSSigAPIv2;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vendor's own Java signer as the reference. It cannot verify, so its TLS.sig is compared with
 * ours for the time that it used.
 */
class VendorSignerTest {
  private static final long APP = 1400000001;

  private final TLSSigAPIv2 vendor = new TLSSigAPIv2(APP, Keys.TEXT);

  @ParameterizedTest
  @ValueSource(strings = {"administrator", "李雷", "a&usersig=x", "a\"b\\c/d", "𝒳", "é</script>"})
  void theVendorsUserSigVerifiesHere(String identifier) {
    Verification result =
        UserSigVerifier.of(APP, Keys.published())
            .verify(vendor.genUserSig(identifier, 86400), identifier);

    assertThat(result).isInstanceOf(Verification.Ok.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"administrator", "李雷", "a&usersig=x", "a\"b\\c/d", "𝒳"})
  void theVendorComputesTheSameDocument(String identifier) throws Exception {
    String theirs = vendor.genUserSig(identifier, 86400);
    UserSigClaims claims = ((Inspection.Stated) UserSig.inspect(theirs)).claims();

    assertThat(json(UserSig.generate(Keys.published(), claims))).isEqualTo(json(theirs));
  }

  @Test
  void theVendorComputesTheSameUserbufForANumberedRoom() throws Exception {
    String theirs = vendor.genPrivateMapKey("xiaojun", 86400, 4294967295L, 255);
    UserSigClaims claims = ((Inspection.Stated) UserSig.inspect(theirs)).claims();

    assertThat(claims.userBuf())
        .isEqualTo(
            RoomGrant.numbered("xiaojun", APP, 4294967295L, claims.expiresAt(), 255).toUserBuf());
    assertThat(json(UserSig.generate(Keys.published(), claims))).isEqualTo(json(theirs));
  }

  @Test
  void theVendorComputesTheSameUserbufForANamedRoom() {
    byte[] theirs = vendor.genUserBuf("xiaojun", 0, 60, 3, 0, "room 7");
    RoomGrant grant = UserBuf.of(theirs).grant().orElseThrow();

    assertThat(grant.roomName()).isEqualTo("room 7");
    assertThat(HexFormat.of().formatHex(theirs))
        .isEqualTo(
            RoomGrant.named("xiaojun", APP, "room 7", grant.expiresAt(), 3).toUserBuf().toString());
  }

  @Test
  void aUserSigThatTheVendorTruncatesIsMalformedAndOursIsComplete() {
    StringBuilder random = new StringBuilder();
    new java.util.Random(7)
        .ints(3000, '!', '~')
        .filter(c -> c != '"' && c != '\\')
        .forEach(random::appendCodePoint);
    String identifier = random.toString();

    assertThat(UserSig.inspect(vendor.genUserSig(identifier, 60)))
        .isEqualTo(new Malformed(Malformed.Fault.ZLIB, "its zlib stream is cut off"));
    assertThat(
            UserSig.inspect(
                UserSig.generate(Keys.published(), UserSigClaims.of(APP, identifier, 0, 60))))
        .isInstanceOf(Inspection.Stated.class);
  }

  private static JsonNode json(String userSig) throws Exception {
    JsonNode tree = new ObjectMapper().readTree(RawUserSig.document(userSig));
    assertThat(tree.size()).isGreaterThanOrEqualTo(6);
    return tree;
  }
}
