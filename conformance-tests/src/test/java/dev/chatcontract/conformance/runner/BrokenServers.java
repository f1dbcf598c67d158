package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatcontract.conformance.runner.BrokenServer.Answer;
import dev.chatcontract.conformance.runner.BrokenServer.Ask;
import dev.chatcontract.conformance.runner.BrokenServer.Fault;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Servers with one deliberate defect each. */
final class BrokenServers {
  private static final String LIST = "get_appid_group_list";
  private static final String INFO = "get_group_info";
  private static final String ATTR = "get_group_attr";
  private static final String CONTACT = "get_contact_group";
  private static final String IMPORT = "import_group";
  private static final String EVERY = "*";

  private static final String SAMPLE =
      "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,";

  /**
   * A broken server.
   *
   * @param suspects globs of the cases to try first
   */
  record Broken(String name, List<String> suspects, Fault fault) {}

  private final List<Broken> all = new ArrayList<>();

  private BrokenServers() {
    envelopes();
    codes();
    callers();
    pages();
    batches();
    filters();
    types();
    transport();
    requests();
    writes();
  }

  static List<Broken> all() {
    return new BrokenServers().all;
  }

  private void envelopes() {
    success("ActionStatus is missing", LIST, "*answer*", (q, a) -> a.remove("ActionStatus"));
    success("ErrorCode is missing", INFO, "*answer*", (q, a) -> a.remove("ErrorCode"));
    success("ErrorCode is a string", ATTR, "*answer*", (q, a) -> a.put("ErrorCode", "0"));
    success("ActionStatus is null", CONTACT, "*answer*", (q, a) -> a.putNull("ActionStatus"));
    success("FAIL with code 0", LIST, "*answer*", (q, a) -> a.put("ActionStatus", "FAIL"));
    failure("OK with a code", EVERY, "*key*", a -> a.put("ActionStatus", "OK"));
    failure("the code of a failure is a string", EVERY, "*key*", a -> a.put("ErrorCode", "10010"));
    success("ErrorInfo is a list", ATTR, "*answer*", (q, a) -> a.putArray("ErrorInfo"));
    success(
        "the answer is in an envelope of its own",
        INFO,
        "*answer*",
        (q, a) -> {
          ObjectNode inner = a.deepCopy();
          a.removeAll();
          a.set("Response", inner);
        });
  }

  private void codes() {
    swapped("a group that is not there is an invalid parameter", ATTR, 10010, 10004, "*key*");
    swapped("a user who is not there is a server error", CONTACT, 50001, 50004, "*key*");
    swapped("an invalid parameter is an internal error", LIST, 10004, 10002, "*limit*");
    swapped(
        "an invalid parameter of marks has the groups' code", CONTACT, 50002, 10004, "*missing*");
    swapped("a wrong type is an unknown command", INFO, 10004, 10003, "*wrong-type*");
    swapped("unreadable JSON is an unreadable request", EVERY, 60003, 60002, "*body*");
    swapped("expired is invalid", EVERY, 70001, 70003, "*access/expired");
    swapped("another key is expired", EVERY, 70009, 70001, "*access/other-key");
    swapped("another identifier is another app", EVERY, 70013, 70014, "*access/other-identifier");
    swapped("no administrator is a wrong signature", EVERY, 60010, 70005, "*access/not-admin*");
    swapped("a cut signature is an empty one", EVERY, 70003, 70002, "*access/cut*");
    swapped("a missing app is a missing signature", EVERY, 60012, 70002, "*access/no-app");
    swapped("a code that no page lists", ATTR, 10010, 19999, "*key*");
    swapped("a code of writes for a read", CONTACT, 50001, 51009, "*key*");
    swapped("a code of more than 32 bits", ATTR, 10010, 4454685361L, "*key*");
  }

