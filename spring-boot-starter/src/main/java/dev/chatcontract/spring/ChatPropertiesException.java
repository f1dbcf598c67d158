package dev.chatcontract.spring;

import java.util.List;

/** Thrown when no client can be created from the properties; reports all problems at once. */
final class ChatPropertiesException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  ChatPropertiesException(List<String> problems) {
    super("cannot create a chat client from the properties: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems;
  }
}
