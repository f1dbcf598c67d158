import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetAppidGroupListRequest;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.ImportGroupRequest;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Signed calls against a simulator, one of each kind. */
public final class Calls {
  private static final String KEY =
      "simulator-only-key-0123456789abcdef0123456789abcdef0123456789abcd";
  private static final long EXISTS_ALREADY = 10021;

  private Calls() {}

  public static void main(String[] args) {
    make(args[0], options -> {});
  }

  /** Six calls, one of them refused by the API. */
  static void make(String simulator, Consumer<ClientOptions.Builder> options) {
    try (ChatClient chat =
        SignedChatClients.builder()
            .baseUrl(simulator)
            .credentials(ChatCredentials.of(1400000001L, "administrator", KEY.toCharArray()))
            .options(options)
            .build()) {
      String id = "neighbour-" + UUID.randomUUID();
      ImportGroupRequest group =
          ImportGroupRequest.builder().type(GroupType.PUBLIC).name("n").groupId(id).build();
      want(chat.groups().importGroup(group).groupId(), id);

      GetGroupInfoRequest request = GetGroupInfoRequest.of(List.of(id));
      GetGroupInfoResponse blocking = chat.groups().getGroupInfo(request);
      want(blocking.groupInfo().get(0).type(), GroupType.PUBLIC);
      want(chat.groups().async().getGroupInfo(request).join().groupInfo(), blocking.groupInfo());

      GetAppidGroupListRequest page = GetAppidGroupListRequest.builder().limit(100L).build();
      long found = chat.groups().getAppidGroupListPages(page).stream().limit(150).count();
      want(found, 150L);

      try {
        chat.groups().importGroup(group);
        throw new IllegalStateException("a group was imported twice");
      } catch (ApiException e) {
        want(e.code(), EXISTS_ALREADY);
      }
    }
  }

  static void want(Object seen, Object wanted) {
    if (!wanted.equals(seen)) {
      throw new IllegalStateException("wanted " + wanted + ", saw " + seen);
    }
  }
}