  private void callers() {
    unchecked("no signature is checked", q -> true, "*access/other-key");
    unchecked("an absent signature passes", q -> !q.contains("usersig="), "*access/no-sig*");
    unchecked("an empty signature passes", q -> q.contains("usersig=&"), "*access/empty*");
    refusedAs("an expired signature passes", 70001, "*access/expired");
    refusedAs("a signature of another key passes", 70009, "*access/other-key");
    refusedAs("a signature of another identifier passes", 70013, "*access/other-id*");
    refusedAs("a signature of another app passes", 70014, "*access/other-app");
    refusedAs("anybody is an administrator", 60010, "*access/not-admin*");
    refusedAs("a cut signature passes", 70003, "*access/cut*");
    refusedAs("an app that is absent passes", 60012, "*access/no-app");
    refusedAs("an app that is unknown passes", 70020, "*access/unknown-app");
    refusedAs("an identifier that is absent passes", 60004, "*access/no-identifier");
    add(
        "one operation checks no signature",
        List.of("*get_group_attr/server-access*"),
        (ask, s) -> s.pass(ask.isFor(ATTR) ? s.signed(ask) : ask));
  }

  private void pages() {
    success(
        "Next is repeated",
        LIST,
        "*paging*",
        (q, a) -> {
          if (q.path("Next").asLong() != 0) {
            a.put("Next", q.path("Next").asLong());
          }
        });
    success("Next is always 0", LIST, "*paging*", (q, a) -> a.put("Next", 0));
    success("Next is absent", LIST, "*paging*", (q, a) -> a.remove("Next"));
    success("Next is a string", LIST, "*paging*", (q, a) -> a.put("Next", a.path("Next").asText()));
    success(
        "Next is cut to 32 bits",
        LIST,
        "*paging*",
        (q, a) -> a.put("Next", a.path("Next").asLong() & 0x7FFF_FFFF));
    success(
        "the last page has a Next",
        LIST,
        "*paging*",
        (q, a) -> {
          if (a.path("Next").asLong() == 0) {
            a.put("Next", 99L + q.path("Next").asLong());
          }
        });
    asked("the cursor is ignored", LIST, "*paging*", q -> q.remove("Next"));
    asked(
        "pages overlap",
        LIST,
        "*paging*",
        q -> q.put("Next", Math.max(0, q.path("Next").asLong() - 1)));
    asked(
        "an item between two pages is lost",
        LIST,
        "*paging*",
        q -> {
          if (q.path("Next").asLong() != 0) {
            q.put("Next", q.path("Next").asLong() + 1);
          }
        });
    asked("Limit is ignored", LIST, "*paging*", q -> q.remove("Limit"));
    asked(
        "a page has one more than Limit",
        LIST,
        "*paging*",
        q -> {
          if (q.path("Limit").asInt() > 0 && q.path("Limit").asInt() < 9999) {
            q.put("Limit", q.path("Limit").asInt() + 1);
          }
        });
    success(
        "an item stands on a page twice",
        LIST,
        "*paging*",
        (q, a) -> {
          ArrayNode list = (ArrayNode) a.path("GroupIdList");
          if (!list.isEmpty()) {
            list.add(list.get(0));
          }
        });
    success(
        "TotalCount counts the page",
        LIST,
        "*paging*",
        (q, a) -> a.put("TotalCount", a.path("GroupIdList").size()));
    success(
        "TotalCount is one too many",
        LIST,
        "*paging*",
        (q, a) -> a.put("TotalCount", a.path("TotalCount").asInt() + 1));
    success(
        "TotalCount grows from page to page",
        LIST,
        "*paging*",
        (q, a) -> a.put("TotalCount", a.path("TotalCount").asLong() + q.path("Next").asLong()));
    success("CompleteFlag is absent", CONTACT, "*paging*", (q, a) -> a.remove("CompleteFlag"));
    success("CompleteFlag is never 1", CONTACT, "*paging*", (q, a) -> a.put("CompleteFlag", 0));
    success(
        "conversations come again on the next page",
        CONTACT,
        "*paging*",
        (q, a) -> {
          if (q.path("StartIndex").asLong() == 0) {
            a.put("CompleteFlag", 0);
            a.put("NextStartIndex", -1);
          }
        });
  }

