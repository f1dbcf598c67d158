package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Variants of the contract with one changed fact each; the client stays as generated. */
final class ContractMutations {
  private static final String PATHS = "/paths/~1v4~1";
  private static final String GROUP_LIST = PATHS + "group_open_http_svc~1get_appid_group_list/post";
  private static final String GROUP_INFO = PATHS + "group_open_http_svc~1get_group_info/post";
  private static final String IMPORT = PATHS + "group_open_http_svc~1import_group/post";
  private static final String ATTRIBUTES = PATHS + "group_open_attr_http_svc~1get_group_attr/post";
  private static final String CONTACTS = PATHS + "recentcontact~1get_contact_group/post";
  private static final String SCHEMAS = "/components/schemas/";

  /** A change of the bundle. */
  record Mutation(String name, Consumer<JsonNode> change) {}

  private final List<Mutation> all = new ArrayList<>();

  static List<Mutation> all() {
    ContractMutations made = new ContractMutations();
    made.wire();
    made.codes();
    made.limits();
    made.answers();
    made.rules();
    return made.all;
  }

  private void wire() {
    path(
        "another service for the attributes",
        "/v4/group_open_attr_http_svc/get_group_attr",
        "/v4/group_open_http_svc/get_group_attr");
    path(
        "another version in a path",
        "/v4/recentcontact/get_contact_group",
        "/v5/recentcontact/get_contact_group");
    set("the random number has another name", "/components/parameters/random", "name", "nonce");
    set(
        "the random number has 31 bits",
        "/components/parameters/random/schema",
        "maximum",
        2147483647);
    set(
        "the format parameter has another name",
        "/components/parameters/contenttype",
        "name",
        "format");
    mutation(
        "the format is xml",
        root -> {
          ObjectNode schema = object(root, "/components/parameters/contenttype/schema");
          schema.putArray("enum").add("xml");
          schema.put("default", "xml");
          object(root, "/components/parameters/contenttype").put("example", "xml");
        });
    set("a region has another host", "/servers/2", "url", "https://adminapiseoul.im.qcloud.com");
    mutation(
        "two regions have swapped hosts",
        root -> {
          JsonNode first = root.at("/servers/1/url");
          object(root, "/servers/1").set("url", root.at("/servers/3/url"));
          object(root, "/servers/3").set("url", first);
        });
    mutation(
        "identifier and signature have swapped names",
        root -> {
          object(root, "/components/securitySchemes/identifier").put("name", "usersig");
          object(root, "/components/securitySchemes/usersig").put("name", "identifier");
        });
  }

  private void codes() {
    code("a code has another number", GROUP_INFO, 10010, e -> e.put("code", 10099));
    code("a code has another class", GROUP_INFO, 10010, e -> e.put("class", "server"));
    code(
        "a code of one operation is repeated at once",
        GROUP_INFO,
        10015,
        e -> e.put("retry", "safe"));
    code(
        "a code of one operation is repeated if idempotent",
        ATTRIBUTES,
        10007,
        e -> e.put("retry", "if-idempotent"));
    code("a server error is never repeated", GROUP_LIST, 10002, e -> e.put("retry", "never"));
    code("a server error is repeated even for writes", IMPORT, 10002, e -> e.put("retry", "safe"));
    code("a conflict asks for a new signature", IMPORT, 10021, e -> e.put("retry", "resign"));
    common("a common code has another class", "auth", e -> e.put("class", "billing"));
    common("a throttled call is not repeated", "throttle", e -> e.put("retry", "never"));
    mutation(
        "an expired signature is not renewed",
        root -> first(root.at("/x-common-errors"), "retry", "resign").put("retry", "never"));
    mutation(
        "a common code has another number",
        root -> first(root.at("/x-common-errors"), "class", "billing").put("code", 79_998));
  }

