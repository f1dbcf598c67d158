package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Envelopes;
import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.answer.Samples;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated API remembers and how its operations change it: an imported group is listed,
 * has a profile, and cannot be imported again. Safe for all threads.
 *
 * <p>This is the one place in hand-written main code that names operations and fields, for what
 * importing a group changes is said by no contract.
 */
public final class World {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String LIST_GROUPS = "get_appid_group_list";
  private static final String READ_GROUPS = "get_group_info";
  private static final String IMPORT_GROUP = "import_group";
  private static final String READ_ATTRIBUTES = "get_group_attr";
  private static final String READ_MARKS = "get_contact_group";

  private static final int GROUP_PERMISSION = 10007;
  private static final int GROUP_NOT_FOUND = 10010;
  private static final int GROUP_ID_INVALID = 10015;
  private static final int GROUP_ID_TAKEN = 10021;
  private static final int ACCOUNT_NOT_IMPORTED = 50001;

  private static final int LONGEST_PAGE = 10_000;
  // The page gives no page size for marks; small enough that a test can page without thousands of
  // items.
  private static final int MARKS_A_PAGE = 100;
  private static final int LONGEST_GROUP_ID_BYTES = 48;
  // Of a topic in a community, which reads like a group.
  private static final int LONGEST_TOPIC_ID_BYTES = 96;
  private static final String COMMUNITY = "Community";
  private static final String LIVE_ROOM = "AVChatRoom";
  private static final int COMMUNITY_MEMBERS = 100_000;
  private static final int DEFAULT_MEMBERS = 2_000;

  private final Contract contract;
  private final Envelopes envelopes;
  private final SimulatedApp app;
  private final Clock clock;
  private final boolean seeded;
  private final Groups groups = new Groups();
  private final Conversations conversations = new Conversations();

  public World(Contract contract, SimulatedApp app, Clock clock, boolean seeded) {
    this.contract = contract;
    this.envelopes = new Envelopes(contract);
    this.app = app;
    this.clock = clock;
    this.seeded = seeded;
    reset();
  }

  /** Adds a group with a profile of its own making. */
  public void addGroup(String groupId, String type) {
    addGroup(groupId, type, null);
  }

  /**
   * Adds a group.
   *
   * @param profile members of the group's profile, as they are to be answered; absent ones are made
   *     up if null
   * @throws IllegalArgumentException if there is a group of that ID
   */
  public void addGroup(String groupId, String type, @Nullable ObjectNode profile) {
    if (groups.add(groupId, type, profile == null ? null : profile.deepCopy()) == null) {
      throw new IllegalArgumentException("there is a group " + groupId + " already");
    }
  }

  /** Adds this many groups with generated IDs, at little cost each, for paging. */
  public void addGroups(int count, String type) {
    for (int i = 0; i < count; i++) {
      groups.add(groups.newId(type), type, null);
    }
  }

  /** How many groups there are of all types. */
  public long groupCount() {
    return groups.count(null);
  }

  /** Sets an attribute of a group. */
  public void setAttribute(String groupId, String key, String value) {
    Group group = groups.find(groupId);
    if (group == null) {
      throw new IllegalArgumentException("there is no group " + groupId);
    }
    group.attribute(key, value);
  }

  /** Makes an account known, so that it has conversations, even if none is marked. */
  public void importAccount(String account) {
    conversations.importAccount(account);
  }

  /**
   * Adds a marked conversation to an account.
   *
   * @param item as it is to be answered
   */
  public void addConversation(String account, ObjectNode item) {
    conversations.change(account).items().add(item.deepCopy());
  }

  /** Adds a conversation group to an account's directory. */
  public void addConversationGroup(String account, String name, long number) {
    ObjectNode entry = JSON.objectNode();
    entry.put("GroupName", name);
    entry.put("GroupId", number);
    conversations.change(account).directory().add(entry);
  }

  /** Forgets everything, then seeds the world anew if it was made seeded. */
  public void reset() {
    groups.clear();
    conversations.clear();
    app.administrators().forEach(conversations::importAccount);
    if (seeded) {
      seed();
    }
  }

  /** Whether the operation is carried out here; otherwise a sample has to do. */
  public boolean knows(OperationDef operation) {
    return switch (operation.name()) {
      case LIST_GROUPS, READ_GROUPS, IMPORT_GROUP, READ_ATTRIBUTES, READ_MARKS -> true;
      default -> false;
    };
  }

