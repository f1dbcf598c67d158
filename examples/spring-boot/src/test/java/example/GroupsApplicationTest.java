package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.junit.ChatSimulator;
import dev.chatcontract.conformance.junit.SimulatorExtension;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ChatSimulator
class GroupsApplicationTest {
  @Autowired TestRestTemplate web;

  @DynamicPropertySource
  static void chat(DynamicPropertyRegistry properties) {
    Simulator simulator = SimulatorExtension.simulatorOf(GroupsApplicationTest.class);
    properties.add("chat.region", () -> "");
    properties.add("chat.base-url", simulator::baseUrl);
    properties.add("chat.secret-key-file", () -> "");
    properties.add("chat.secret-key", () -> simulator.app().secretKey());
  }

  @Test
  void aGroupIsShown(Simulator simulator) {
    simulator.world().collection("groups").add("orders-eu", "Public");
    assertThat(web.getForObject("/groups/orders-eu", String.class)).contains("\"Type\":\"Public\"");
  }

  @Test
  void aRefusalSaysWhatToDo(Simulator simulator) {
    simulator.addFault(FaultRule.on("get_group_info").fault(Faults.code(10007)).always());
    var answer = web.getForEntity("/groups/orders-eu", String.class);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_GATEWAY);
    assertThat(answer.getBody()).contains("10007: Call with the identifier");
  }
}