  private void limits() {
    set("one byte more for a name", property("ImportGroupRequest", "Name"), "x-max-bytes", 31);
    set("one byte less for a name", property("ImportGroupRequest", "Name"), "x-max-bytes", 29);
    set(
        "one byte more for a notice",
        property("ImportGroupRequest", "Notification"),
        "x-max-bytes",
        301);
    set("one byte less for a custom field's key", SCHEMAS + "CustomFieldKey", "x-max-bytes", 15);
    set("one group more at a time", property("GetGroupInfoRequest", "GroupIdList"), "maxItems", 51);
    set(
        "no group at all may be asked for",
        property("GetGroupInfoRequest", "GroupIdList"),
        "minItems",
        0);
    set("one more on a page", property("GetAppidGroupListRequest", "Limit"), "maximum", 10001);
    set("a page may be empty", property("GetAppidGroupListRequest", "Limit"), "minimum", 0);
    mutation(
        "another member is required",
        root -> ((ArrayNode) root.at(SCHEMAS + "ImportGroupRequest/required")).add("Introduction"));
    mutation(
        "a required member is optional",
        root -> ((ArrayNode) root.at(SCHEMAS + "ImportGroupRequest/required")).remove(1));
    mutation(
        "another value is rejected",
        root ->
            ((ArrayNode) root.at(property("ImportGroupRequest", "Type") + "/x-rejected-values"))
                .addObject()
                .put("value", "ChatRoom")
                .put("reason", "Not today."));
    mutation(
        "a rejected value is taken",
        root -> object(root, property("ImportGroupRequest", "Type")).remove("x-rejected-values"));
    set(
        "more members in a small group",
        property("ImportGroupRequest", "MaxMemberCount") + "/x-limits-when/0",
        "maximum",
        6001);
    mutation(
        "a setting is for other groups",
        root ->
            ((ArrayNode)
                    root.at(
                        property("ImportGroupRequest", "ApplyJoinOption")
                            + "/x-applies-when/not-in"))
                .set(0, "Public"));
  }

  private void answers() {
    set("another word for success", "/x-envelope", "success", "SUCCESS");
    set("another code for success", "/x-envelope", "success-code", 1);
    set(
        "a number is a text",
        property("GetAppidGroupListResponse", "TotalCount"),
        "type",
        "string");
    set("a text is a number", property("ConversationGroup", "GroupName"), "type", "integer");
    mutation(
        "a list is a text",
        root -> {
          ObjectNode list = object(root, property("GetAppidGroupListResponse", "GroupIdList"));
          list.removeAll();
          list.put("type", "string").put("description", "IDs").put("example", "a,b");
        });
    mutation(
        "a member is not needed for success",
        root ->
            object(root, SCHEMAS + "GetAppidGroupListResponse").remove("x-required-on-success"));
    mutation(
        "one more member is needed for success",
        root ->
            ((ArrayNode) root.at(SCHEMAS + "GetAppidGroupListResponse/x-required-on-success"))
                .add("TotalCount"));
    mutation(
        "a member of an answer has another name",
        root -> {
          ObjectNode properties = object(root, SCHEMAS + "GroupMember/properties");
          properties.set("JoinedAt", properties.remove("JoinTime"));
        });
  }

  private void rules() {
    set("the cursor starts at 1", GROUP_LIST + "/x-pagination", "first", 1);
    set("the last page has another cursor", GROUP_LIST + "/x-pagination/stop", "value", 7);
    set("the end flag has another value", CONTACTS + "/x-pagination/stop", "value", 2);
    set("the next cursor is elsewhere", CONTACTS + "/x-pagination", "next-cursor", "CompleteFlag");
    set("fewer elements at a time", GROUP_INFO + "/x-batch", "max", 49);
    mutation(
        "a write may always be repeated",
        root -> {
          ObjectNode rule = object(root, IMPORT).putObject("x-idempotent-when");
          rule.put("always", true);
        });
    mutation(
        "a write may be repeated if it has a name",
        root -> ((ArrayNode) root.at(IMPORT + "/x-idempotent-when/present")).set(0, "Name"));
    mutation(
        "a read must not be repeated",
        root -> object(root, ATTRIBUTES).remove("x-idempotent-when"));
  }

  private void mutation(String name, Consumer<JsonNode> change) {
    all.add(new Mutation(name, change));
  }

  private void set(String name, String pointer, String member, Object value) {
    mutation(name, root -> object(root, pointer).putPOJO(member, value));
  }

  private void path(String name, String from, String to) {
    mutation(
        name,
        root -> {
          ObjectNode paths = object(root, "/paths");
          paths.set(to, paths.remove(from));
        });
  }

  private void code(String name, String operation, int code, Consumer<ObjectNode> change) {
    mutation(
        name,
        root -> {
          for (JsonNode entry : root.at(operation + "/x-error-codes")) {
            if (entry.path("code").asInt() == code) {
              change.accept((ObjectNode) entry);
              return;
            }
          }
          throw new IllegalStateException(operation + " has no code " + code);
        });
  }

  private void common(String name, String errorClass, Consumer<ObjectNode> change) {
    mutation(name, root -> change.accept(first(root.at("/x-common-errors"), "class", errorClass)));
  }

  private static ObjectNode first(JsonNode list, String member, String value) {
    for (JsonNode entry : list) {
      if (entry.path(member).asText().equals(value)) {
        return (ObjectNode) entry;
      }
    }
    throw new IllegalStateException("no entry with " + member + " " + value);
  }

  private static String property(String schema, String property) {
    return SCHEMAS + schema + "/properties/" + property;
  }

  private static ObjectNode object(JsonNode root, String pointer) {
    if (root.at(pointer) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalStateException("the bundle has no object at " + pointer);
  }
}
