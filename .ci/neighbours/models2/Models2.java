import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.ImportGroupRequest;
import java.util.List;
import java.util.Map;

/** Models through a plain object mapper of Jackson 2. */
public final class Models2 {
  private static final String ANSWER =
      "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":null,\"GroupInfo\":[{\"GroupId\":\"g\",\"ErrorCode\":0,"
          + "\"Type\":\"Tomorrow\",\"MemberList\":[],\"Added\":{\"deep\":[1,null,{},0.5]}}]}";

  private Models2() {}

  public static void main(String[] args) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    GetGroupInfoResponse answer = mapper.readValue(ANSWER, GetGroupInfoResponse.class);
    want(answer, GetGroupInfoResponse.CODEC.fromString(ANSWER));
    want(mapper.readTree(mapper.writeValueAsString(answer)), mapper.readTree(ANSWER));
    want(mapper.readTree(mapper.valueToTree(answer).toString()), mapper.readTree(ANSWER));
    ImportGroupRequest request =
        ImportGroupRequest.builder().type(GroupType.PUBLIC).name("n").appDefinedData(List.of()).build();
    String json = mapper.writeValueAsString(request);
    want(mapper.readTree(json), mapper.readTree(ImportGroupRequest.CODEC.toBytes(request)));
    want(mapper.readValue(json, ImportGroupRequest.class), request);
    String keyed = mapper.writeValueAsString(Map.of(GroupType.PUBLIC, List.of(GroupType.of("T"))));
    want(keyed, "{\"Public\":[\"T\"]}");
  }

  private static void want(Object seen, Object wanted) {
    if (!wanted.equals(seen)) {
      throw new IllegalStateException("wanted " + wanted + ", saw " + seen);
    }
  }
}
