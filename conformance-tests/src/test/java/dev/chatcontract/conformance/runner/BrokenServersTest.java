package dev.chatcontract.conformance.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.FixedContract;
import dev.chatcontract.conformance.corpus.model.Credentials;
import dev.chatcontract.conformance.server.ServerCase;
import dev.chatcontract.conformance.server.ServerSuite;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.contract.model.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests the cases for servers themselves: each deliberately broken server must be caught. */
class BrokenServersTest {
  private static final Contract CONTRACT = FixedContract.read();
  private static final List<ServerCase> CASES = ServerSuite.cases(CONTRACT, true);
  private static final Duration PATIENT = Duration.ofMinutes(1);

  @Test
  void every_broken_server_is_caught() throws IOException, InterruptedException {
    SurvivorTable table = new SurvivorTable("Broken server");
    List<BrokenServers.Broken> all = BrokenServers.all();
    try (Simulator simulator = Simulator.builder().contract(CONTRACT).start()) {
      for (BrokenServers.Broken broken : all) {
        // Only a server that never answers reaches its deadline.
        Duration deadline =
            broken.name().equals("an answer never comes") ? Duration.ofSeconds(2) : PATIENT;
        simulator.reset();
        simulator.world().collection("groups").addMany(5, "Public");
        simulator.world().collection("groups").addMany(2, "ChatRoom");
        try (BrokenServer server = new BrokenServer(simulator, broken.fault());
            ServerSuite suite = open(simulator, server.url(), deadline)) {
          table.add(broken.name(), firstCaught(suite, order(broken.suspects())));
        }
      }
    }
    table.write(Path.of("target", "conformance", "broken-servers.md"));
    assertThat(all).hasSizeGreaterThanOrEqualTo(100);
    assertThat(table.survivors()).isEmpty();
  }

  @Test
  void a_filter_does_not_pass_if_no_kind_of_what_it_lists_is_known()
      throws IOException, InterruptedException {
    ServerCase filtered =
        CASES.stream()
            .filter(c -> c.id().equals("get_appid_group_list/server-filter/GroupType-Public"))
            .findFirst()
            .orElseThrow();
    BrokenServer.Fault withoutTypes =
        (ask, server) -> {
          BrokenServer.Answer answer = server.pass(ask);
          if (!ask.isFor("get_group_info")) {
            return answer;
          }
          ObjectNode body = answer.json();
          body.path("GroupInfo").forEach(item -> ((ObjectNode) item).remove("Type"));
          return answer.with(body);
        };
    try (Simulator simulator = Simulator.builder().contract(CONTRACT).start();
        BrokenServer server = new BrokenServer(simulator, withoutTypes);
        ServerSuite suite = open(simulator, server.url(), PATIENT)) {
      ServerSuite.Judged judged = suite.judge(filtered);
      assertThat(judged.standing()).isEqualTo(ServerSuite.Standing.NOT_APPLICABLE);
      assertThat(judged.faults()).singleElement().asString().contains("says the Type");
    }
  }

  @Test
  void the_proxy_alone_causes_no_finding() throws IOException, InterruptedException {
    try (Simulator simulator = Simulator.builder().contract(CONTRACT).start();
        BrokenServer server = new BrokenServer(simulator, (ask, s) -> s.pass(ask));
        ServerSuite suite = open(simulator, server.url(), PATIENT)) {
      List<String> found = new ArrayList<>();
      for (ServerCase c : CASES) {
        ServerSuite.Judged judged = suite.judge(c);
        if (judged.standing() != ServerSuite.Standing.KEPT) {
          found.add(c.id() + " " + judged.standing() + " " + judged.faults());
        }
      }
      assertThat(found).isEmpty();
    }
  }

  private static ServerSuite open(Simulator simulator, String url, Duration deadline)
      throws InterruptedException {
    Credentials credentials =
        new Credentials(
            simulator.app().appId(), simulator.app().administrator(), simulator.app().secretKey());
    return ServerSuite.open(CONTRACT, new ServerSuite.Target(url, credentials, true, deadline));
  }

  /** Suspects first, so that most are caught within a few cases. */
  private static List<ServerCase> order(List<String> suspects) {
    Map<Boolean, List<ServerCase>> parts =
        CASES.stream().collect(Collectors.partitioningBy(c -> Globs.matches(suspects, c.id())));
    List<ServerCase> ordered = new ArrayList<>(parts.get(true));
    ordered.addAll(parts.get(false));
    return ordered;
  }

  private static SurvivorTable.Catch firstCaught(ServerSuite suite, List<ServerCase> cases)
      throws InterruptedException {
    for (ServerCase c : cases) {
      ServerSuite.Judged judged = suite.judge(c);
      if (judged.standing() == ServerSuite.Standing.BROKEN) {
        return new SurvivorTable.Catch(c.id(), judged.faults().get(0));
      }
    }
    return SurvivorTable.Catch.NOTHING;
  }
}
