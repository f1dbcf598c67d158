package dev.chatcontract.conformance.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.ExamplesContract;
import dev.chatcontract.conformance.corpus.Corpus;
import dev.chatcontract.conformance.corpus.model.ConformanceCase;
import dev.chatcontract.contract.lint.ContractLint;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example operations: they have no findings, cases for every way to page, and pages of what was
 * written.
 */
class PagesTest {
  @TempDir static Path directory;

  private static Path root;
  private static Contract contract;
  private static Simulator simulator;
  private static ApiCaller api;

  @BeforeAll
  static void start() {
    root = ExamplesContract.copyTo(directory);
    contract = ContractReader.load(root);
    simulator = Simulator.builder().contract(contract).start();
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

  private static ObjectNode call(String operation, String body) {
    ObjectNode answer = (ObjectNode) api.call(operation, body.replace('\'', '"'));
    assertThat(answer.path("ErrorCode").asInt(-1)).as(answer.toString()).isZero();
    return answer;
  }

  private static void members(String group, int count) {
    String list =
        String.join(
            ",",
            IntStream.range(0, count).mapToObj(i -> "{'Member_Account':'m" + i + "'}").toList());
    call("import_group_member", "{'GroupId':'" + group + "','MemberList':[" + list + "]}");
  }

  private static List<String> accounts(JsonNode page) {
    return page.path("MemberList").findValuesAsText("Member_Account");
  }

  @Test
  void examples_have_no_finding() {
    assertThat(ContractLint.lint(root)).isEmpty();
  }

  @Test
  void an_offset_skips_that_many_entries() {
    call("import_group", "{'Type':'Public','Name':'n','GroupId':'pages'}");
    members("pages", 5);
    List<List<String>> pages = new ArrayList<>();
    for (int offset : List.of(0, 2, 4, 5)) {
      pages.add(
          accounts(
              call(
                  "get_group_member_info",
                  "{'GroupId':'pages','Limit':2,'Offset':" + offset + "}")));
    }
    assertThat(pages)
        .containsExactly(List.of("m0", "m1"), List.of("m2", "m3"), List.of("m4"), List.of());
    JsonNode page = call("get_group_member_info", "{'GroupId':'pages','Limit':2}");
    assertThat(page.has("Next")).isFalse();
  }

  @Test
  void a_text_cursor_is_empty_at_first_and_at_the_end() {
    call("import_group", "{'Type':'Community','Name':'n','GroupId':'@TGS#_pages'}");
    members("@TGS#_pages", 3);
    String next = "";
    List<String> seen = new ArrayList<>();
    int pages = 0;
    do {
      JsonNode page =
          call(
              "get_group_member_info", "{'GroupId':'@TGS#_pages','Limit':2,'Next':'" + next + "'}");
      seen.addAll(accounts(page));
      next = page.path("Next").textValue();
      pages++;
    } while (!next.isEmpty());
    assertThat(seen).containsExactly("m0", "m1", "m2");
    assertThat(pages).isEqualTo(2);
  }

  @Test
  void several_cursors_come_with_the_flag() {
    JsonNode first =
        call(
            "get_list",
            "{'From_Account':'leckie','TimeStamp':0,'StartIndex':0,'TopTimeStamp':0,'TopStartIndex':0}");
    assertThat(first.path("CompleteFlag").asInt()).isEqualTo(1);
    for (String member : List.of("TimeStamp", "StartIndex", "TopTimeStamp", "TopStartIndex")) {
      assertThat(first.path(member).isIntegralNumber()).as(member).isTrue();
    }
  }

  @Test
  void every_way_to_page_has_cases() {
    List<String> ids = Corpus.of(contract).cases().stream().map(ConformanceCase::id).toList();
    assertThat(ids)
        .contains(
            "get_joined_group_list/pages/two-pages",
            "get_joined_group_list/pages/total-grows",
            "get_joined_group_list/pages/empty-page-ends",
            "get_list/pages/two-pages",
            "get_list/pages/cursor-incomplete-toptimestamp",
            "friend_get/pages/finished-with-cursor",
            "get_group_member_info/pages/by-next-cursor-opaque",
            "get_group_member_info/pages/by-next-two-pages",
            "get_group_member_info/pages/by-offset-full-last-page",
            "get_group_member_info/pages/by-offset-no-size-given");
  }
}
