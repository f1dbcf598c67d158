package dev.chatcontract.conformance.simulator.behaviour;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.answer.Outcome;
import dev.chatcontract.conformance.simulator.effect.OperationBehaviour;
import dev.chatcontract.conformance.simulator.effect.SimulatedCall;
import dev.chatcontract.conformance.simulator.world.NewEntry;
import java.util.Locale;

/** Makes a complete group profile from a request, with its owner as a member and as an account. */
public final class ImportGroup implements OperationBehaviour {
  private static final String COMMUNITY = "Community";
  private static final int COMMUNITY_MEMBERS = 100_000;
  private static final int DEFAULT_MEMBERS = 2_000;
  private static final long FIRST_OF_FIVE_DIGITS = 36L * 36 * 36 * 36 * 36;

  @Override
  public String operation() {
    return "import_group";
  }

  @Override
  public Outcome carryOut(SimulatedCall call) {
    Outcome outcome = call.declared();
    if (outcome instanceof Outcome.Success && call.request().hasNonNull("Owner_Account")) {
      call.world().collection("accounts").ensure(call.request().get("Owner_Account").asText());
    }
    return outcome;
  }

  /** Returns a key in the form that the server gives to a group without an ID. */
  @Override
  public String newKey(String type, long count) {
    String unique = Long.toString(FIRST_OF_FIVE_DIGITS + count, 36).toUpperCase(Locale.ROOT);
    return type.equals(COMMUNITY) ? "@TGS#_@TGS#c" + unique + "2CX" : "@TGS#2" + unique + "EL";
  }

  @Override
  public ObjectNode members(NewEntry group) {
    ObjectNode said = group.said();
    long now = group.at().getEpochSecond();
    long created = said.path("CreateTime").asLong(now);
    String type = group.type();
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    profile.put("GroupId", group.key());
    profile.put("Type", type);
    profile.put("Name", said.path("Name").asText("group " + group.number()));
    profile.put("Appid", group.appId());
    profile.put("Introduction", said.path("Introduction").asText(""));
    profile.put("Notification", said.path("Notification").asText(""));
    profile.put("FaceUrl", said.path("FaceUrl").asText(""));
    String owner = said.path("Owner_Account").asText("");
    profile.put("Owner_Account", owner);
    profile.put("CreateTime", created);
    profile.put("LastInfoTime", now);
    profile.put("LastMsgTime", 0);
    profile.put("NextMsgSeq", 1);
    profile.put("MemberNum", owner.isEmpty() ? 0 : 1);
    int most = type.equals(COMMUNITY) ? COMMUNITY_MEMBERS : DEFAULT_MEMBERS;
    profile.put("MaxMemberNum", said.path("MaxMemberCount").asLong(most));
    if (type.equals(COMMUNITY)) {
      profile.put("SupportTopic", said.path("SupportTopic").asInt(0));
    } else {
      profile.put("ApplyJoinOption", said.path("ApplyJoinOption").asText("NeedPermission"));
    }
    profile.put("MuteAllMember", "Off");
    if (said.hasNonNull("AppDefinedData")) {
      profile.set("AppDefinedData", said.get("AppDefinedData"));
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
}
