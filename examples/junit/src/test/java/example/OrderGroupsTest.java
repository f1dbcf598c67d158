package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.conformance.junit.ChatSimulator;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.HttpStatusException;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ChatSimulator
class OrderGroupsTest {
  private ChatClient chat;

  @BeforeEach
  void connect(Simulator simulator) {
    char[] key = simulator.app().secretKey().toCharArray();
    chat =
        SignedChatClients.builder()
            .baseUrl(simulator.baseUrl())
            .credentials(ChatCredentials.of(simulator.app().appId(), "administrator", key))
            .build();
  }

  @AfterEach
  void disconnect() {
    chat.close();
  }

  @Test
  void anOrderHasOneGroup(Simulator simulator) {
    assertEquals("order-7", open());
    assertEquals("order-7", open());
    assertEquals(3, simulator.requests().count(), "the second import is refused, and the group looked at");
  }

  @Test
  void aLostAnswerDoesNotLoseTheGroup(Simulator simulator) {
    simulator.addFault(FaultRule.on("import_group").afterEffect().fault(Faults.reset()).always());
    assertEquals("order-7", open());
  }

  @Test
  void aBusyServiceIsAskedAgain(Simulator simulator) {
    simulator.addFault(FaultRule.on("get_group_info").fault(Faults.code(10002)));
    open();
    assertEquals("order-7", open());
    assertEquals(4, simulator.requests().count(), "the look at the group was repeated");
  }

  @Test
  void whatCannotBeRepairedIsReported(Simulator simulator) {
    simulator.addFault(FaultRule.on("import_group").fault(Faults.code(10007)));
    assertEquals(10007, assertThrows(ApiException.class, this::open).code());
    simulator.addFault(FaultRule.on("import_group").fault(Faults.badGateway()).always());
    assertThrows(HttpStatusException.class, this::open);
  }

  private String open() {
    return new OrderGroups(chat.groups()).open("order-7");
  }
}
