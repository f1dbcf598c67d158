package consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetAppidGroupListRequest;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;

/** One signed call against the simulator, everything from the published jars. */
public final class Consumer {
  private Consumer() {}

  public static void main(String[] args) {
    try (Simulator simulator = Simulator.start();
        ChatClient chat =
            SignedChatClients.builder()
                .baseUrl(simulator.baseUrl())
                .credentials(
                    ChatCredentials.of(
                        simulator.app().appId(),
                        simulator.app().administrator(),
                        () -> simulator.app().secretKey().getBytes(UTF_8)))
                .build()) {
      var answer = chat.groups().getAppidGroupList(GetAppidGroupListRequest.builder().build());
      System.out.println("consumer: " + Consumer.class.getModule() + ", " + answer.actionStatus());
    }
  }
}
