package example;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.ImportGroupErrors;
import dev.chatcontract.client.model.ContactItem;
import dev.chatcontract.client.model.GetAppidGroupListRequest;
import dev.chatcontract.client.model.GetContactGroupRequest;
import dev.chatcontract.client.model.GetGroupAttrRequest;
import dev.chatcontract.client.model.GroupIdItem;
import dev.chatcontract.client.model.GroupInfo;
import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.ImportGroupRequest;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.BatchResult;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.signer.SignedChatClients;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Operations of the contract: single calls, pages, batches, and calls that do not block. */
public final class Groups {
  public static void main(String[] args) {
    // CHATCTL_SDKAPPID, CHATCTL_IDENTIFIER, CHATCTL_SECRET_KEY_FILE, CHATCTL_REGION or CHATCTL_BASE_URL
    try (ChatClient chat = SignedChatClients.fromEnvironment()) {
      importOnce(chat, "orders-eu", "Orders, Europe");
      importOnce(chat, "orders-eu", "Orders, Europe");

      // Pages are fetched while they are read; a stream that stops early fetches no more.
      List<String> ids = new ArrayList<>();
      for (GroupIdItem item : chat.groups().getAppidGroupListPages(firstPage())) {
        ids.add(item.groupId());
      }
      System.out.println(ids.size() + " groups");

      // Any number of keys: the client requests 50 at a time and reports the result for each.
      ids.add("no-such-group");
      BatchResult<String, GroupInfo> groups = chat.groups().getGroupInfoBatch(ids);
      System.out.println(groups.found().size() + " profiles");
      groups.failed().forEach(failed -> System.out.println(failed.key() + ": code " + failed.code()));

      attributes(chat, "orders-eu").join();

      GetContactGroupRequest marked = GetContactGroupRequest.of("user0", 0L);
      for (ContactItem item : chat.conversations().getContactGroupPages(marked)) {
        System.out.println("conversation with " + (item.toAccount() != null ? item.toAccount() : item.toGroupId()));
      }
    } catch (ChatException e) {
      // The remaining cases: no answer, an HTTP status, an unreadable answer, an unexpected code.
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** Imports a group unless it exists already. */
  private static void importOnce(ChatClient chat, String id, String name) {
    ImportGroupRequest group =
        ImportGroupRequest.builder().groupId(id).type(GroupType.PUBLIC).name(name).build();
    try {
      System.out.println("imported " + chat.groups().importGroup(group).groupId());
    } catch (ApiException e) {
      if (e.code() != ImportGroupErrors.GROUP_ID_TAKEN.code()) {
        throw e;
      }
      System.out.println(id + " was there already");
    }
  }

  private static CompletableFuture<Void> attributes(ChatClient chat, String id) {
    return chat.groups()
        .async()
        .getGroupAttr(GetGroupAttrRequest.of(id))
        .thenAccept(answer -> System.out.println("attributes of " + id + ": " + answer.groupAttrAry()));
  }

  private static GetAppidGroupListRequest firstPage() {
    return GetAppidGroupListRequest.builder().limit(100L).build();
  }
}
