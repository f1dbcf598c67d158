package dev.chatcontract.contract.source;

/**
 * The place of a value: the file relative to the contract's directory, line and column counted from
 * one, and the JSON pointer in that file.
 */
public record Place(String file, int line, int column, String pointer) {

  /** Returns the place of a member or element, whose pointer is one token longer. */
  Place child(String token, int line, int column) {
    return new Place(file, line, column, pointer + "/" + escape(token));
  }

  /** Escapes a reference token as in RFC 6901. */
  public static String escape(String token) {
    return token.indexOf('~') < 0 && token.indexOf('/') < 0
        ? token
        : token.replace("~", "~0").replace("/", "~1");
  }

  /** Returns the form that editors and build logs turn into a link, followed by the pointer. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + " " + (pointer.isEmpty() ? "(root)" : pointer);
  }
}
