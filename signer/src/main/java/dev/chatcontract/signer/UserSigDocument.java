package dev.chatcontract.signer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.chatcontract.signer.Malformed.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A parsed UserSig: its claims and its HMAC, neither of them verified. */
final class UserSigDocument {
  /**
   * Longest text that is read: what the largest identifier and userbuf need, stored and in base64,
   * and a little more.
   */
  static final int MAX_TEXT = 24 * 1024;

  /** Most bytes that are inflated from it, however well it is compressed. */
  static final int MAX_DOCUMENT = 16 * 1024;

  // Names are not kept in a symbol table: hostile ones could fill it, or collide in it on purpose.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2)
                  .maxNumberLength(20)
                  .maxStringLength(MAX_DOCUMENT)
                  .build())
          .build();

  private static final int FIRST_BLOCK = 2; // after the two bytes of a zlib header
  private static final int STORED_PADDING = 0xf8; // the bits after a stored block's three

  private final UserSigClaims claims;
  private final byte[] mac;

  private UserSigDocument(UserSigClaims claims, byte[] mac) {
    this.claims = claims;
    this.mac = mac;
  }

  UserSigClaims claims() {
    return claims;
  }

  byte[] mac() {
    return mac;
  }

  static UserSigDocument parse(@Nullable String userSig) throws MalformedUserSig {
    if (userSig == null || userSig.isEmpty()) {
      throw new MalformedUserSig(Fault.EMPTY, "there is no UserSig");
    }
    if (userSig.length() > MAX_TEXT) {
      throw new MalformedUserSig(
          Fault.TOO_LONG, "it has " + userSig.length() + " characters, more than " + MAX_TEXT);
    }
    return claims(members(text(inflate(decode(Alphabet.toStandard(userSig))))));
  }

  /**
   * Decodes base64 and accepts only the form that encoding produces: no other text may represent
   * the same bytes.
   */
  private static byte[] decode(byte[] base64) throws MalformedUserSig {
    byte[] bytes = canonical(base64);
    if (bytes == null) {
      throw new MalformedUserSig(Fault.BASE64, "it is not padded, canonical base64");
    }
    return bytes;
  }

  private static byte @Nullable [] canonical(byte[] base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return Arrays.equals(base64, Base64.getEncoder().encode(bytes)) ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] inflate(byte[] stream) throws MalformedUserSig {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stream);
      byte[] document = new byte[Math.min(MAX_DOCUMENT, 1024)];
      int length = 0;
      while (true) {
        length += inflater.inflate(document, length, document.length - length);
        if (inflater.finished()) {
          break;
        }
        if (inflater.needsDictionary()) {
          throw new MalformedUserSig(Fault.ZLIB, "its zlib stream asks for a dictionary");
        }
        if (length < document.length) {
          throw new MalformedUserSig(Fault.ZLIB, "its zlib stream is cut off");
        }
        if (length > MAX_DOCUMENT) {
          throw new MalformedUserSig(
              Fault.TOO_LARGE, "it inflates to more than " + MAX_DOCUMENT + " bytes");
        }
        // One byte beyond the limit distinguishes a document that ends there from a longer one.
        document = Arrays.copyOf(document, Math.min(2 * document.length, MAX_DOCUMENT + 1));
      }
      if (length > MAX_DOCUMENT) {
        throw new MalformedUserSig(
            Fault.TOO_LARGE, "it inflates to more than " + MAX_DOCUMENT + " bytes");
      }
      if (inflater.getRemaining() > 0) {
        throw new MalformedUserSig(
            Fault.ZLIB, inflater.getRemaining() + " bytes follow its zlib stream");
      }
      boolean stored = (stream[FIRST_BLOCK] & 0b110) == 0;
      if (stored && (stream[FIRST_BLOCK] & STORED_PADDING) != 0) {
        throw new MalformedUserSig(Fault.ZLIB, "the padding of its stored block is not zero");
      }
      return Arrays.copyOf(document, length);
    } catch (DataFormatException e) {
      throw new MalformedUserSig(Fault.ZLIB, "its zlib stream is damaged");
    } finally {
      inflater.end();
    }
  }

  private static CharBuffer text(byte[] document) throws MalformedUserSig {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
    } catch (CharacterCodingException e) {
      throw new MalformedUserSig(Fault.UTF8, "its document is not valid UTF-8");
    }
  }

  private static Map<Member, Object> members(CharBuffer text) throws MalformedUserSig {
    Map<Member, Object> members = new HashMap<>();
    try (JsonParser json = JSON.createParser(text.array(), 0, text.limit())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedUserSig(Fault.JSON, "its document is not a JSON object");
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        Member member = Member.named(name);
        if (members.put(member, value(member, json)) != null) {
          throw new MalformedUserSig(Fault.DUPLICATE_MEMBER, member.wireName + " appears twice");
        }
      }
      if (json.nextToken() != null) {
        throw new MalformedUserSig(Fault.JSON, "something follows its JSON object");
      }
    } catch (StreamConstraintsException e) {
      throw new MalformedUserSig(
          Fault.BAD_VALUE, "a name, number or text in its document is too long");
    } catch (IOException e) {
      throw new MalformedUserSig(Fault.JSON, "its document is not valid JSON");
    }
    return members;
  }

  private static Object value(Member member, JsonParser json) throws IOException, MalformedUserSig {
    JsonToken token = json.nextToken();
    if (token != member.token) {
      throw new MalformedUserSig(
          Fault.WRONG_TYPE,
          member.wireName
              + " must be "
              + (member.token == JsonToken.VALUE_STRING ? "a string" : "an integer"));
    }
    if (token == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw outOfRange(member);
    }
    return json.getLongValue();
  }

  private static UserSigDocument claims(Map<Member, Object> members) throws MalformedUserSig {
    for (Member member : Member.values()) {
      if (member != Member.USERBUF && !members.containsKey(member)) {
        throw new MalformedUserSig(Fault.MISSING_MEMBER, member.wireName + " is missing");
      }
    }
    if (!"2.0".equals(members.get(Member.VERSION))) {
      throw new MalformedUserSig(
          Fault.BAD_VALUE, "TLS.ver is not 2.0, the only version with an HMAC");
    }
    String identifier = (String) members.get(Member.IDENTIFIER);
    String fault = UserSigClaims.faultOf(identifier);
    if (fault != null) {
      throw new MalformedUserSig(Fault.BAD_VALUE, "TLS.identifier " + fault);
    }
    byte[] mac = bytes(members, Member.SIG);
    if (mac == null || mac.length != SigningKey.MAC_BYTES) {
      throw new MalformedUserSig(
          Fault.BAD_VALUE, "TLS.sig is not the base64 of " + SigningKey.MAC_BYTES + " bytes");
    }
    UserSigClaims claims =
        UserSigClaims.of(
            number(members, Member.APP, 1, UserSigClaims.MAX_APP_ID),
            identifier,
            number(members, Member.TIME, 0, UserSigClaims.MAX_SECONDS),
            number(members, Member.EXPIRE, 0, UserSigClaims.MAX_SECONDS));
    if (members.containsKey(Member.USERBUF)) {
      byte[] userBuf = bytes(members, Member.USERBUF);
      if (userBuf == null || userBuf.length == 0 || userBuf.length > UserBuf.MAX_BYTES) {
        throw new MalformedUserSig(
            Fault.BAD_VALUE,
            "TLS.userbuf is not the base64 of 1 to " + UserBuf.MAX_BYTES + " bytes");
      }
      claims = claims.withUserBuf(UserBuf.of(userBuf));
    }
    return new UserSigDocument(claims, mac);
  }

  private static long number(Map<Member, Object> members, Member member, long min, long max)
      throws MalformedUserSig {
    long value = (Long) members.get(member);
    if (value < min || value > max) {
      throw outOfRange(member);
    }
    return value;
  }

  private static byte @Nullable [] bytes(Map<Member, Object> members, Member member) {
    return canonical(((String) members.get(member)).getBytes(StandardCharsets.UTF_8));
  }

  private static MalformedUserSig outOfRange(Member member) {
    return new MalformedUserSig(Fault.BAD_VALUE, member.wireName + " is out of range");
  }

  /** The members of version 2.0; all but the userbuf are required. */
  private enum Member {
    VERSION("TLS.ver", JsonToken.VALUE_STRING),
    IDENTIFIER("TLS.identifier", JsonToken.VALUE_STRING),
    APP("TLS.sdkappid", JsonToken.VALUE_NUMBER_INT),
    TIME("TLS.time", JsonToken.VALUE_NUMBER_INT),
    EXPIRE("TLS.expire", JsonToken.VALUE_NUMBER_INT),
    USERBUF("TLS.userbuf", JsonToken.VALUE_STRING),
    SIG("TLS.sig", JsonToken.VALUE_STRING);

    private final String wireName;
    private final JsonToken token;

    Member(String wireName, JsonToken token) {
      this.wireName = wireName;
      this.token = token;
    }

    static Member named(String name) throws MalformedUserSig {
      for (Member member : values()) {
        if (member.wireName.equals(name)) {
          return member;
        }
      }
      throw new MalformedUserSig(
          Fault.UNKNOWN_MEMBER, "its document has a member that version 2.0 does not define");
    }
  }
}
