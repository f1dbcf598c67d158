package dev.chatcontract.signer;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetGroupAttrRequest;
import java.util.List;

/** A separate program that calls a server once for each identifier. */
final class CallingSession {
  static final List<String> IDENTIFIERS = List.of("a&usersig=x", "a#b", "a b", "a%26", "李雷");

  private CallingSession() {}

  /** Argument: the base URL. */
  public static void main(String[] args) {
    for (String identifier : IDENTIFIERS) {
      try (ChatClient chat =
          SignedChatClients.builder()
              .baseUrl(args[0])
              .credentials(ChatCredentials.of(1400000001, identifier, Keys.TEXT.toCharArray()))
              .build()) {
        chat.groups().getGroupAttr(GetGroupAttrRequest.of("group"));
      }
    }
    System.out.printf("%d", 1400000001);
  }
}
