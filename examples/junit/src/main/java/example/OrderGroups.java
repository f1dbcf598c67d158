package example;

import dev.chatcontract.client.GroupsClient;
import dev.chatcontract.client.ImportGroupErrors;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GroupInfo;
import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.ImportGroupRequest;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ChatException;
import java.util.List;

/** One group for each order, created once whatever goes wrong on the way. */
public final class OrderGroups {
  private final GroupsClient groups;

  public OrderGroups(GroupsClient groups) {
    this.groups = groups;
  }

  /** Creates the group of the order unless it exists. */
  public String open(String order) {
    ImportGroupRequest group =
        ImportGroupRequest.builder().groupId(order).type(GroupType.PUBLIC).name(order).build();
    try {
      return groups.importGroup(group).groupId();
    } catch (ChatException e) {
      boolean taken = e instanceof ApiException api && api.code() == ImportGroupErrors.GROUP_ID_TAKEN.code();
      if ((taken || e.maybeApplied()) && exists(order)) {
        return order;
      }
      throw e;
    }
  }

  private boolean exists(String order) {
    GroupInfo group = groups.getGroupInfo(GetGroupInfoRequest.of(List.of(order))).groupInfo().get(0);
    return group.errorCode() == 0;
  }
}
