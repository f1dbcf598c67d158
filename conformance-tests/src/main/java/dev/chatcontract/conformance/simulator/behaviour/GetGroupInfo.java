package dev.chatcontract.conformance.simulator.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.effect.OperationBehaviour;
import dev.chatcontract.conformance.simulator.effect.SimulatedCall;
import dev.chatcontract.conformance.simulator.world.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reduces each profile to the members that its {@code ResponseFilter} names. */
public final class GetGroupInfo implements OperationBehaviour {
  private static final String LIVE_ROOM = "AVChatRoom";

  /** Members that have their own filter or are always present. */
  private static final Set<String> EXEMPT =
      Set.of("GroupId", "ErrorCode", "ErrorInfo", "AppDefinedData", "MemberList");

  @Override
  public String operation() {
    return "get_group_info";
  }

  @Override
  public Outcome carryOut(SimulatedCall call) {
    Outcome outcome = call.declared();
    if (outcome instanceof Outcome.Success success) {
      JsonNode filter = call.request().path("ResponseFilter");
      for (JsonNode item : success.body().path("GroupInfo")) {
        Entry group = call.world().collection("groups").find(item.path("GroupId").asText());
        if (group != null) {
          narrow((ObjectNode) item, LIVE_ROOM.equals(group.type()), filter);
        }
      }
    }
    return outcome;
  }

  private static void narrow(ObjectNode item, boolean liveRoom, JsonNode filter) {
    Set<String> wanted = names(filter.path("GroupBaseInfoFilter"));
    if (wanted != null) {
      for (String name :
          List.copyOf(item.propertyStream().map(java.util.Map.Entry::getKey).toList())) {
        if (!wanted.contains(name) && !EXEMPT.contains(name)) {
          item.remove(name);
        }
      }
    }
    JsonNode custom = item.remove("AppDefinedData");
    if (custom != null) {
      item.set("AppDefinedData", keyed(custom, names(filter.path("AppDefinedDataFilter_Group"))));
    }
    JsonNode members = item.remove("MemberList");
    if (members != null && !liveRoom) {
      item.set("MemberList", members(members, filter));
    }
  }

  private static JsonNode members(JsonNode members, JsonNode filter) {
    Set<String> wanted = names(filter.path("MemberInfoFilter"));
    Set<String> custom = names(filter.path("AppDefinedDataFilter_GroupMember"));
    if (wanted == null && custom == null) {
      return members;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (JsonNode member : members) {
      ObjectNode item = list.addObject();
      member
          .properties()
          .forEach(
              field -> {
                switch (field.getKey()) {
                  // The account always comes back under this name, whatever name the filter uses.
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

  /** Returns the strings of a filter; null if there is none, which differs from an empty filter. */
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
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (JsonNode entry : entries) {
      if (wanted.contains(entry.path("Key").asText())) {
        list.add(entry);
      }
    }
    return list;
  }
}
