import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.conformance.junit.ChatSimulator;
import dev.chatcontract.conformance.junit.SimulatorExtension;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.io.PrintWriter;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Runs a test of a Spring application that uses the simulator as its chat API, as JUnit would. */
public class Springtest {
  @Configuration(proxyBeanMethods = false)
  static class Application {
    @Bean
    ChatClient chat(@Value("${chat.base-url}") String url, @Value("${chat.secret-key}") String key) {
      return SignedChatClients.builder()
          .baseUrl(url)
          .credentials(ChatCredentials.of(1400000001L, "administrator", key.toCharArray()))
          .build();
    }
  }

  @SpringBootTest(classes = Application.class, properties = "spring.main.banner-mode=off")
  @ChatSimulator
  static class OrderGroupsTest {
    @Autowired ChatClient chat;

    @DynamicPropertySource
    static void chat(DynamicPropertyRegistry properties) {
      Simulator simulator = SimulatorExtension.simulatorOf(OrderGroupsTest.class);
      properties.add("chat.base-url", simulator::baseUrl);
      properties.add("chat.secret-key", () -> simulator.app().secretKey());
    }

    @Test
    void theApplicationAsksTheSimulator(Simulator simulator) {
      chat.groups().getGroupInfo(GetGroupInfoRequest.of(List.of("@TGS#1")));
      assertEquals(1, simulator.requests().count());
    }

    @Nested
    class WithFaults {
      @Test
      void theSameSimulatorIsReset(Simulator simulator) {
        assertEquals(0, simulator.requests().count());
        simulator.addFault(FaultRule.on("get_group_info").fault(Faults.code(10010)));
        assertThrows(
            ApiException.class,
            () -> chat.groups().getGroupInfo(GetGroupInfoRequest.of(List.of("@TGS#1"))));
      }
    }
  }

  public static void main(String[] args) {
    SummaryGeneratingListener seen = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(OrderGroupsTest.class))
                .build(),
            seen);
    seen.getSummary().printFailuresTo(new PrintWriter(System.out, true), 40);
    if (seen.getSummary().getTestsSucceededCount() != 2) {
      System.exit(1);
    }
    System.exit(0); // a shutdown hook closes the context
  }
}
