package consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetAppidGroupListRequest;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.TransportException;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;

/** Makes one signed call to a port where nobody listens, using only the published jars. */
public final class Consumer {
  private Consumer() {}

  public static void main(String[] args) {
    try (ChatClient chat =
        SignedChatClients.builder()
            .baseUrl("http://127.0.0.1:9")
            .credentials(ChatCredentials.of(1400000001L, "admin", () -> "key".getBytes(UTF_8)))
            .build()) {
      chat.groups().getAppidGroupList(GetAppidGroupListRequest.of(), CallOptions.none().retries(0));
      throw new IllegalStateException("port 9 answered");
    } catch (TransportException e) {
      System.out.println("consumer: " + Consumer.class.getModule() + " called as it should");
    }
  }
}
