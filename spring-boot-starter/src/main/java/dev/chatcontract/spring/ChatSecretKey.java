package dev.chatcontract.spring;

/** A secret key as a property: it prints as hidden, and mappers find no member to show. */
public final class ChatSecretKey {
  private final String text;

  private ChatSecretKey(String text) {
    this.text = text;
  }

  /** Creates a key from this text without the white space around it. Called by Spring's binder. */
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
