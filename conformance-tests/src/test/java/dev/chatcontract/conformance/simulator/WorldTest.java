package dev.chatcontract.conformance.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static Simulator simulator;
  private static ApiCaller api;

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().emptyWorld().start();
    api = new ApiCaller(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void reset() {
    simulator.reset();
  }

  @Test
  void anImportedGroupIsListedHasItsProfileAndCannotBeImportedAgain() {
    String group =
        "{\"Type\":\"Public\",\"GroupId\":\"mine\",\"Name\":\"Mine\",\"Owner_Account\":\"leckie\","
            + "\"CreateTime\":1448357837,\"AppDefinedData\":[{\"Key\":\"k\",\"Value\":\"\\u0000\"}]}";
    assertThat(api.call("import_group", group).path("GroupId").asText()).isEqualTo("mine");

    JsonNode listed = api.call("get_appid_group_list", "{}");
    assertThat(listed.path("TotalCount").asInt()).isEqualTo(1);
    assertThat(listed.at("/GroupIdList/0/GroupId").asText()).isEqualTo("mine");
    assertThat(listed.path("Next").asLong(-1)).isZero();

    JsonNode profile = info("[\"mine\"]", "").get(0);
    assertThat(profile.path("ErrorCode").asInt(-1)).isZero();
    assertThat(profile.path("Name").asText()).isEqualTo("Mine");
    assertThat(profile.path("CreateTime").asLong()).isEqualTo(1448357837);
    assertThat(profile.path("Appid").asLong()).isEqualTo(simulator.app().appId());
    assertThat(profile.at("/AppDefinedData/0/Value").asText()).isEqualTo("\0");
    assertThat(profile.at("/MemberList/0/Member_Account").asText()).isEqualTo("leckie");
    assertThat(profile.at("/MemberList/0/Role").asText()).isEqualTo("Owner");

    assertThat(api.code("import_group", group)).isEqualTo(10021);
    assertThat(simulator.world().collection("groups").count()).isEqualTo(1);
  }

  @Test
  void aGroupWithoutAnIdGetsOneOfTheServersForm() {
    String first = imported("Public");
    String second = imported("Public");
    assertThat(first).startsWith("@TGS#").doesNotStartWith("@TGS#_").isNotEqualTo(second);
    assertThat(imported("Community")).startsWith("@TGS#_");
  }

  @Test
  void liveRoomsAreNotImportedAndShowNoMembers() {
    for (String type : List.of("AVChatRoom", "BChatRoom")) {
      assertThat(api.code("import_group", "{\"Type\":\"" + type + "\",\"Name\":\"x\"}"))
          .isEqualTo(10007);
    }
    simulator.world().collection("groups").add("room", "AVChatRoom");
    simulator.world().collection("groups").add("group", "Public");
    JsonNode both = info("[\"room\",\"group\"]", "");
    assertThat(both.get(0).has("MemberList")).isFalse();
    assertThat(both.get(1).has("MemberList")).isTrue();
  }

  @Test
  void eachGroupOfABatchHasItsOwnError() {
    simulator.world().collection("groups").add("there", "Public");
    JsonNode items = info("[\"absent\",\"there\",\"b\u0007d\",\"" + "x".repeat(49) + "\"]", "");
    assertThat(items.findValuesAsText("ErrorCode")).containsExactly("10010", "0", "10015", "10015");
    assertThat(items.get(0).path("ErrorInfo").asText()).isNotEmpty();
    assertThat(items.get(0)).hasSize(3);
  }

  @Test
  void filtersKeepOnlyNamedMembersAndTheThreeThatAreAlwaysReturned() {
    simulator.world().collection("groups").add("g", "Public", profile());
    JsonNode item =
        info(
                "[\"g\"]",
                ",\"ResponseFilter\":{\"GroupBaseInfoFilter\":[\"Name\"],"
                    + "\"MemberInfoFilter\":[\"Account\",\"Role\"],"
                    + "\"AppDefinedDataFilter_Group\":[\"a\"],"
                    + "\"AppDefinedDataFilter_GroupMember\":[]}")
            .get(0);
    assertThat(item.fieldNames())
        .toIterable()
        .containsExactly(
            "GroupId", "ErrorCode", "ErrorInfo", "Name", "AppDefinedData", "MemberList");
    assertThat(item.path("AppDefinedData").findValuesAsText("Key")).containsExactly("a");
    assertThat(item.at("/MemberList/0").fieldNames())
        .toIterable()
        .containsExactly("Member_Account", "Role", "AppMemberDefinedData");
    assertThat(item.at("/MemberList/0/AppMemberDefinedData")).isEmpty();
  }

  @Test
  void aHundredThousandGroupsArePagedWithCursorsBeyond32Bits() {
    simulator.world().collection("groups").addMany(100_000, "Public");
    simulator.world().collection("groups").add("other", "Private");
    Set<String> seen = new HashSet<>();
    List<Long> cursors = new ArrayList<>();
    long next = 0;
    do {
      JsonNode page = api.call("get_appid_group_list", "{\"Limit\":9000,\"Next\":" + next + "}");
      assertThat(page.path("TotalCount").asInt()).isEqualTo(100_001);
      page.path("GroupIdList").forEach(item -> seen.add(item.path("GroupId").asText()));
      next = page.path("Next").asLong(-1);
      cursors.add(next);
    } while (next != 0);
    assertThat(seen).hasSize(100_001);
    assertThat(cursors).hasSize(12).doesNotHaveDuplicates().endsWith(0L);
    assertThat(cursors.subList(0, 11)).allMatch(cursor -> cursor > 1L << 32);
  }

  @Test
  void aListByTypeCountsAndPagesThatTypeOnly() {
    simulator.world().collection("groups").addMany(3, "Public");
    simulator.world().collection("groups").addMany(2, "Private");
    JsonNode page = api.call("get_appid_group_list", "{\"GroupType\":\"Private\",\"Limit\":2}");
    assertThat(page.path("TotalCount").asInt()).isEqualTo(2);
    assertThat(page.path("GroupIdList")).hasSize(2);
    assertThat(page.path("Next").asLong(-1)).isZero();
    assertThat(
            api.call("get_appid_group_list", "{\"GroupType\":\"ChatRoom\"}")
                .path("TotalCount")
                .asInt(-1))
        .isZero();
  }

  @Test
  void attributesBelongToAGroup() {
    simulator.world().collection("groups").add("g", "Public");
    assertThat(api.call("get_group_attr", "{\"GroupId\":\"g\"}").path("GroupAttrAry")).isEmpty();
    setAttribute("g", "color", "red");
    assertThat(api.call("get_group_attr", "{\"GroupId\":\"g\"}").path("GroupAttrAry").toString())
        .isEqualTo("[{\"key\":\"color\",\"value\":\"red\"}]");
    assertThat(api.code("get_group_attr", "{\"GroupId\":\"absent\"}")).isEqualTo(10010);
    assertThatThrownBy(() -> setAttribute("absent", "a", "b")).hasMessageContaining("absent");
  }

  @Test
  void marksOfAnAccountArePagedUntilTheFlagSaysComplete() {
    assertThat(api.code("get_contact_group", "{\"From_Account\":\"u\",\"StartIndex\":0}"))
        .isEqualTo(50001);
    for (int i = 0; i < 250; i++) {
      ObjectNode item = ApiCaller.JSON.createObjectNode();
      item.put("Type", 1).put("To_Account", "peer" + i);
      simulator.world().collection("accounts").ensure("u").below("conversations").put(item);
    }
    simulator
        .world()
        .collection("accounts")
        .ensure("u")
        .below("folders")
        .put(ApiCaller.JSON.createObjectNode().put("GroupName", "work").put("GroupId", 1));
    long start = 0;
    List<String> peers = new ArrayList<>();
    JsonNode page;
    do {
      page = api.call("get_contact_group", "{\"From_Account\":\"u\",\"StartIndex\":" + start + "}");
      page.path("ContactItem").forEach(item -> peers.add(item.path("To_Account").asText()));
      start = page.path("NextStartIndex").asLong();
    } while (page.path("CompleteFlag").asInt() == 0);
    assertThat(peers).hasSize(250).doesNotHaveDuplicates();
    assertThat(start).isZero();
    assertThat(page.at("/GroupItem/0/GroupName").asText()).isEqualTo("work");
    // The contract names no lower bound.
    page = api.call("get_contact_group", "{\"From_Account\":\"u\",\"StartIndex\":-1}");
    assertThat(page.at("/ContactItem/0/To_Account").asText()).isEqualTo("peer0");
  }

  @Test
  void anImportedOwnerIsAnAccount() {
    api.call("import_group", "{\"Type\":\"Public\",\"Name\":\"x\",\"Owner_Account\":\"new\"}");
    assertThat(api.code("get_contact_group", "{\"From_Account\":\"new\",\"StartIndex\":0}"))
        .isZero();
  }

  private static void setAttribute(String group, String key, String value) {
    simulator
        .world()
        .collection("groups")
        .get(group)
        .below("attributes")
        .put(ApiCaller.JSON.createObjectNode().put("key", key).put("value", value));
  }

  private static ObjectNode profile() {
    ObjectNode profile = ApiCaller.JSON.createObjectNode();
    profile.put("Name", "n").put("Type", "Public");
    profile.putArray("AppDefinedData").addObject().put("Key", "a").put("Value", "1");
    profile.withArray("AppDefinedData").addObject().put("Key", "b").put("Value", "2");
    ObjectNode member = profile.putArray("MemberList").addObject();
    member.put("Member_Account", "m").put("Role", "Owner").put("MsgSeq", 3);
    member.putArray("AppMemberDefinedData").addObject().put("Key", "c").put("Value", "3");
    return profile;
  }

  private static String imported(String type) {
    return api.call("import_group", "{\"Type\":\"" + type + "\",\"Name\":\"x\"}")
        .path("GroupId")
        .asText();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static JsonNode info(String ids, String more) {
    JsonNode answer =
        api.call(
            "get_group_info", "{\"GroupIdList\":" + ids.replace("\u0007", "\\u0007") + more + "}");
    assertThat(list(answer.path("GroupInfo"))).isNotEmpty();
    return answer.path("GroupInfo");
  }
}
