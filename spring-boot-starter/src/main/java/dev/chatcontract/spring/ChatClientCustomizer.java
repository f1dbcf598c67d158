package dev.chatcontract.spring;

import dev.chatcontract.signer.SignedChatClients;

/**
 * Changes the client before it is made: what there is no property for. Beans of this type are
 * called in their order.
 */
@FunctionalInterface
public interface ChatClientCustomizer {
  /** Changes the builder, which has what the properties say. */
  void customize(SignedChatClients.Builder builder);
}
