package dev.chatcontract.signer;

/**
 * A text that is not a UserSig at all.
 *
 * @param fault the first thing wrong with it
 * @param detail one sentence for a log; never quotes the text
 */
public record Malformed(Fault fault, String detail) implements Inspection, Verification {
  /** What can be wrong, in the order in which it is looked for. */
  public enum Fault {
    /** Nothing was given. */
    EMPTY,
    /** More than {@value UserSigDocument#MAX_TEXT} characters. */
    TOO_LONG,
    /** A character outside A-Z, a-z, 0-9, asterisk, hyphen and underscore. */
    ALPHABET,
    /** Not base64 in its one canonical form. */
    BASE64,
    /** Not one whole zlib stream with a right checksum and nothing after it. */
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
    /** A member's value is of another JSON type. */
    WRONG_TYPE,
    /** A member's value lies outside its range or form. */
    BAD_VALUE
  }
}
