package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomGrantTest {
  private final RoomGrant named = RoomGrant.named("李", 1, "r", 4294967295L, 2);

  @Test
  void lengthsAreInUtf8Bytes() {
    assertThat(named.toUserBuf())
        .hasToString("010003e69d8e0000000100000000ffffffff0000000200000000000172");
  }

  @Test
  void aNumberedRoomHasNoName() {
    RoomGrant grant = RoomGrant.numbered("a", 4294967295L, 4294967295L, 7, 4294967295L);

    assertThat(grant.toUserBuf()).hasToString("00000161ffffffffffffffff00000007ffffffff00000000");
    assertThat(grant.toUserBuf().grant()).contains(grant);
  }

  @Test
  void bytesOfTheWrongLengthAreNotAGrant() {
    byte[] whole = named.toUserBuf().toBytes();

    for (int length = 1; length < whole.length; length++) {
      assertThat(UserBuf.of(Arrays.copyOf(whole, length)).grant()).as("%d bytes", length).isEmpty();
    }
    assertThat(UserBuf.of(Arrays.copyOf(whole, whole.length + 1)).grant()).isEmpty();
    assertThat(UserBuf.of(whole).grant()).contains(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02000161000000010000000200000003000000040000000000", // unknown version
        "000001610000000100000002000000030000000400000001", // another account type
        "00000000000001000000020000000300000004000000000000", // no account
        "000001ff0000000100000002000000030000000400000000", // account is not UTF-8
        "0000010a0000000100000002000000030000000400000000", // account is a line feed
      })
  void bytesWithOtherContentAreNotAGrant(String hex) {
    assertThat(UserBuf.of(HexFormat.of().parseHex(hex)).grant()).isEmpty();
  }

  @Property
  void anyBytesGiveAGrantOrAnEmptyResult(@ForAll byte[] bytes) {
    if (bytes.length > 0) {
      UserBuf userBuf = UserBuf.of(bytes);
      assertThat(userBuf.grant().map(RoomGrant::toUserBuf).orElse(userBuf)).isEqualTo(userBuf);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',1,1,r,1,1,account is empty",
    "a,-1,1,r,1,1,appId is -1; it must be 0 to 4294967295",
    "a,1,4294967296,r,1,1,room is 4294967296; it must be 0 to 4294967295",
    "a,1,1,'',1,1,roomName is empty",
    "a,1,1,r,-1,1,expiresAt is -1; it must be 0 to 4294967295",
    "a,1,1,r,1,4294967296,privileges is 4294967296; it must be 0 to 4294967295",
  })
  void impossibleFieldsAreNamed(
      String account,
      long appId,
      long room,
      String name,
      long expiresAt,
      long privileges,
      String message) {
    assertThatThrownBy(() -> new RoomGrant(account, appId, room, name, expiresAt, privileges))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aUserbufIsAValue() {
    byte[] bytes = {1, 2};
    UserBuf userBuf = UserBuf.of(bytes);
    bytes[0] = 9;
    userBuf.toBytes()[1] = 9;

    assertThat(userBuf).isEqualTo(UserBuf.of(new byte[] {1, 2})).isNotEqualTo(UserBuf.of(bytes));
    assertThat(userBuf).isNotEqualTo("0102").hasToString("0102");
    assertThat(userBuf.hashCode()).isEqualTo(UserBuf.of(new byte[] {1, 2}).hashCode()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4097})
  void aUserbufHasALimit(int length) {
    assertThatThrownBy(() -> UserBuf.of(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a userbuf has 1 to 4096 bytes, not " + length);
  }
}
