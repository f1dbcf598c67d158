package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.signer.Malformed.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malicious UserSigs, each with the fault that it must be given. */
class HostileUserSigTest {
  private static final String GOOD =
      UserSig.generate(
          Keys.published(), UserSigClaims.of(1400000001, "administrator", 1700000000, 86400));
  private static final String DOCUMENT = RawUserSig.document(GOOD);

  @ParameterizedTest
  @NullAndEmptySource
  void aMissingOrEmptyText(@Nullable String userSig) {
    assertThat(fault(userSig)).isEqualTo(new Malformed(Fault.EMPTY, "there is no UserSig"));
  }

  @Test
  void aTextThatIsTooLongIsNotDecoded() {
    assertThat(fault("!".repeat(UserSigDocument.MAX_TEXT + 1)))
        .isEqualTo(new Malformed(Fault.TOO_LONG, "it has 24577 characters, more than 24576"));
    assertThat(fault("!".repeat(UserSigDocument.MAX_TEXT)).fault()).isEqualTo(Fault.ALPHABET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+", "/", "=", " ", "\n", "%", ".", "\0", "\u0080", "é", "Ａ", "李", ":", "[", "{", "@", "`"
      })
  void charactersOutsideTheAlphabet(String character) {
    assertThat(fault(GOOD.substring(0, 8) + character + GOOD.substring(9)))
        .isEqualTo(new Malformed(Fault.ALPHABET, "character 8 is none of A-Z a-z 0-9 * - _"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "AAAAA",
        "AAA",
        "AA",
        "A___",
        "AA_A",
        "____",
        "_AAA",
        "AAAA____",
        "AAB_",
        "AB__",
        "AA__AAAA"
      })
  void base64ThatIsNotCanonical(String text) {
    assertThat(fault(text))
        .isEqualTo(new Malformed(Fault.BASE64, "it is not padded, canonical base64"));
  }

  @Test
  void aDamagedStream() {
    assertThat(fault(RawUserSig.encode("not zlib at all".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(new Malformed(Fault.ZLIB, "its zlib stream is damaged"));
  }

  @Test
  void aStreamThatIsCutOffAnywhere() {
    for (byte[] stream :
        new byte[][] {RawUserSig.decode(GOOD), RawUserSig.deflate(utf8(DOCUMENT))}) {
      for (int length = 1; length < stream.length; length++) {
        assertThat(fault(RawUserSig.encode(Arrays.copyOf(stream, length))))
            .isEqualTo(new Malformed(Fault.ZLIB, "its zlib stream is cut off"));
      }
    }
  }

  @Test
  void bytesAfterTheStream() {
    byte[] stream = RawUserSig.decode(GOOD);

    assertThat(fault(RawUserSig.encode(Arrays.copyOf(stream, stream.length + 3))))
        .isEqualTo(new Malformed(Fault.ZLIB, "3 bytes follow its zlib stream"));
  }

  @Test
  void aStreamThatNeedsADictionary() {
    Deflater deflater = new Deflater();
    deflater.setDictionary(utf8(DOCUMENT));
    deflater.setInput(utf8(DOCUMENT));
    deflater.finish();
    byte[] out = new byte[1000];
    int length = deflater.deflate(out);
    deflater.end();

    assertThat(fault(RawUserSig.encode(Arrays.copyOf(out, length))))
        .isEqualTo(new Malformed(Fault.ZLIB, "its zlib stream asks for a dictionary"));
  }

  @Test
  void paddingBitsOfAStoredBlock() {
    byte[] stream = RawUserSig.decode(GOOD);
    stream[2] |= 0b0100_0000;

    assertThat(fault(RawUserSig.encode(stream)))
        .isEqualTo(new Malformed(Fault.ZLIB, "the padding of its stored block is not zero"));
  }

  @Test
  void aThousandBytesThatBecomeAMillion() {
    byte[] bomb = RawUserSig.deflate(new byte[1_000_000]);
    assertThat(bomb).hasSizeLessThan(1024);

    assertThat(fault(RawUserSig.encode(bomb)))
        .isEqualTo(new Malformed(Fault.TOO_LARGE, "it inflates to more than 16384 bytes"));
  }

  @Test
  void aDecompressionBombIsStoppedAtTheLimit() throws Exception {
    byte[] gigabyte = deflatedZeros(1 << 30);
    // Deflate compresses at most about 1000 to 1, so that 18 kB expand to 18 MB: a thousand times
    // the limit.
    byte[] cut = Arrays.copyOf(gigabyte, UserSigDocument.MAX_TEXT / 4 * 3);
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    String text = RawUserSig.encode(cut);
    fault(text);

    long before = threads.getCurrentThreadAllocatedBytes();
    Malformed result = fault(text);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(result.fault()).isEqualTo(Fault.TOO_LARGE);
    assertThat(allocated).isLessThan(500_000);
  }

  @Test
  void theLimitItselfIsNotTooLarge() {
    String padded = DOCUMENT + " ".repeat(UserSigDocument.MAX_DOCUMENT - DOCUMENT.length());

    assertThat(UserSig.inspect(RawUserSig.pack(padded))).isInstanceOf(Inspection.Stated.class);
    assertThat(fault(RawUserSig.pack(padded + " ")).fault()).isEqualTo(Fault.TOO_LARGE);
  }

  @Test
  void bytesThatAreNotUtf8() {
    byte[] document = utf8(DOCUMENT);
    document[40] = (byte) 0xff;

    assertThat(fault(RawUserSig.encode(RawUserSig.deflate(document))))
        .isEqualTo(new Malformed(Fault.UTF8, "its document is not valid UTF-8"));
  }

  @Test
  void utf16IsNotGuessed() {
    assertThat(
            fault(
                    RawUserSig.encode(
                        RawUserSig.deflate(DOCUMENT.getBytes(StandardCharsets.UTF_16LE))))
                .fault())
        .isEqualTo(Fault.JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|its document is not a JSON object",
        "7|its document is not a JSON object",
        "null|its document is not a JSON object",
        "``|its document is not a JSON object",
        "{|its document is not valid JSON",
        "{\"TLS.ver\":\"2.0\",}|its document is not valid JSON",
        "{'TLS.ver':\"2.0\"}|its document is not valid JSON",
        "{\"TLS.ver\":\"2.0|its document is not valid JSON",
        "{\"TLS.time\":01}|its document is not valid JSON",
        "{\"TLS.time\":NaN}|its document is not valid JSON",
        "{} //|its document is not valid JSON",
      })
  void textThatIsNotExactlyOneJsonObject(String document, String detail) {
    assertThat(fault(RawUserSig.pack(document))).isEqualTo(new Malformed(Fault.JSON, detail));
  }

  @Test
  void aSecondDocumentAfterTheFirst() {
    assertThat(fault(RawUserSig.pack(DOCUMENT + "{}")))
        .isEqualTo(new Malformed(Fault.JSON, "something follows its JSON object"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TLS.ver", "TLS.identifier", "TLS.sdkappid", "TLS.expire", "TLS.time", "TLS.sig"})
  void aDuplicateMember(String member) {
    String value = DOCUMENT.replaceAll(".*\"" + member + "\":([^,}]*).*", "$1");

    assertThat(fault(RawUserSig.pack("{\"" + member + "\":" + value + "," + DOCUMENT.substring(1))))
        .isEqualTo(new Malformed(Fault.DUPLICATE_MEMBER, member + " appears twice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TLS.ver", "TLS.identifier", "TLS.sdkappid", "TLS.expire", "TLS.time", "TLS.sig"})
  void aMissingMember(String member) {
    String without = DOCUMENT.replaceFirst("\"" + member + "\":[^,}]*,?", "").replace(",}", "}");

    assertThat(fault(RawUserSig.pack(without)))
        .isEqualTo(new Malformed(Fault.MISSING_MEMBER, member + " is missing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS.Ver", "tls.ver", "", "TLS.extra"})
  void anUnknownMember(String name) {
    assertThat(fault(RawUserSig.pack("{\"" + name + "\":1," + DOCUMENT.substring(1))))
        .isEqualTo(
            new Malformed(
                Fault.UNKNOWN_MEMBER,
                "its document has a member that version 2.0 does not define"));
  }

  @Test
  void memberNamesThatCollideInAHashTableAreCheap() {
    // "Aa" and "BB" have the same hash code in Java, and so have all words made of them.
    StringBuilder names = new StringBuilder("{");
    for (int i = 0; i < 1024; i++) {
      names.append('"');
      for (int bit = 0; bit < 10; bit++) {
        names.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      names.append("\":1,");
    }

    assertThat(fault(RawUserSig.pack(names.substring(0, 16000))).fault())
        .isEqualTo(Fault.UNKNOWN_MEMBER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TLS.ver|2.0|a string",
        "TLS.ver|null|a string",
        "TLS.identifier|7|a string",
        "TLS.identifier|{\"a\":{}}|a string",
        "TLS.identifier|[[[[]]]]|a string",
        "TLS.sdkappid|\"1400000001\"|an integer",
        "TLS.sdkappid|1400000001.0|an integer",
        "TLS.expire|86.4e3|an integer",
        "TLS.expire|true|an integer",
        "TLS.time|null|an integer",
        "TLS.time|[1700000000]|an integer",
        "TLS.userbuf|false|a string",
        "TLS.sig|0|a string",
      })
  void aMemberOfAnotherType(String member, String value, String type) {
    assertThat(fault(RawUserSig.pack(with(member, value))))
        .isEqualTo(new Malformed(Fault.WRONG_TYPE, member + " must be " + type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TLS.ver|\"2\"|TLS.ver is not 2.0, the only version with an HMAC",
        "TLS.ver|\"1.0\"|TLS.ver is not 2.0, the only version with an HMAC",
        "TLS.identifier|\"\"|TLS.identifier is empty",
        "TLS.identifier|\"a\\nTLS.sdkappid:1\"|TLS.identifier contains a control character at position 1",
        "TLS.identifier|\"\\ud800\"|TLS.identifier contains half a surrogate pair at position 0",
        "TLS.sdkappid|0|TLS.sdkappid is out of range",
        "TLS.sdkappid|4294967296|TLS.sdkappid is out of range",
        "TLS.sdkappid|9223372036854775808|TLS.sdkappid is out of range",
        "TLS.time|-1|TLS.time is out of range",
        "TLS.time|253402300800|TLS.time is out of range",
        "TLS.time|-9223372036854775808|TLS.time is out of range",
        "TLS.expire|-1|TLS.expire is out of range",
        "TLS.expire|9223372036854775807|TLS.expire is out of range",
        "TLS.expire|99999999999999999999999999|a name, number or text in its document is too long",
        "TLS.sig|\"\"|TLS.sig is not the base64 of 32 bytes",
        "TLS.sig|\"AAAA\"|TLS.sig is not the base64 of 32 bytes",
        "TLS.sig|\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\"|TLS.sig is not the base64 of 32 bytes",
        "TLS.sig|\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"|TLS.sig is not the base64 of 32 bytes",
        "TLS.sig|\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA*=\"|TLS.sig is not the base64 of 32 bytes",
        "TLS.userbuf|\"\"|TLS.userbuf is not the base64 of 1 to 4096 bytes",
        "TLS.userbuf|\"*\"|TLS.userbuf is not the base64 of 1 to 4096 bytes",
        "TLS.userbuf|\"AR==\"|TLS.userbuf is not the base64 of 1 to 4096 bytes",
      })
  void aMemberWithAnImpossibleValue(String member, String value, String detail) {
    assertThat(fault(RawUserSig.pack(with(member, value))))
        .isEqualTo(new Malformed(Fault.BAD_VALUE, detail));
  }

  @Test
  void anIdentifierOrUserbufThatIsTooLong() {
    assertThat(fault(RawUserSig.pack(with("TLS.identifier", '"' + "a".repeat(4097) + '"'))))
        .isEqualTo(
            new Malformed(Fault.BAD_VALUE, "TLS.identifier has 4097 UTF-8 bytes, more than 4096"));
    assertThat(fault(RawUserSig.pack(with("TLS.userbuf", '"' + "A".repeat(5464) + '"'))))
        .isEqualTo(
            new Malformed(Fault.BAD_VALUE, "TLS.userbuf is not the base64 of 1 to 4096 bytes"));
  }

  @Test
  void theLargestNumbersAreAccepted() {
    assertThat(UserSig.inspect(RawUserSig.pack(with("TLS.sdkappid", "4294967295"))))
        .isInstanceOf(Inspection.Stated.class);
    assertThat(UserSig.inspect(RawUserSig.pack(with("TLS.expire", "253402300799"))))
        .isInstanceOf(Inspection.Stated.class);
    assertThat(UserSig.inspect(RawUserSig.pack(with("TLS.expire", "0"))))
        .isInstanceOf(Inspection.Stated.class);
    assertThat(UserSig.inspect(RawUserSig.pack(with("TLS.time", "0"))))
        .isInstanceOf(Inspection.Stated.class);
  }

  private static String with(String member, String value) {
    String rest = DOCUMENT.replaceFirst("\"" + member + "\":[^,}]*,?", "").replace(",}", "}");
    return "{\"" + member + "\":" + value + "," + rest.substring(1);
  }

  private static Malformed fault(@Nullable String userSig) {
    Inspection inspected = UserSig.inspect(userSig);
    assertThat(UserSigVerifier.of(1400000001, Keys.published()).verify(userSig))
        .isEqualTo(inspected);
    assertThat(inspected).isInstanceOf(Malformed.class);
    return (Malformed) inspected;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] deflatedZeros(int count) {
    Deflater deflater = new Deflater();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    byte[] part = new byte[1 << 16];
    for (int left = count;
        left > 0 && out.size() < UserSigDocument.MAX_TEXT;
        left -= zeros.length) {
      deflater.setInput(zeros);
      while (!deflater.needsInput()) {
        out.write(part, 0, deflater.deflate(part));
      }
    }
    deflater.end();
    return out.toByteArray();
  }
}