  private void batches() {
    items("one key is dropped in silence", a -> a.size() > 1, list -> list.remove(list.size() - 1));
    items(
        "keys that do not exist are dropped",
        a -> true,
        list -> {
          for (Iterator<JsonNode> i = list.iterator(); i.hasNext(); ) {
            if (i.next().path("ErrorCode").asLong() != 0) {
              i.remove();
            }
          }
        });
    items(
        "a group comes that was not asked for",
        a -> !a.isEmpty(),
        list -> list.add(((ObjectNode) list.get(0).deepCopy()).put("GroupId", "@TGS#other")));
    items("an item comes twice", a -> !a.isEmpty(), list -> list.add(list.get(0)));
    items(
        "two items have each other's content",
        a -> a.size() > 1,
        list -> {
          ObjectNode first = (ObjectNode) list.get(0);
          ObjectNode second = (ObjectNode) list.get(list.size() - 1);
          String name = first.path("Name").asText() + "2";
          first.set("Name", TextNode.valueOf(second.path("Name").asText() + "1"));
          second.put("Name", name);
        });
    items(
        "keys come back in lower case",
        a -> true,
        list ->
            list.forEach(
                item ->
                    ((ObjectNode) item)
                        .put(
                            "GroupId",
                            item.path("GroupId").asText().toLowerCase(java.util.Locale.ROOT))));
    items(
        "a key that does not exist has code 0",
        a -> true,
        list -> list.forEach(item -> ((ObjectNode) item).put("ErrorCode", 0)));
    items(
        "a key that exists has an error",
        a -> true,
        list -> ((ObjectNode) list.get(0)).put("ErrorCode", 10010));
    items(
        "an item's code is null",
        a -> true,
        list -> ((ObjectNode) list.get(0)).set("ErrorCode", NullNode.getInstance()));
    items("an item has no key", a -> true, list -> ((ObjectNode) list.get(0)).remove("GroupId"));
    items(
        "an item's code is swapped",
        a -> true,
        list ->
            list.forEach(
                item -> {
                  if (item.path("ErrorCode").asLong() == 10010) {
                    ((ObjectNode) item).put("ErrorCode", 10002);
                  }
                }));
    add(
        "one key that does not exist fails the whole call",
        suspects("*batch*"),
        (ask, s) -> {
          Answer answer = s.pass(ask);
          return ask.isFor(INFO) && answer.body().contains("10010")
              ? answer.text("{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"\",\"ErrorCode\":10010}")
              : answer;
        });
    add(
        "the sample is served for every batch",
        suspects("*batch*"),
        (ask, s) ->
            ask.isFor(INFO)
                ? ok(
                    SAMPLE
                        + "\"GroupInfo\":[{\"GroupId\":\"@TGS#2J4SZEAEL\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"Type\":\"Public\",\"Name\":\"MyFirstGroup\"}]}")
                : s.pass(ask));
    add(
        "the sample is served for every group's attributes",
        suspects("*key*"),
        (ask, s) ->
            ask.isFor(ATTR)
                ? ok(SAMPLE + "\"GroupAttrAry\":[{\"key\":\"attr_key1\",\"value\":\"attr_val1\"}]}")
                : s.pass(ask));
    add(
        "a user who is not there has an empty list",
        suspects("*key*"),
        (ask, s) -> {
          Answer answer = s.pass(ask);
          return ask.isFor(CONTACT) && answer.code() == 50001
              ? ok(SAMPLE + "\"ContactItem\":[],\"CompleteFlag\":1}")
              : answer;
        });
    asked(
        "the case of keys does not count",
        ATTR,
        "*other-case*",
        q -> q.put("GroupId", known(q.path("GroupId").asText())));
    asked(
        "the case of a batch's keys does not count",
        INFO,
        "*other-case*",
        q -> {
          ArrayNode keys = JsonNodeFactory.instance.arrayNode();
          q.path("GroupIdList").forEach(key -> keys.add(known(key.asText())));
          q.set("GroupIdList", keys);
        });
    add(
        "51 keys are accepted",
        suspects("*limit*"),
        (ask, s) ->
            ask.isFor(INFO) && ask.json().path("GroupIdList").size() == 51
                ? inParts(ask, s)
                : s.pass(ask));
    add(
        "50 keys are refused",
        suspects("*limit*"),
        (ask, s) ->
            ask.isFor(INFO) && ask.json().path("GroupIdList").size() == 50
                ? fail(10004)
                : s.pass(ask));
    add(
        "no key at all is accepted",
        suspects("*limit*"),
        (ask, s) ->
            ask.isFor(INFO)
                    && ask.json().path("GroupIdList").isEmpty()
                    && ask.json().has("GroupIdList")
                    && ask.json().path("GroupIdList").isArray()
                ? ok(SAMPLE + "\"GroupInfo\":[]}")
                : s.pass(ask));
  }