  /** Carries a request out; null for an operation that the world does not know. */
  public @Nullable Outcome serve(OperationDef operation, ObjectNode request) {
    return switch (operation.name()) {
      case LIST_GROUPS -> listGroups(operation, request);
      case READ_GROUPS -> readGroups(operation, request);
      case IMPORT_GROUP -> importGroup(operation, request);
      case READ_ATTRIBUTES -> readAttributes(operation, request);
      case READ_MARKS -> readMarks(operation, request);
      default -> null;
    };
  }

  /**
   * The failure that the world gives for a rule of the contract, where pages name a code of their
   * own for it; null when the operation's usual code for a bad request is right.
   */
  public Outcome.@Nullable Failure refusal(OperationDef operation, ObjectNode request) {
    String type = request.path("Type").asText("");
    return operation.name().equals(IMPORT_GROUP) && !supports(operation, type)
        ? new Outcome.Failure(GROUP_PERMISSION, null)
        : null;
  }

  private Outcome listGroups(OperationDef operation, ObjectNode request) {
    String type = request.hasNonNull("GroupType") ? request.get("GroupType").asText() : null;
    long after = request.path("Next").asLong(0);
    int limit = request.path("Limit").asInt(LONGEST_PAGE);
    Groups.Page page = groups.page(type, after, limit);
    ObjectNode answer = envelopes.success(operation);
    answer.put("TotalCount", groups.count(type));
    ArrayNode ids = answer.putArray("GroupIdList");
    for (Group group : page.groups()) {
      ids.addObject().put("GroupId", group.id);
    }
    answer.put("Next", page.next());
    return new Outcome.Success(answer);
  }

  private Outcome readGroups(OperationDef operation, ObjectNode request) {
    ObjectNode answer = envelopes.success(operation);
    ArrayNode found = answer.putArray("GroupInfo");
    for (JsonNode id : request.path("GroupIdList")) {
      found.add(readGroup(operation, id.asText(), request.path("ResponseFilter")));
    }
    return new Outcome.Success(answer);
  }

  private ObjectNode readGroup(OperationDef operation, String id, JsonNode filter) {
    ObjectNode item = JSON.objectNode();
    item.put("GroupId", id);
    Group group = groups.find(id);
    int code = group != null ? 0 : isGroupId(id) ? GROUP_NOT_FOUND : GROUP_ID_INVALID;
    item.put("ErrorCode", code);
    item.put("ErrorInfo", code == 0 ? "" : envelopes.text(operation, code));
    if (group == null) {
      return item;
    }
    ObjectNode profile = profileOf(group);
    Set<String> wanted = names(filter.path("GroupBaseInfoFilter"));
    profile
        .properties()
        .forEach(
            member -> {
              switch (member.getKey()) {
                case "GroupId", "AppDefinedData", "MemberList" -> {}
                default -> {
                  if (wanted == null || wanted.contains(member.getKey())) {
                    item.set(member.getKey(), member.getValue());
                  }
                }
              }
            });
    JsonNode custom = profile.get("AppDefinedData");
    if (custom != null) {
      item.set("AppDefinedData", keyed(custom, names(filter.path("AppDefinedDataFilter_Group"))));
    }
    JsonNode members = profile.get("MemberList");
    if (members != null && !group.type.equals(LIVE_ROOM)) {
      item.set("MemberList", members(members, filter));
    }
    return item;
  }

  private static ArrayNode members(JsonNode members, JsonNode filter) {
    Set<String> wanted = names(filter.path("MemberInfoFilter"));
    Set<String> custom = names(filter.path("AppDefinedDataFilter_GroupMember"));
    ArrayNode list = JSON.arrayNode();
    for (JsonNode member : members) {
      ObjectNode item = list.addObject();
      member
          .properties()
          .forEach(
              field -> {
                switch (field.getKey()) {
                  // Whatever the filter calls it, an account always comes back under this name.
                  case "Member_Account" -> item.set(field.getKey(), field.getValue());
                  case "AppMemberDefinedData" ->
                      item.set(field.getKey(), keyed(field.getValue(), custom));
                  default -> {
                    if (wanted == null || wanted.contains(field.getKey())) {
                      item.set(field.getKey(), field.getValue());
                    }
                  }
                }
              });
    }
    return list;
  }

