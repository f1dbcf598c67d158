package dev.chatcontract.conformance.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.Operations;
import dev.chatcontract.client.model.GetAppidGroupListRequest;
import dev.chatcontract.client.model.GetContactGroupRequest;
import dev.chatcontract.client.model.GetGroupAttrRequest;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GroupIdItem;
import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.ImportGroupRequest;
import dev.chatcontract.conformance.junit.ChatSimulator;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.conformance.simulator.log.RecordedRequest;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.TransportException;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The generated, signed client against the simulator: both are derived from one contract. */
@ChatSimulator
class JavaClientTest {
  @Test
  void allFiveOperationsAreCalled(Simulator simulator) {
    try (ChatCredentials credentials = credentials(simulator);
        ChatClient chat = client(simulator, credentials)) {
      String id =
          chat.groups()
              .importGroup(
                  ImportGroupRequest.builder().type(GroupType.PUBLIC).name("TestGroup").build())
              .groupId();
      assertThat(id).startsWith("@TGS#");
      assertThat(chat.groups().getAppidGroupListPages(GetAppidGroupListRequest.builder().build()))
          .extracting(GroupIdItem::groupId)
          .contains(id);
      assertThat(chat.groups().getGroupInfo(GetGroupInfoRequest.of(List.of(id))).groupInfo())
          .singleElement()
          .satisfies(group -> assertThat(group.name()).isEqualTo("TestGroup"));
      simulator
          .world()
          .collection("groups")
          .get(id)
          .below("attributes")
          .put(ApiCaller.JSON.createObjectNode().put("key", "color").put("value", "red"));
      assertThat(chat.groups().getGroupAttr(GetGroupAttrRequest.of(id)).groupAttrAry())
          .singleElement()
          .satisfies(attribute -> assertThat(attribute.value()).isEqualTo("red"));
      assertThat(
              chat.conversations()
                  .getContactGroup(GetContactGroupRequest.of("user0", 0L))
                  .contactItem())
          .hasSize(2);
    }
    assertThat(simulator.requests().all())
        .allSatisfy(request -> assertThat(request.checkCode()).isZero());
    assertThat(simulator.requests().all().stream().map(RecordedRequest::operation).distinct())
        .containsExactlyInAnyOrder(
            "import_group",
            "get_appid_group_list",
            "get_group_info",
            "get_group_attr",
            "get_contact_group");
  }

  @Test
  void aLostAnswerToAnImportIsNotSentTwice(Simulator simulator) {
    try (ChatCredentials credentials = credentials(simulator);
        ChatClient chat = client(simulator, credentials)) {
      simulator.addFault(FaultRule.on("import_group").afterEffect().fault(Faults.reset()));
      ImportGroupRequest unnamed =
          ImportGroupRequest.builder().type(GroupType.PUBLIC).name("x").build();
      assertThatThrownBy(() -> chat.groups().importGroup(unnamed))
          .isInstanceOf(TransportException.class);
      assertThat(simulator.requests().count()).isEqualTo(1);
    }
  }

  @Test
  void anImportThatWasRepeatedAfterALostAnswerSaysThatItMayHaveBeenCarriedOut(Simulator simulator) {
    try (ChatCredentials credentials = credentials(simulator);
        ChatClient chat = client(simulator, credentials)) {
      simulator.addFault(FaultRule.on("import_group").afterEffect().fault(Faults.reset()));
      ImportGroupRequest named =
          ImportGroupRequest.builder().type(GroupType.PUBLIC).name("x").groupId("mine").build();
      assertThatThrownBy(() -> chat.groups().importGroup(named))
          .isInstanceOfSatisfying(
              ApiException.class, failure -> assertThat(failure.code()).isEqualTo(10021))
          .hasMessageContaining("verify");
      assertThat(simulator.requests().count()).isEqualTo(2);
      // What the message asks to verify: the group exists, once.
      assertThat(chat.groups().getGroupInfo(GetGroupInfoRequest.of(List.of("mine"))).groupInfo())
          .singleElement()
          .satisfies(group -> assertThat(group.name()).isEqualTo("x"));
      assertThatThrownBy(() -> chat.groups().importGroup(named))
          .isInstanceOf(ApiException.class)
          .message()
          .doesNotContain("verify");
    }
  }

  @Test
  void anErrorOfTheSimulatorBecomesATypedException(Simulator simulator) {
    try (ChatCredentials credentials = credentials(simulator);
        ChatClient chat = client(simulator, credentials)) {
      assertThatThrownBy(() -> chat.groups().getGroupAttr(GetGroupAttrRequest.of("absent")))
          .isInstanceOfSatisfying(
              ApiException.class, failure -> assertThat(failure.code()).isEqualTo(10010));
      assertThat(
              chat.callRaw(
                      Operations.GET_APPID_GROUP_LIST,
                      ApiCaller.JSON.createObjectNode(),
                      CallOptions.none())
                  .path("ErrorCode")
                  .asInt(-1))
          .isZero();
    }
  }

  private static ChatCredentials credentials(Simulator simulator) {
    SimulatedApp app = simulator.app();
    return ChatCredentials.of(app.appId(), app.administrator(), app.secretKey().toCharArray());
  }

  private static ChatClient client(Simulator simulator, ChatCredentials credentials) {
    return SignedChatClients.builder()
        .baseUrl(simulator.baseUrl())
        .credentials(credentials)
        .build();
  }
}