  private void filters() {
    asked("the type filter is ignored", LIST, "*filter*", q -> q.remove("GroupType"));
    success(
        "a type filter finds nothing",
        LIST,
        "*filter*",
        (q, a) -> {
          if (q.has("GroupType")) {
            a.putArray("GroupIdList");
            a.put("TotalCount", 0);
          }
        });
    success(
        "TotalCount ignores the filter",
        LIST,
        "*filter*",
        (q, a) -> {
          if (q.has("GroupType")) {
            a.put("TotalCount", 77);
          }
        });
    asked(
        "the whole response filter is ignored",
        INFO,
        "*projection*",
        q -> q.remove("ResponseFilter"));
    asked(
        "the member filter is ignored",
        INFO,
        "*projection/Member*",
        q -> dropped(q, "MemberInfoFilter"));
    asked(
        "the base filter is ignored",
        INFO,
        "*projection/GroupBase*",
        q -> dropped(q, "GroupBaseInfoFilter"));
    asked(
        "the filter of custom fields is ignored",
        INFO,
        "*keys*",
        q -> dropped(q, "AppDefinedDataFilter_Group"));
    success(
        "the base filter lets nothing through",
        INFO,
        "*projection/GroupBase*",
        (q, a) -> {
          if (q.path("ResponseFilter").has("GroupBaseInfoFilter")) {
            a.path("GroupInfo")
                .forEach(
                    item -> ((ObjectNode) item).remove(List.of("Type", "Name", "MuteAllMember")));
          }
        });
  }

  private void types() {
    items(
        "a number is a string",
        a -> true,
        list -> list.forEach(item -> replace(item, "CreateTime", TextNode.valueOf("1426976500"))));
    items(
        "a number is a fraction",
        a -> true,
        list ->
            list.forEach(
                item -> replace(item, "MemberNum", JsonNodeFactory.instance.numberNode(1.5))));
    items(
        "a text is a number",
        a -> true,
        list -> list.forEach(item -> replace(item, "Name", IntNode.valueOf(7))));
    items(
        "a list is an object",
        a -> true,
        list ->
            list.forEach(
                item -> replace(item, "MemberList", JsonNodeFactory.instance.objectNode())));
    success(
        "the case of a required member is changed",
        INFO,
        "*answer*",
        (q, a) -> a.set("groupInfo", a.remove("GroupInfo")));
    success(
        "the case of an optional member is changed",
        LIST,
        "*answer*",
        (q, a) -> a.set("totalCount", a.remove("TotalCount")));
    items(
        "the case of an item's member is changed",
        a -> true,
        list ->
            list.forEach(
                item -> {
                  if (item.has("Name")) {
                    ((ObjectNode) item).set("name", ((ObjectNode) item).remove("Name"));
                  }
                }));
    success(
        "a list that must be there is null", LIST, "*answer*", (q, a) -> a.putNull("GroupIdList"));
    success(
        "a list that must be there is absent", LIST, "*answer*", (q, a) -> a.remove("GroupIdList"));
    success(
        "IDs come as bare strings",
        LIST,
        "*answer*",
        (q, a) -> {
          ArrayNode bare = JsonNodeFactory.instance.arrayNode();
          a.path("GroupIdList").forEach(item -> bare.add(item.path("GroupId").asText()));
          a.set("GroupIdList", bare);
        });
    success(
        "an attribute has no key",
        ATTR,
        "*answer*",
        (q, a) -> a.putArray("GroupAttrAry").addObject().put("value", "v"));
    success(
        "attributes are a map",
        ATTR,
        "*answer*",
        (q, a) -> a.putObject("GroupAttrAry").put("attr_key1", "attr_val1"));
    success("a flag is a boolean", CONTACT, "*answer*", (q, a) -> a.put("CompleteFlag", true));
  }

