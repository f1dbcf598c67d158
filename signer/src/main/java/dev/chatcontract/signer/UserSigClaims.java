package dev.chatcontract.signer;

import org.jspecify.annotations.Nullable;

/**
 * The claims of a UserSig: who, in which application, from when and for how long.
 *
 * @param appId the SDKAppID, 1 to 4294967295
 * @param identifier the account; printable text of at most {@value #MAX_IDENTIFIER_BYTES} UTF-8
 *     bytes (the service itself accepts 32 and enforces that limit)
 * @param issuedAt when it was issued, in seconds since 1970
 * @param validFor how long it is valid, in seconds from {@code issuedAt}
 * @param userBuf the additional grant for real-time rooms, or null
 */
public record UserSigClaims(
    long appId, String identifier, long issuedAt, long validFor, @Nullable UserBuf userBuf) {
  /** Longest identifier that is signed and verified here, in UTF-8 bytes. */
  public static final int MAX_IDENTIFIER_BYTES = 4096;

  /** Largest SDKAppID: the field is an unsigned 32-bit number in userbuf. */
  static final long MAX_APP_ID = 0xffff_ffffL;

  /** The last second of the year 9999; sums of two such numbers cannot overflow. */
  static final long MAX_SECONDS = 253_402_300_799L;

  public UserSigClaims {
    if (appId < 1 || appId > MAX_APP_ID) {
      throw new IllegalArgumentException("appId is " + appId + "; it must be 1 to " + MAX_APP_ID);
    }
    String fault = faultOf(identifier);
    if (fault != null) {
      throw new IllegalArgumentException("identifier " + fault);
    }
    if (issuedAt < 0 || issuedAt > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "issuedAt is " + issuedAt + "; it must be seconds since 1970, 0 to " + MAX_SECONDS);
    }
    if (validFor < 0 || validFor > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "validFor is " + validFor + "; it must be 0 to " + MAX_SECONDS + " seconds");
    }
  }

  /** Creates claims without a userbuf. */
  public static UserSigClaims of(long appId, String identifier, long issuedAt, long validFor) {
    return new UserSigClaims(appId, identifier, issuedAt, validFor, null);
  }

  /** Returns the same claims with a userbuf. */
  public UserSigClaims withUserBuf(UserBuf added) {
    return new UserSigClaims(appId, identifier, issuedAt, validFor, added);
  }

  /** Returns the last second in which it is valid, in seconds since 1970. */
  public long expiresAt() {
    return issuedAt + validFor;
  }

  /**
   * Returns what is wrong with an identifier, or null. Control characters are rejected because the
   * signed text consists of lines: a line feed in a name could pass for the next line.
   */
  static @Nullable String faultOf(String identifier) {
    if (identifier.isEmpty()) {
      return "is empty";
    }
    int bytes = 0;
    for (int i = 0; i < identifier.length(); i++) {
      char c = identifier.charAt(i);
      if (Character.isISOControl(c)) {
        return "contains a control character at position " + i;
      }
      if (!Character.isSurrogate(c)) {
        bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < identifier.length()
          && Character.isLowSurrogate(identifier.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        return "contains half a surrogate pair at position " + i;
      }
    }
    return bytes > MAX_IDENTIFIER_BYTES
        ? "has " + bytes + " UTF-8 bytes, more than " + MAX_IDENTIFIER_BYTES
        : null;
  }
}
