package dev.chatcontract.spring;

import dev.chatcontract.signer.SignedChatClients;

/**
 * Customizes the client before it is created, for settings that have no property. Beans of this
 * type are called in their order.
 */
@FunctionalInterface
public interface ChatClientCustomizer {
  /** Changes the builder, to which the properties have been applied. */
  void customize(SignedChatClients.Builder builder);
}