  private Outcome importGroup(OperationDef operation, ObjectNode request) {
    String type = request.path("Type").asText();
    if (!supports(operation, type)) {
      return new Outcome.Failure(GROUP_PERMISSION, null);
    }
    boolean named = request.hasNonNull("GroupId");
    Group group = null;
    while (group == null) {
      String id = named ? request.get("GroupId").asText() : groups.newId(type);
      group = groups.add(id, type, imported(id, type, request));
      if (group == null && named) {
        return new Outcome.Failure(GROUP_ID_TAKEN, null);
      }
    }
    if (request.hasNonNull("Owner_Account")) {
      conversations.importAccount(request.get("Owner_Account").asText());
    }
    ObjectNode answer = envelopes.success(operation);
    answer.put("GroupId", group.id);
    return new Outcome.Success(answer);
  }

  private ObjectNode imported(String id, String type, ObjectNode request) {
    long now = clock.instant().getEpochSecond();
    long created = request.path("CreateTime").asLong(now);
    ObjectNode profile = JSON.objectNode();
    profile.put("GroupId", id);
    profile.put("Type", type);
    profile.put("Name", request.path("Name").asText());
    profile.put("Appid", app.appId());
    profile.put("Introduction", request.path("Introduction").asText(""));
    profile.put("Notification", request.path("Notification").asText(""));
    profile.put("FaceUrl", request.path("FaceUrl").asText(""));
    String owner = request.path("Owner_Account").asText("");
    profile.put("Owner_Account", owner);
    profile.put("CreateTime", created);
    profile.put("LastInfoTime", now);
    profile.put("LastMsgTime", 0);
    profile.put("NextMsgSeq", 1);
    profile.put("MemberNum", owner.isEmpty() ? 0 : 1);
    int most = type.equals(COMMUNITY) ? COMMUNITY_MEMBERS : DEFAULT_MEMBERS;
    profile.put("MaxMemberNum", request.path("MaxMemberCount").asLong(most));
    if (type.equals(COMMUNITY)) {
      profile.put("SupportTopic", request.path("SupportTopic").asInt(0));
    } else {
      profile.put("ApplyJoinOption", request.path("ApplyJoinOption").asText("NeedPermission"));
    }
    profile.put("MuteAllMember", "Off");
    if (request.hasNonNull("AppDefinedData")) {
      profile.set("AppDefinedData", request.get("AppDefinedData"));
    }
    ArrayNode members = profile.putArray("MemberList");
    if (!owner.isEmpty()) {
      ObjectNode member = members.addObject();
      member.put("Member_Account", owner);
      member.put("Role", "Owner");
      member.put("JoinTime", created);
      member.put("MsgSeq", 0);
      member.put("MsgFlag", "AcceptAndNotify");
      member.put("LastSendMsgTime", 0);
      member.put("MuteUntil", 0);
    }
    return profile;
  }

  private Outcome readAttributes(OperationDef operation, ObjectNode request) {
    String id = request.path("GroupId").asText();
    Group group = groups.find(id);
    if (group == null) {
      return new Outcome.Failure(isGroupId(id) ? GROUP_NOT_FOUND : GROUP_ID_INVALID, null);
    }
    if (!supports(operation, group.type)) {
      return new Outcome.Failure(GROUP_PERMISSION, null);
    }
    ObjectNode answer = envelopes.success(operation);
    ArrayNode list = answer.putArray("GroupAttrAry");
    group
        .attributes()
        .forEach((key, value) -> list.addObject().put("key", key).put("value", value));
    return new Outcome.Success(answer);
  }

  private Outcome readMarks(OperationDef operation, ObjectNode request) {
    String account = request.path("From_Account").asText();
    if (!conversations.isImported(account)) {
      return new Outcome.Failure(ACCOUNT_NOT_IMPORTED, null);
    }
    Conversations.Marks marks = conversations.of(account);
    List<ObjectNode> items = List.copyOf(marks.items());
    // The page names no lower bound; what lies before the first page is the first, a choice of
    // ours.
    long start = Math.max(0, request.path("StartIndex").asLong(0));
    int from = (int) Math.min(start, items.size());
    int to = Math.min(from + MARKS_A_PAGE, items.size());
    boolean complete = to == items.size();
    ObjectNode answer = JSON.objectNode();
    answer.putArray("ContactItem").addAll(items.subList(from, to));
    answer.putArray("GroupItem").addAll(marks.directory());
    answer.put("CompleteFlag", complete ? 1 : 0);
    answer.put("NextStartIndex", complete ? 0 : to);
    // The envelope comes last here, as the documented answer has it.
    answer.setAll(envelopes.success(operation));
    return new Outcome.Success(answer);
  }

  private ObjectNode profileOf(Group group) {
    ObjectNode kept = group.profile();
    if (kept != null) {
      return kept;
    }
    ObjectNode facts = JSON.objectNode();
    facts.put("Name", "group " + group.sequence);
    facts.put("CreateTime", 1_426_976_500L);
    return imported(group.id, group.type, facts);
  }