  private void transport() {
    changed(
        "a failure has status 400", a -> !a.isSuccess(), a -> new Answer(400, a.type(), a.body()));
    changed(
        "a success has status 201", Answer::isSuccess, a -> new Answer(201, a.type(), a.body()));
    changed(
        "a failure has status 500", a -> !a.isSuccess(), a -> new Answer(500, a.type(), a.body()));
    changed("JSON is called HTML", a -> true, a -> new Answer(200, "text/html", a.body()));
    changed("no content type is given", a -> true, a -> new Answer(200, "", a.body()));
    changed(
        "a failure is a page",
        a -> !a.isSuccess(),
        a -> new Answer(200, "text/html", "<html>no</html>"));
    changed(
        "the body is cut", a -> true, a -> a.text(a.body().substring(0, a.body().length() - 1)));
    changed("something follows the body", a -> true, a -> a.text(a.body() + "}"));
    changed("the body is empty", a -> !a.isSuccess(), a -> a.text(""));
    changed("the body is a list", a -> true, a -> a.text("[" + a.body() + "]"));
    changed(
        "a member is there twice",
        a -> true,
        a -> a.text("{\"ErrorCode\":0," + a.body().substring(1)));
    changed(
        "the body is not UTF-8",
        a -> true,
        a -> a.text(a.body().replace("\"ErrorInfo\":\"", "\"ErrorInfo\":\"\u00e9")));
    add(
        "an answer never comes",
        suspects("get_group_attr/server-key/*unknown"),
        (ask, s) -> {
          if (ask.isFor(ATTR)) {
            TimeUnit.MINUTES.sleep(5);
          }
          return s.pass(ask);
        });
    add(
        "a redirect",
        suspects("*answer*"),
        (ask, s) -> ask.isFor(ATTR) ? new Answer(302, "application/json", "{}") : s.pass(ask));
  }

  private void requests() {
    add(
        "unknown members are refused",
        suspects("*unknown-member*"),
        (ask, s) ->
            ask.body().contains("ZzNotInTheContract")
                ? fail(ask.isFor(CONTACT) ? 50002 : 10004)
                : s.pass(ask));
    add(
        "unknown members of inner objects are refused",
        suspects("*unknown-member*"),
        (ask, s) ->
            ask.json().path("ResponseFilter").has("ZzNotInTheContract")
                ? fail(10004)
                : s.pass(ask));
    add(
        "an empty body is taken for an empty object",
        suspects("*body*"),
        (ask, s) ->
            s.pass(ask.body().isEmpty() ? ask.with(JsonNodeFactory.instance.objectNode()) : ask));
    add(
        "what follows the body is ignored",
        suspects("*body*"),
        (ask, s) ->
            s.pass(
                ask.body().equals("{} {") ? ask.with(JsonNodeFactory.instance.objectNode()) : ask));
    add(
        "a list is taken for an empty object",
        suspects("*body*"),
        (ask, s) ->
            s.pass(
                ask.body().equals("[]") ? ask.with(JsonNodeFactory.instance.objectNode()) : ask));
    add(
        "malformed JSON is answered with 500",
        suspects("*body*"),
        (ask, s) ->
            ask.body().startsWith("<") ? new Answer(500, "text/html", "oops") : s.pass(ask));
    asked(
        "a member of a wrong type is ignored",
        LIST,
        "*wrong-type*",
        q -> {
          if (!q.path("Limit").isIntegralNumber()) {
            q.remove("Limit");
          }
        });
    asked(
        "a required member has a default",
        CONTACT,
        "*missing*",
        q -> {
          if (!q.has("StartIndex")) {
            q.put("StartIndex", 0);
          }
        });
    asked(
        "null counts as absent",
        CONTACT,
        "*missing*",
        q -> {
          if (q.path("StartIndex").isNull()) {
            q.put("StartIndex", 0);
          }
        });
    add(
        "Limit 10,000 is refused",
        suspects("*limit*"),
        (ask, s) -> ask.json().path("Limit").asInt() == 10_000 ? fail(10004) : s.pass(ask));
    asked(
        "Limit 10,001 is accepted",
        LIST,
        "*limit*",
        q -> {
          if (q.path("Limit").asInt() > 10_000) {
            q.put("Limit", 10_000);
          }
        });
    asked(
        "Limit 0 is accepted",
        LIST,
        "*limit*",
        q -> {
          if (q.has("Limit")
              && q.path("Limit").isIntegralNumber()
              && q.path("Limit").asInt() == 0) {
            q.remove("Limit");
          }
        });
    add(
        "every group but the first is unknown",
        suspects("*"),
        (ask, s) ->
            ask.isFor(ATTR)
                    && !ask.json().path("GroupId").asText().isEmpty()
                    && !ask.json().path("GroupId").asText().startsWith("conf")
                ? fail(10010)
                : s.pass(ask));
  }

