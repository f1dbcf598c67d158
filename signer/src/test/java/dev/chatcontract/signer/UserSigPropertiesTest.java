package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What must be true of every UserSig, not only of the examples. */
class UserSigPropertiesTest {
  private static final SigningKey KEY = Keys.published();
  private static final String EXAMPLE =
      UserSig.generate(KEY, UserSigClaims.of(1400000001, "administrator", 1700000000, 60));

  @Property
  void whatIsSignedVerifies(
      @ForAll("identifiers") String identifier,
      @ForAll @LongRange(min = 1, max = 0xffff_ffffL) long appId,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long now,
      @ForAll @LongRange(min = 1, max = 400_000_000L) long validFor) {
    UserSigClaims claims = UserSigClaims.of(appId, identifier, now, validFor);

    assertThat(verifier(appId, now).verify(UserSig.generate(KEY, claims), identifier))
        .isEqualTo(new Verification.Ok(claims));
  }

  @Property(tries = 200)
  void identifiersThatOverflowTheVendorsBufferVerifyToo(
      @ForAll("longIdentifiers") String identifier) {
    UserSigClaims claims = UserSigClaims.of(1400000001, identifier, 1700000000, 60);

    assertThat(verifier(1400000001, 1700000000).verify(UserSig.generate(KEY, claims), identifier))
        .isEqualTo(new Verification.Ok(claims));
  }

  @Property(tries = 300)
  void aUserbufIsPartOfTheSignature(
      @ForAll byte[] userBuf, @ForAll("identifiers") String identifier) {
    UserSigClaims plain = UserSigClaims.of(1400000001, identifier, 1700000000, 60);
    UserSigClaims claims = userBuf.length == 0 ? plain : plain.withUserBuf(UserBuf.of(userBuf));

    assertThat(verifier(1400000001, 1700000000).verify(UserSig.generate(KEY, claims)))
        .isEqualTo(new Verification.Ok(claims));
  }

  @Property(tries = 10)
  void everyFlippedBitIsRefused(@ForAll("identifiers") String identifier) {
    UserSigClaims claims = UserSigClaims.of(1400000001, identifier, 1700000000, 60);
    UserSigVerifier verifier = verifier(1400000001, 1700000000);
    String sig = UserSig.generate(KEY, claims);
    byte[] stream = RawUserSig.decode(sig);

    for (int bit = 0; bit < 8 * stream.length; bit++) {
      stream[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(verifier.verify(RawUserSig.encode(stream)).accepted()).as("bit %d", bit).isFalse();
      stream[bit / 8] ^= (byte) (1 << bit % 8);
    }
    for (int bit = 0; bit < 8 * sig.length(); bit++) {
      char[] text = sig.toCharArray();
      text[bit / 8] ^= (char) (1 << bit % 8);
      assertThat(verifier.verify(new String(text)).accepted()).as("text bit %d", bit).isFalse();
    }
    assertThat(verifier.verify(sig).accepted()).isTrue();
  }

  @Property(tries = 10)
  void everyFlippedBitOfTheDocumentIsRefused(@ForAll("identifiers") String identifier) {
    UserSigClaims claims = UserSigClaims.of(1400000001, identifier, 1700000000, 60);
    UserSigVerifier verifier = verifier(1400000001, 1700000000);
    byte[] document =
        RawUserSig.document(UserSig.generate(KEY, claims)).getBytes(StandardCharsets.UTF_8);

    for (int bit = 0; bit < 8 * document.length; bit++) {
      document[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(verifier.verify(RawUserSig.encode(RawUserSig.deflate(document))).accepted())
          .as("bit %d", bit)
          .isFalse();
      document[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void everyMutationOfEveryByteIsRefusedExceptTheCompressionLevelHint() {
    byte[] stream = RawUserSig.decode(EXAMPLE);
    List<String> accepted = new ArrayList<>();

    forEveryMutation(
        stream,
        (position, value) -> {
          if (accepts(RawUserSig.encode(stream))) {
            accepted.add("byte %d = %x".formatted(position, value));
          }
        });

    // The second byte of a zlib stream states the compression level: four values are valid, one of
    // which is the original.
    assertThat(accepted).containsExactly("byte 1 = 5e", "byte 1 = 9c", "byte 1 = da");
  }

  @Test
  void everyMutationOfEveryCharacterIsRefused() {
    byte[] text = EXAMPLE.getBytes(StandardCharsets.ISO_8859_1);

    forEveryMutation(
        text,
        (position, value) ->
            assertThat(accepts(new String(text, StandardCharsets.ISO_8859_1)))
                .as("character %d = %x", position, value)
                .isFalse());
  }

  @Test
  void everyMutationOfEveryByteOfTheDocumentIsRefused() {
    byte[] document = RawUserSig.document(EXAMPLE).getBytes(StandardCharsets.UTF_8);

    forEveryMutation(
        document,
        (position, value) ->
            assertThat(accepts(RawUserSig.encode(RawUserSig.deflate(document))))
                .as("byte %d = %x", position, value)
                .isFalse());
  }

  @Property
  void anyTextGivesATypedResult(@ForAll String text) {
    assertThat(verifier(1400000001, 1700000000).verify(text)).isInstanceOf(Malformed.class);
  }

  @Property
  void anyDocumentGivesATypedResult(@ForAll byte[] document) {
    assertThat(
            verifier(1400000001, 1700000000)
                .verify(RawUserSig.encode(RawUserSig.deflate(document))))
        .isInstanceOf(Malformed.class);
  }

  /** Text without control characters and of at most 32 UTF-8 bytes, as the service allows. */
  @Provide
  Arbitrary<String> identifiers() {
    return printable()
        .ofMinLength(1)
        .ofMaxLength(32)
        .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= 32);
  }

  /** At least 2,048 bytes, the size of the vendor's buffer. */
  @Provide
  Arbitrary<String> longIdentifiers() {
    return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(2048).ofMaxLength(4096);
  }

  private static net.jqwik.api.arbitraries.StringArbitrary printable() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withCharRange('\u00a0', '\ud7ff')
        .withCharRange('\ue000', '\uffff');
  }

  /** Changes one byte at a time to each of the 255 other values, and restores the bytes. */
  private static void forEveryMutation(byte[] bytes, BiConsumer<Integer, Integer> check) {
    for (int position = 0; position < bytes.length; position++) {
      byte original = bytes[position];
      for (int value = 0; value < 256; value++) {
        if ((byte) value != original) {
          bytes[position] = (byte) value;
          check.accept(position, value);
        }
      }
      bytes[position] = original;
    }
  }

  /** Returns whether it verifies; inspects it too, which must not throw either. */
  private static boolean accepts(String userSig) {
    assertThat(UserSig.inspect(userSig)).isNotNull();
    return verifier(1400000001, 1700000000).verify(userSig).accepted();
  }

  private static UserSigVerifier verifier(long appId, long now) {
    return UserSigVerifier.of(appId, KEY)
        .withClock(Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC));
  }
}
