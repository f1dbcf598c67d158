package example;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetAppidGroupListRequest;
import dev.chatcontract.client.model.GroupIdItem;
import dev.chatcontract.client.model.GroupInfo;
import dev.chatcontract.runtime.BatchResult;
import dev.chatcontract.signer.SignedChatClients;
import java.util.ArrayList;
import java.util.List;

/** Prints the name and type of every group of the app. */
public final class ListGroups {
  public static void main(String[] args) {
    // CHATCTL_SDKAPPID, CHATCTL_IDENTIFIER, CHATCTL_SECRET_KEY_FILE, CHATCTL_REGION or CHATCTL_BASE_URL
    try (ChatClient chat = SignedChatClients.fromEnvironment()) {
      List<String> ids = new ArrayList<>();
      for (GroupIdItem item :
          chat.groups().getAppidGroupListPages(GetAppidGroupListRequest.builder().build())) {
        ids.add(item.groupId());
      }
      BatchResult<String, GroupInfo> groups = chat.groups().getGroupInfoBatch(ids);
      groups.found().forEach(g -> System.out.println(g.type() + " " + g.name()));
      System.out.println(groups.found().size() + " of " + ids.size() + " groups");
    }
  }
}