  private void writes() {
    add(
        "what is there is imported again",
        suspects("import_group/*"),
        (ask, s) -> {
          Answer answer = s.pass(ask);
          return ask.isFor(IMPORT) && answer.code() == 10021
              ? ok(SAMPLE + "\"GroupId\":" + ask.json().path("GroupId") + "}")
              : answer;
        });
    swapped("a taken ID is an invalid parameter", IMPORT, 10021, 10004, "import_group/*");
    success(
        "another ID than the one named comes back",
        IMPORT,
        "import_group/*",
        (q, a) -> a.put("GroupId", "@TGS#2NEW"));
    success("no ID comes back", IMPORT, "import_group/*", (q, a) -> a.remove("GroupId"));
    asked(
        "the name is stored in capitals",
        IMPORT,
        "import_group/*",
        q -> q.put("Name", q.path("Name").asText().toUpperCase(java.util.Locale.ROOT)));
    add(
        "nothing is there under the ID that was imported",
        suspects("import_group/*"),
        (ask, s) -> {
          JsonNode id = ask.json().path("GroupId");
          boolean named = ask.isFor(IMPORT) && id.isTextual();
          Answer answer =
              s.pass(named ? ask.with(ask.json().put("GroupId", id.asText() + "x")) : ask);
          return named && answer.isSuccess()
              ? answer.with(answer.json().put("GroupId", id.asText()))
              : answer;
        });
    asked(
        "a name of 31 bytes is cut",
        IMPORT,
        "import_group/*limit/Name*",
        q -> {
          String name = q.path("Name").asText();
          if (name.length() == 31) {
            q.put("Name", name.substring(0, 30));
          }
        });
    add(
        "a name of 30 bytes is refused",
        suspects("import_group/*limit/Name*"),
        (ask, s) ->
            ask.isFor(IMPORT) && ask.json().path("Name").asText().length() == 30
                ? fail(10004)
                : s.pass(ask));
    add(
        "a name is measured in characters",
        suspects("import_group/*limit/Name*"),
        (ask, s) ->
            ask.isFor(IMPORT) && ask.json().path("Name").asText().length() == 33
                ? s.pass(ask.with(ask.json().put("Name", "short")))
                : s.pass(ask));
    asked(
        "a type that cannot be imported is",
        IMPORT,
        "import_group/*rejected*",
        q -> {
          if (q.path("Type").asText().equals("AVChatRoom")) {
            q.put("Type", "Public");
          }
        });
    add(
        "writes check no signature",
        suspects("import_group/*access*"),
        (ask, s) -> s.pass(ask.isFor(IMPORT) ? s.signed(ask) : ask));
  }

  // Creating them.

  private void add(String name, List<String> suspects, Fault fault) {
    all.add(new Broken(name, suspects, fault));
  }

  private static List<String> suspects(String glob) {
    return List.of(glob);
  }

  private void success(
      String name, String operation, String suspects, BiConsumer<ObjectNode, ObjectNode> change) {
    add(
        name,
        List.of(operation + "/" + suspects),
        (ask, s) -> {
          Answer answer = s.pass(ask);
          if (!ask.isFor(operation) || !answer.isSuccess()) {
            return answer;
          }
          ObjectNode json = answer.json();
          change.accept(ask.json(), json);
          return answer.with(json);
        });
  }