  /**
   * Whether the operation's page says that it works on that type; a type the page does not name is
   * let through.
   */
  private static boolean supports(OperationDef operation, String type) {
    for (GroupTypeDef groupType : operation.groupTypes()) {
      if (groupType.type().equals(type)) {
        return groupType.supported();
      }
    }
    return true;
  }

  /** Printable ASCII of bounded length: whether such a group could exist, not whether it does. */
  private static boolean isGroupId(String id) {
    int longest = id.startsWith("@TGS#_") ? LONGEST_TOPIC_ID_BYTES : LONGEST_GROUP_ID_BYTES;
    return !id.isEmpty()
        && id.getBytes(StandardCharsets.UTF_8).length <= longest
        && id.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
  }

  /**
   * The strings of a filter; null when there is no filter, which is not the same as an empty one.
   */
  private static @Nullable Set<String> names(JsonNode filter) {
    if (!filter.isArray()) {
      return null;
    }
    Set<String> names = new HashSet<>();
    filter.forEach(name -> names.add(name.asText()));
    return names;
  }

  private static JsonNode keyed(JsonNode entries, @Nullable Set<String> wanted) {
    if (wanted == null) {
      return entries;
    }
    ArrayNode list = JSON.arrayNode();
    for (JsonNode entry : entries) {
      if (wanted.contains(entry.path("Key").asText())) {
        list.add(entry);
      }
    }
    return list;
  }

  /**
   * Fills the world with what the contract's documented samples speak of, so that they make sense
   * when sent.
   */
  private void seed() {
    ObjectNode profile = null;
    for (JsonNode answer : answers(READ_GROUPS)) {
      for (JsonNode item : answer.path("GroupInfo")) {
        // The longest profile: others are filtered views of it.
        if (item instanceof ObjectNode full && (profile == null || full.size() > profile.size())) {
          profile = full;
        }
      }
    }
    if (profile != null) {
      seedGroup(profile.path("GroupId").asText(), profile);
      profile
          .path("MemberList")
          .forEach(member -> conversations.importAccount(member.path("Member_Account").asText()));
    }
    for (JsonNode request : requests(READ_GROUPS)) {
      for (JsonNode id : request.path("GroupIdList")) {
        seedGroup(id.asText(), profile);
      }
    }
    for (JsonNode answer : answers(LIST_GROUPS)) {
      for (JsonNode item : answer.path("GroupIdList")) {
        seedGroup(item.path("GroupId").asText(), profile);
      }
    }
    for (JsonNode request : requests(READ_ATTRIBUTES)) {
      String id = request.path("GroupId").asText();
      seedGroup(id, profile);
      for (JsonNode answer : answers(READ_ATTRIBUTES)) {
        for (JsonNode attribute : answer.path("GroupAttrAry")) {
          setAttribute(id, attribute.path("key").asText(), attribute.path("value").asText());
        }
      }
    }
    seedMarks();
  }

  private void seedMarks() {
    for (JsonNode request : requests(READ_MARKS)) {
      String account = request.path("From_Account").asText();
      if (!conversations.of(account).items().isEmpty()) {
        continue;
      }
      conversations.importAccount(account);
      for (JsonNode answer : answers(READ_MARKS)) {
        answer.path("ContactItem").forEach(item -> addConversation(account, (ObjectNode) item));
        answer
            .path("GroupItem")
            .forEach(
                entry ->
                    addConversationGroup(
                        account, entry.path("GroupName").asText(), entry.path("GroupId").asLong()));
      }
    }
  }

  private void seedGroup(String id, @Nullable ObjectNode profile) {
    String type = profile == null ? "Public" : profile.path("Type").asText("Public");
    if (profile != null) {
      ObjectNode own = profile.deepCopy();
      own.remove(List.of("ErrorCode", "ErrorInfo"));
      groups.add(id, type, own.put("GroupId", id));
    } else {
      groups.add(id, type, null);
    }
  }

  private List<JsonNode> requests(String operation) {
    OperationDef definition = contract.operation(operation);
    return definition == null ? List.of() : values(definition.requestSamples());
  }

  private List<JsonNode> answers(String operation) {
    OperationDef definition = contract.operation(operation);
    return definition == null ? List.of() : values(definition.responseSamples());
  }

  private static List<JsonNode> values(List<SampleDef> samples) {
    return samples.stream().filter(Samples::isDocumented).map(SampleDef::value).toList();
  }
}
