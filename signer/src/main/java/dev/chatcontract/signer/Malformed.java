package dev.chatcontract.signer;

/**
 * A text that is not a UserSig at all.
 *
 * @param fault the first fault found
 * @param detail one sentence for a log; never quotes the text
 */
public record Malformed(Fault fault, String detail) implements Inspection, Verification {
  /** What can be wrong, in the order of the checks. */
  public enum Fault {
    /** Nothing was given. */
    EMPTY,
    /** More than {@value UserSigDocument#MAX_TEXT} characters. */
    TOO_LONG,
    /** A character outside A-Z, a-z, 0-9, asterisk, hyphen and underscore. */
    ALPHABET,
    /** Not canonical base64. */
    BASE64,
    /** Not one complete zlib stream with a correct checksum and nothing after it. */
    ZLIB,
    /** Inflates to more than {@value UserSigDocument#MAX_DOCUMENT} bytes. */
    TOO_LARGE,
    /** Not valid UTF-8. */
    UTF8,
    /** Not one JSON object. */
    JSON,
    /** A member appears twice. */
    DUPLICATE_MEMBER,
    /** A member that version 2.0 does not have. */
    UNKNOWN_MEMBER,
    /** A member is missing. */
    MISSING_MEMBER,
    /** A member's value has the wrong JSON type. */
    WRONG_TYPE,
    /** A member's value is out of range or has the wrong form. */
    BAD_VALUE
  }
}
