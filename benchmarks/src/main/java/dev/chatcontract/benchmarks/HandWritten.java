package dev.chatcontract.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.client.model.ActionStatus;
import dev.chatcontract.client.model.ApplyJoinOption;
import dev.chatcontract.client.model.CustomField;
import dev.chatcontract.client.model.GetAppidGroupListResponse;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import dev.chatcontract.client.model.GroupIdItem;
import dev.chatcontract.client.model.GroupInfo;
import dev.chatcontract.client.model.GroupMember;
import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.MemberRole;
import dev.chatcontract.client.model.MsgFlag;
import dev.chatcontract.client.model.MuteAllMember;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A careful hand-written reader of the same records, on Jackson's streaming parser: it checks
 * neither duplicates nor types nor missing members, and drops unknown members.
 */
final class HandWritten {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Map<String, JsonNode> NONE = Map.of();

  private HandWritten() {}

  interface Reader<T> {
    T read(JsonParser p) throws IOException;
  }

  private static <T> List<T> list(JsonParser p, Reader<T> reader) throws IOException {
    p.nextToken();
    List<T> list = new ArrayList<>();
    while (p.nextToken() != JsonToken.END_ARRAY) {
      list.add(reader.read(p));
    }
    return list;
  }

  private static void skip(JsonParser p) throws IOException {
    p.nextToken();
    p.skipChildren();
  }

  static GetAppidGroupListResponse groupIds(byte[] json) throws IOException {
    try (JsonParser p = JSON.createParser(json)) {
      p.nextToken();
      String status = null;
      long code = 0;
      String info = null;
      Long total = null;
      List<GroupIdItem> groups = List.of();
      Long next = null;
      for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
        switch (name) {
          case "ActionStatus" -> status = p.nextTextValue();
          case "ErrorCode" -> code = p.nextLongValue(0);
          case "ErrorInfo" -> info = p.nextTextValue();
          case "TotalCount" -> total = p.nextLongValue(0);
          case "GroupIdList" -> groups = list(p, HandWritten::groupId);
          case "Next" -> next = p.nextLongValue(0);
          default -> skip(p);
        }
      }
      return new GetAppidGroupListResponse(
          ActionStatus.of(status), code, info, total, groups, next, NONE);
    }
  }

  private static GroupIdItem groupId(JsonParser p) throws IOException {
    String id = null;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      if (name.equals("GroupId")) {
        id = p.nextTextValue();
      } else {
        skip(p);
      }
    }
    return new GroupIdItem(id, NONE);
  }

  static GetGroupInfoResponse profiles(byte[] json) throws IOException {
    try (JsonParser p = JSON.createParser(json)) {
      p.nextToken();
      String status = null;
      long code = 0;
      String info = null;
      List<GroupInfo> groups = List.of();
      for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
        switch (name) {
          case "ActionStatus" -> status = p.nextTextValue();
          case "ErrorCode" -> code = p.nextLongValue(0);
          case "ErrorInfo" -> info = p.nextTextValue();
          case "GroupInfo" -> groups = list(p, HandWritten::profile);
          default -> skip(p);
        }
      }
      return new GetGroupInfoResponse(ActionStatus.of(status), code, info, groups, NONE);
    }
  }

  private static GroupInfo profile(JsonParser p) throws IOException {
    String groupId = null;
    long code = 0;
    String info = null;
    GroupType type = null;
    String name = null;
    Long appid = null;
    String introduction = null;
    String notification = null;
    String faceUrl = null;
    String owner = null;
    Long created = null;
    Long lastInfo = null;
    Long lastMsg = null;
    Long nextSeq = null;
    Long members = null;
    Long maxMembers = null;
    ApplyJoinOption join = null;
    MuteAllMember mute = null;
    List<CustomField> custom = null;
    List<GroupMember> list = null;
    for (String m = p.nextFieldName(); m != null; m = p.nextFieldName()) {
      switch (m) {
        case "GroupId" -> groupId = p.nextTextValue();
        case "ErrorCode" -> code = p.nextLongValue(0);
        case "ErrorInfo" -> info = p.nextTextValue();
        case "Type" -> type = GroupType.of(p.nextTextValue());
        case "Name" -> name = p.nextTextValue();
        case "Appid" -> appid = p.nextLongValue(0);
        case "Introduction" -> introduction = p.nextTextValue();
        case "Notification" -> notification = p.nextTextValue();
        case "FaceUrl" -> faceUrl = p.nextTextValue();
        case "Owner_Account" -> owner = p.nextTextValue();
        case "CreateTime" -> created = p.nextLongValue(0);
        case "LastInfoTime" -> lastInfo = p.nextLongValue(0);
        case "LastMsgTime" -> lastMsg = p.nextLongValue(0);
        case "NextMsgSeq" -> nextSeq = p.nextLongValue(0);
        case "MemberNum" -> members = p.nextLongValue(0);
        case "MaxMemberNum" -> maxMembers = p.nextLongValue(0);
        case "ApplyJoinOption" -> join = ApplyJoinOption.of(p.nextTextValue());
        case "MuteAllMember" -> mute = MuteAllMember.of(p.nextTextValue());
        case "AppDefinedData" -> custom = list(p, HandWritten::customField);
        case "MemberList" -> list = list(p, HandWritten::member);
        default -> skip(p);
      }
    }
    return new GroupInfo(
        groupId,
        code,
        info,
        type,
        name,
        appid,
        introduction,
        notification,
        faceUrl,
        owner,
        created,
        null,
        lastInfo,
        lastMsg,
        nextSeq,
        members,
        maxMembers,
        join,
        null,
        mute,
        null,
        null,
        null,
        null,
        custom,
        list,
        NONE);
  }

  private static CustomField customField(JsonParser p) throws IOException {
    String key = null;
    String value = null;
    for (String m = p.nextFieldName(); m != null; m = p.nextFieldName()) {
      switch (m) {
        case "Key" -> key = p.nextTextValue();
        case "Value" -> value = p.nextTextValue();
        default -> skip(p);
      }
    }
    return new CustomField(key, value, NONE);
  }

  private static GroupMember member(JsonParser p) throws IOException {
    String account = null;
    MemberRole role = null;
    Long joined = null;
    Long seq = null;
    MsgFlag flag = null;
    Long sent = null;
    String card = null;
    Long muted = null;
    List<CustomField> custom = null;
    for (String m = p.nextFieldName(); m != null; m = p.nextFieldName()) {
      switch (m) {
        case "Member_Account" -> account = p.nextTextValue();
        case "Role" -> role = MemberRole.of(p.nextTextValue());
        case "JoinTime" -> joined = p.nextLongValue(0);
        case "MsgSeq" -> seq = p.nextLongValue(0);
        case "MsgFlag" -> flag = MsgFlag.of(p.nextTextValue());
        case "LastSendMsgTime" -> sent = p.nextLongValue(0);
        case "NameCard" -> card = p.nextTextValue();
        case "MuteUntil" -> muted = p.nextLongValue(0);
        case "AppMemberDefinedData" -> custom = list(p, HandWritten::customField);
        default -> skip(p);
      }
    }
    return new GroupMember(account, role, joined, seq, flag, sent, card, muted, null, custom, NONE);
  }
}
