package dev.chatcontract.contract.source;

/**
 * Where a value stands: the file relative to the contract's directory, line and column counted from
 * one, and the JSON pointer inside that file.
 */
public record Place(String file, int line, int column, String pointer) {

  /** The same file and line with the pointer one member or index deeper. */
  Place child(String token, int line, int column) {
    return new Place(file, line, column, pointer + "/" + escape(token));
  }

  /** Writes one reference token as RFC 6901 wants it. */
  public static String escape(String token) {
    return token.indexOf('~') < 0 && token.indexOf('/') < 0
        ? token
        : token.replace("~", "~0").replace("/", "~1");
  }

  /** The form editors and build logs turn into a link, followed by the pointer. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + " " + (pointer.isEmpty() ? "(root)" : pointer);
  }
}
