package dev.chatcontract.conformance.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.reader.ContractReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of {@code x-effect}, in a contract for which the simulator has no Java. */
class EffectsTest {
  private static Simulator simulator;
  private static ApiCaller api;

  @BeforeAll
  static void start() throws URISyntaxException {
    Path contract = Path.of(EffectsTest.class.getResource("/effects/openapi.yaml").toURI());
    simulator = Simulator.builder().contract(ContractReader.load(contract)).start();
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

  private static JsonNode call(String operation, String body) {
    return api.call(operation, body.replace('\'', '"'));
  }

  private static int code(String operation, String body) {
    return call(operation, body).path("Code").asInt(-1);
  }

  private static void add(String name, String kind, int age) {
    assertThat(
            code("add_person", "{'Name':'" + name + "','Kind':'" + kind + "','Age':" + age + "}"))
        .isZero();
  }

  @Test
  void laterReadsSeeTheMembersOfACreation() {
    JsonNode added = call("add_person", "{'Name':'ann','Kind':'Adult','Age':30}");
    assertThat(added.path("Name").asText()).isEqualTo("ann");
    assertThat(call("read_person", "{'Name':'ann'}").path("Person").toString())
        .isEqualTo("{\"Name\":\"ann\",\"Kind\":\"Adult\",\"Years\":30}");
    assertThat(call("read_age", "{'Name':'ann'}").path("Years").asInt()).isEqualTo(30);
    assertThat(call("read_age", "{'Name':'ann'}").has("Kind")).isFalse();
  }

  @Test
  void eachReasonForARefusalHasItsCode() {
    add("ann", "Adult", 30);
    assertThat(code("add_person", "{'Name':'ann','Kind':'Adult'}")).isEqualTo(21);
    assertThat(code("add_person", "{'Name':'r2','Kind':'Robot'}")).isEqualTo(7);
    assertThat(code("add_person", "{'Name':'a b','Kind':'Adult'}")).isEqualTo(15);
    assertThat(code("read_person", "{'Name':'bob'}")).isEqualTo(10);
    assertThat(code("read_person", "{'Name':'b b'}")).isEqualTo(15);
    assertThat(code("read_person", "{}")).isEqualTo(15);
    assertThat(code("set_notes", "{'Name':'bob','Notes':[]}")).isEqualTo(10);
    assertThat(code("set_notes", "{'Name':'b b','Notes':[]}")).isEqualTo(15);
  }

  @Test
  void aCreationWithoutAKeyGetsANewOne() {
    String first = call("add_person", "{'Kind':'Adult'}").path("Name").asText();
    String second = call("add_person", "{'Kind':'Adult'}").path("Name").asText();
    assertThat(first).isNotEmpty().isNotEqualTo(second);
    assertThat(code("read_age", "{'Name':'" + first + "'}")).isZero();
  }

  @Test
  void eachRequestedKeyHasOneResultInTheOrderOfTheRequest() {
    add("ann", "Adult", 30);
    JsonNode people = call("read_people", "{'Names':['b b','ann','bob']}").path("People");
    assertThat(people.findValuesAsText("Name")).containsExactly("b b", "ann", "bob");
    assertThat(people.findValuesAsText("Result")).containsExactly("15", "0", "10");
    assertThat(people.get(1).path("Years").asInt()).isEqualTo(30);
    assertThat(people.get(2).path("Reason").asText()).isNotEmpty();
    assertThat(people.get(2)).hasSize(3);
  }

  @Test
  void aChangeSetsTheGivenMembersAndKeepsTheRest() {
    add("ann", "Adult", 30);
    assertThat(code("change_person", "{'Name':'ann','Age':31}")).isZero();
    assertThat(call("read_person", "{'Name':'ann'}").at("/Person/Years").asInt()).isEqualTo(31);
    assertThat(call("read_person", "{'Name':'ann'}").at("/Person/Kind").asText())
        .isEqualTo("Adult");
    assertThat(code("change_person", "{'Name':'bob','Age':31}")).isEqualTo(10);
    assertThat(code("change_person", "{'Name':'ann','Kind':'Child'}")).isZero();
    assertThat(call("list_people", "{'Kind':'Child'}").path("Total").asInt()).isEqualTo(1);
    assertThat(call("list_people", "{'Kind':'Adult'}").path("Total").asInt()).isZero();
  }

  @Test
  void aFailureIsInTheCodeOutsideTheEnvelopeIfTheAnswerHasOne() {
    add("ann", "Adult", 30);
    JsonNode aged = call("age_person", "{'Name':'ann','Age':31}");
    assertThat(aged.path("Result").asInt(-1)).isZero();
    assertThat(aged.path("Reason").asText("-")).isEmpty();
    assertThat(call("read_person", "{'Name':'ann'}").at("/Person/Years").asInt()).isEqualTo(31);
    JsonNode absent = call("age_person", "{'Name':'bob','Age':31}");
    assertThat(absent.path("Status").asText()).isEqualTo("OK");
    assertThat(absent.path("Code").asInt(-1)).isZero();
    assertThat(absent.path("Result").asInt()).isEqualTo(10);
    assertThat(absent.path("Reason").asText()).isNotEmpty();
  }

  @Test
  void deletingRemovesEverythingBelowToo() {
    add("ann", "Adult", 30);
    call("set_notes", "{'Name':'ann','Notes':[{'Title':'t','Text':'x'}]}");
    JsonNode dropped = call("drop_people", "{'Items':[{'Name':'ann'},{'Name':'bob'}]}");
    assertThat(dropped.path("Dropped").findValuesAsText("Result")).containsExactly("0", "10");
    assertThat(code("read_person", "{'Name':'ann'}")).isEqualTo(10);
    assertThat(call("list_people", "{'Kind':'Adult'}").path("Total").asInt()).isZero();
    add("ann", "Adult", 30);
    assertThat(call("list_notes", "{'Name':'ann'}").path("Notes")).isEmpty();
  }

  @Test
  void aListIsPagedBySeveralCursorsTogether() {
    for (String name : List.of("ann", "bob", "cid")) {
      add(name, "Adult", 30);
    }
    JsonNode first = call("walk_people", "{}");
    assertThat(first.path("People").findValuesAsText("Name"))
        .containsExactly("administrator", "ann");
    assertThat(first.path("Done").asInt()).isZero();
    String time = first.path("Time").toString();
    String token = first.path("Next").toString();
    JsonNode second = call("walk_people", "{'Time':" + time + ",'Token':" + token + "}");
    assertThat(second.path("People").findValuesAsText("Name")).containsExactly("bob", "cid");
    assertThat(second.path("Done").asInt()).isNotZero();
    // A client that passes on only one of them does not advance.
    assertThat(call("walk_people", "{'Time':" + time + "}").path("People").toString())
        .isEqualTo(first.path("People").toString());
    assertThat(call("walk_people", "{'Token':" + token + "}").path("People").toString())
        .isEqualTo(first.path("People").toString());
  }

  @Test
  void aListIsPagedByTextCursorsFilteredAndNarrowed() {
    for (String name : List.of("ann", "bob", "cid", "dan", "eve")) {
      add(name, name.equals("cid") ? "Child" : "Adult", 30);
    }
    List<String> seen = new ArrayList<>();
    String next = "";
    int pages = 0;
    do {
      JsonNode page = call("list_people", "{'Kind':'Adult','Most':3,'From':'" + next + "'}");
      assertThat(page.path("Total").asInt()).isEqualTo(4);
      assertThat(page.path("Next").isTextual()).isTrue();
      assertThat(page.at("/People/0").has("Kind")).isFalse();
      seen.addAll(page.path("People").findValuesAsText("Name"));
      next = page.path("Next").asText();
      pages++;
    } while (!next.isEmpty() && pages < 9);
    assertThat(seen).containsExactly("ann", "bob", "dan", "eve");
    assertThat(pages).isEqualTo(2);
    assertThat(call("list_people", "{'Age':31}").path("People")).isEmpty();
    assertThat(call("list_people", "{'Age':30}").path("Total").asInt()).isEqualTo(5);
  }

  @Test
  void notesArePutBelowAPersonAndReadByTitle() {
    add("ann", "Adult", 30);
    String two = "[{'Title':'a','Text':'1'},{'Title':'b','Text':'2'}]";
    assertThat(code("set_notes", "{'Name':'ann','Notes':" + two + "}")).isZero();
    call("set_notes", "{'Name':'ann','Notes':[{'Title':'a','Text':'3'}]}");
    assertThat(call("list_notes", "{'Name':'ann'}").path("Notes").toString())
        .isEqualTo("[{\"Title\":\"a\",\"Text\":\"3\"},{\"Title\":\"b\",\"Text\":\"2\"}]");
    JsonNode some = call("read_notes", "{'Name':'ann','Titles':['b','c']}").path("Notes");
    assertThat(some.findValuesAsText("Text")).containsExactly("2");
    add("bob", "Adult", 30);
    assertThat(call("list_notes", "{'Name':'bob'}").path("Notes")).isEmpty();
  }

  @Test
  void entriesWithoutKeysArePagedByIndex() {
    for (int i = 0; i < 5; i++) {
      JsonNode added = call("add_visit", "{'Name':'new','Place':'p" + i + "'}");
      assertThat(added.path("Place").asText()).isEqualTo("p" + i);
    }
    List<String> seen = new ArrayList<>();
    List<Integer> flags = new ArrayList<>();
    JsonNode page;
    int skip = 0;
    do {
      page = call("list_visits", "{'Name':'new','Skip':" + skip + "}");
      seen.addAll(page.path("Visits").findValuesAsText("Place"));
      flags.add(page.path("Last").asInt());
      skip = page.path("More").asInt();
    } while (page.path("Last").asInt() == 0 && flags.size() < 9);
    assertThat(seen).containsExactly("p0", "p1", "p2", "p3", "p4");
    assertThat(flags).containsExactly(0, 0, 1);
    assertThat(skip).isZero();
    assertThat(call("list_notes", "{'Name':'new'}").path("Visits")).hasSize(5);
    assertThat(code("list_visits", "{'Name':'nobody','Skip':0}")).isEqualTo(10);
  }

  @Test
  void administratorsExistFromTheStart() {
    assertThat(code("read_age", "{'Name':'administrator'}")).isZero();
  }

  @Test
  void anOperationWithoutAnEffectAnswersWithASampleAndSaysSo() {
    assertThat(simulator.answeredBySamples()).containsExactly("ping");
    assertThat(call("ping", "{}").path("Pong").asText()).isEqualTo("sampled");
    assertThat(header("ping")).isEqualTo("sample");
    assertThat(header("list_people")).isEqualTo("world");
  }

  private static String header(String operation) {
    return api.http(operation, "{}").headers().firstValue("Chat-Simulator-Answer").orElse("");
  }

  @Test
  void entriesAreAddedByTheNameOfTheirCollection() {
    JsonNode about = api.admin("POST", "/people", "{\"count\": 3, \"type\": \"Adult\"}");
    assertThat(about.path("people").asInt()).isEqualTo(4);
    assertThat(call("list_people", "{'Kind':'Adult'}").path("Total").asInt()).isEqualTo(3);
    assertThat(
            api.send("POST", "/__admin/chat/cats", "{}".getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(404);
  }
}
