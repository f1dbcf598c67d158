package consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.ImportGroupRequest;
import dev.chatcontract.runtime.Bucket4jRateLimiter;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.util.List;

/** Calls from a named module; prints the answer as JSON with a plain mapper and with one that uses services. */
public final class Consumer {
  private static final String KEY =
      "simulator-only-key-0123456789abcdef0123456789abcdef0123456789abcd";

  private Consumer() {}

  /** Calls the simulator at the given URL. */
  public static void main(String[] args) throws Exception {
    try (ChatClient chat =
        SignedChatClients.builder()
            .baseUrl(args[0])
            .credentials(ChatCredentials.of(1400000001L, "administrator", KEY.toCharArray()))
            .rateLimiter(Bucket4jRateLimiter.local())
            .build()) {
      String id = "module-" + ProcessHandle.current().pid();
      ImportGroupRequest group =
          ImportGroupRequest.builder().type(GroupType.PUBLIC).name("n").groupId(id).build();
      chat.groups().importGroup(group);
      GetGroupInfoResponse answer =
          chat.groups().async().getGroupInfo(GetGroupInfoRequest.of(List.of(id))).join();
      for (ObjectMapper mapper :
          List.of(new ObjectMapper(), new ObjectMapper().findAndRegisterModules())) {
        String json = mapper.writeValueAsString(answer);
        if (!mapper.readValue(json, GetGroupInfoResponse.class).equals(answer)
            || !json.contains("\"Type\":\"Public\"")) {
          throw new IllegalStateException("not as on the wire: " + json);
        }
      }
      if (!Consumer.class.getModule().isNamed() || !ChatClient.class.getModule().isNamed()) {
        throw new IllegalStateException("not on the module path");
      }
    }
  }
}
