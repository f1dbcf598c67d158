package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
  @Test
  void aSourceThatReturnsNoKeyIsNamed() {
    SecretSource absent = () -> null;
    assertThatThrownBy(() -> SigningKey.from(absent))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining("returned null");
  }

  @Test
  void testCaseTwoOfRfc4231() {
    SigningKey key = SigningKey.of("Jefe".getBytes(StandardCharsets.US_ASCII));

    assertThat(HexFormat.of().formatHex(mac(key, "what do ya want for nothing?")))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void testCaseSixOfRfc4231WithAKeyLongerThanABlock() {
    byte[] secret = new byte[131];
    Arrays.fill(secret, (byte) 0xaa);

    assertThat(
            HexFormat.of()
                .formatHex(
                    mac(
                        SigningKey.of(secret),
                        "Test Using Larger Than Block-Size Key - Hash Key First")))
        .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  }

  @Property(tries = 300)
  void itGivesTheJdksMacForAnyKeyAndText(
      @ForAll @StringLength(min = 1, max = 200) @CharRange(from = '!', to = '~') String secret,
      @ForAll String text)
      throws Exception {
    Mac jdk = Mac.getInstance("HmacSHA256");
    jdk.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

    assertThat(mac(SigningKey.of(secret.toCharArray()), text))
        .isEqualTo(jdk.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 64, 65, 4096})
  void keysAroundTheBlockSize(int length) throws Exception {
    String secret = "k".repeat(length);
    Mac jdk = Mac.getInstance("HmacSHA256");
    jdk.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

    assertThat(mac(SigningKey.of(secret.toCharArray()), "x"))
        .isEqualTo(jdk.doFinal(new byte[] {'x'}));
  }

  @Test
  void charactersAreTakenAsUtf8() {
    String secret = "schlüssel李𝒳";

    assertThat(mac(SigningKey.of(secret.toCharArray()), "x"))
        .isEqualTo(mac(SigningKey.of(secret.getBytes(StandardCharsets.UTF_8)), "x"));
  }

  @Test
  void aSourceIsReadAndItsArrayWiped() {
    byte[] given = Keys.TEXT.getBytes(StandardCharsets.UTF_8);

    SigningKey key = SigningKey.from(() -> given);

    assertThat(given).containsOnly(0);
    assertThat(mac(key, "x")).isEqualTo(mac(Keys.published(), "x"));
  }

  @Test
  void theCallersArrayIsNotWiped() {
    byte[] bytes = Keys.TEXT.getBytes(StandardCharsets.UTF_8);
    char[] characters = Keys.TEXT.toCharArray();

    assertThat(mac(SigningKey.of(bytes), "x")).isEqualTo(mac(SigningKey.of(characters), "x"));
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(Keys.TEXT);
    assertThat(new String(characters)).isEqualTo(Keys.TEXT);
  }

  @Test
  void aClosedKeyRefusesToSign() {
    SigningKey key = Keys.published();
    assertThat(key.isClosed()).isFalse();
    key.close();
    key.close();

    assertThat(key.isClosed()).isTrue();
    assertThatThrownBy(() -> mac(key, "x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this signing key is closed; create new credentials");
  }

  @Test
  void aClosedKeyWritesNothing() {
    SigningKey key = Keys.published();
    key.close();
    byte[] out = new byte[SigningKey.MAC_BYTES];

    assertThatThrownBy(() -> key.mac(new byte[] {'x'}, 1, out))
        .isInstanceOf(IllegalStateException.class);
    assertThat(out).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inner", "outer"})
  void closingWipesBothStates(String state) throws Exception {
    Field field = SigningKey.class.getDeclaredField(state);
    field.setAccessible(true);
    SigningKey key = Keys.published();
    MessageDigest kept = (MessageDigest) field.get(key);
    byte[] ofNothing = MessageDigest.getInstance("SHA-256").digest();
    assertThat(((MessageDigest) kept.clone()).digest()).isNotEqualTo(ofNothing);

    key.close();

    assertThat(kept.digest()).isEqualTo(ofNothing);
  }

  @Test
  void toStringRevealsNothing() {
    SigningKey key = Keys.published();

    assertThat(key).hasToString("SigningKey[hidden]");
    key.close();
    assertThat(key).hasToString("SigningKey[closed]");
  }

  @Test
  void anEmptyKeyIsRefused() {
    assertThatThrownBy(() -> SigningKey.of(new char[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the secret key is empty; copy it from the application's console page");
  }

  @Test
  void anInvalidKeyIsRefused() {
    assertThatThrownBy(() -> SigningKey.of("k".repeat(4097).toCharArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the secret key has 4097 bytes, more than 4096; is this the right file?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\n", "secret ", "secret\tx", "secret\u007f", "secret\0"})
  void whiteSpaceInAKeyIsRefusedWithoutQuotingIt(String secret) {
    assertThatThrownBy(() -> SigningKey.of(secret.toCharArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the secret key contains white space or a control character at byte 6; remove it");
  }

  @Test
  void anUnpairedSurrogateIsRefused() {
    assertThatThrownBy(() -> SigningKey.of(new char[] {'a', '\ud800', 'b'}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the secret key contains half a surrogate pair; it must be valid text");
    assertThatThrownBy(() -> SigningKey.of(new char[] {'a', '\ud800'}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] mac(SigningKey key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[SigningKey.MAC_BYTES];
    key.mac(bytes, bytes.length, out);
    return out;
  }
}