  private void failure(
      String name,
      String operation,
      String suspects,
      java.util.function.Consumer<ObjectNode> change) {
    add(
        name,
        List.of(suspects),
        (ask, s) -> {
          Answer answer = s.pass(ask);
          if (!ask.isFor(operation) || answer.isSuccess()) {
            return answer;
          }
          ObjectNode json = answer.json();
          change.accept(json);
          return answer.with(json);
        });
  }

  private void swapped(String name, String operation, long from, long to, String suspects) {
    failure(
        name,
        operation,
        suspects,
        a -> {
          if (a.path("ErrorCode").asLong() == from) {
            a.put("ErrorCode", to);
          }
        });
  }

  /** Treats requests with such a query as correctly signed. */
  private void unchecked(String name, Predicate<String> queries, String suspects) {
    add(
        name,
        List.of(suspects),
        (ask, s) -> s.pass(queries.test(ask.query()) ? s.signed(ask) : ask));
  }

  /** Serves requests that should be refused with this code. */
  private void refusedAs(String name, long code, String suspects) {
    add(
        name,
        List.of(suspects),
        (ask, s) -> {
          Answer answer = s.pass(ask);
          return answer.code() == code ? s.pass(s.signed(ask)) : answer;
        });
  }

  private void asked(
      String name,
      String operation,
      String suspects,
      java.util.function.Consumer<ObjectNode> change) {
    add(
        name,
        List.of(operation + "/" + suspects, suspects),
        (ask, s) -> {
          ObjectNode json = ask.json();
          if (!ask.isFor(operation) || json.isEmpty()) {
            return s.pass(ask);
          }
          ObjectNode other = json.deepCopy();
          change.accept(other);
          return s.pass(other.equals(json) ? ask : ask.with(other));
        });
  }

  private void items(
      String name, Predicate<ArrayNode> when, java.util.function.Consumer<ArrayNode> change) {
    success(
        name,
        INFO,
        "*",
        (q, a) -> {
          if (a.path("GroupInfo") instanceof ArrayNode list && !list.isEmpty() && when.test(list)) {
            change.accept(list);
          }
        });
  }

  private void changed(
      String name, Predicate<Answer> when, java.util.function.UnaryOperator<Answer> change) {
    add(
        name,
        List.of("get_group_attr/*"),
        (ask, s) -> {
          Answer answer = s.pass(ask);
          return ask.isFor(ATTR) && when.test(answer) ? change.apply(answer) : answer;
        });
  }

  private static Answer ok(String body) {
    return new Answer(200, "application/json", body);
  }

  private static Answer fail(long code) {
    return ok("{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"no\",\"ErrorCode\":" + code + "}");
  }

  private static Answer inParts(Ask ask, BrokenServer server)
      throws java.io.IOException, InterruptedException {
    ObjectNode json = ask.json();
    ArrayNode keys = (ArrayNode) json.path("GroupIdList");
    JsonNode last = keys.remove(50);
    Answer first = server.pass(ask.with(json));
    json.putArray("GroupIdList").add(last);
    ObjectNode whole = first.json();
    ((ArrayNode) whole.path("GroupInfo"))
        .addAll((ArrayNode) server.pass(ask.with(json)).json().path("GroupInfo"));
    return first.with(whole);
  }

  /**
   * Returns the group with this name in any case: a documented one, or one that the simulator
   * named.
   */
  private static String known(String key) {
    for (String known :
        List.of(
            "@TGS#2J4SZEAEL",
            "@TGS#1NVTZEAE4",
            "@TGS#1CXTZEAET",
            "@TGS#2C5SZEAEF",
            "@TGS#aC5SZEAEF")) {
      if (known.equalsIgnoreCase(key)) {
        return known;
      }
    }
    return key.startsWith("@TGS#2") ? key.toUpperCase(Locale.ROOT) : key;
  }

  private static void dropped(ObjectNode request, String filter) {
    if (request.path("ResponseFilter") instanceof ObjectNode filters) {
      filters.remove(filter);
    }
  }

  private static void replace(JsonNode item, String member, JsonNode value) {
    if (item.has(member)) {
      ((ObjectNode) item).set(member, value);
    }
  }
}
