package dev.chatcontract.spring;

/** A secret key as a property: prints as hidden, and has no member that a mapper could show. */
public final class ChatSecretKey {
  private final String text;

  private ChatSecretKey(String text) {
    this.text = text;
  }

  /** The key in this text; white space around it does not count. Spring's binder calls it. */
  public static ChatSecretKey valueOf(String text) {
    return new ChatSecretKey(text.strip());
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  char[] reveal() {
    return text.toCharArray();
  }

  boolean isIn(String shown) {
    return !text.isEmpty() && shown.contains(text);
  }

  @Override
  public String toString() {
    return "hidden";
  }
}
