package dev.chatcontract.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.client.model.ApplyJoinOption;
import dev.chatcontract.client.model.CustomField;
import dev.chatcontract.client.model.GetAppidGroupListRequest;
import dev.chatcontract.client.model.GetContactGroupRequest;
import dev.chatcontract.client.model.GetGroupAttrRequest;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import dev.chatcontract.client.model.GroupBaseInfoField;
import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.ImportGroupRequest;
import dev.chatcontract.client.model.MemberInfoField;
import dev.chatcontract.client.model.ResponseFilter;
import dev.chatcontract.runtime.InvalidRequestException;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every documented body is decoded to the generated types and encoded unchanged. */
final class SamplesTest {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final JsonNode CONTRACT = contract();

  @TestFactory
  Stream<DynamicTest> everySampleIsDecodedAndEncodedUnchanged() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation<?, ?> operation : Operations.all()) {
      requests(operation)
          .forEach((id, s) -> tests.add(roundTrip(id, operation.request(), s.get("value"))));
      responses(operation)
          .forEach((id, s) -> tests.add(roundTrip(id, operation.response(), s.get("value"))));
    }
    return tests.stream();
  }

  private static <T> DynamicTest roundTrip(String id, JsonCodec<T> codec, JsonNode body) {
    return DynamicTest.dynamicTest(
        id, () -> assertThat(codec.toTree(codec.fromTree(body))).isEqualTo(body));
  }

  @Test
  void theDocumentedAnswersAndRequestsAreAmongTheSamples() {
    Set<String> requests = new HashSet<>();
    Set<String> responses = new HashSet<>();
    for (Operation<?, ?> operation : Operations.all()) {
      requests.addAll(documented(requests(operation)).keySet());
      responses.addAll(documented(responses(operation)).keySet());
    }
    assertThat(requests).containsAll(built().keySet());
    assertThat(built()).hasSize(11);
    assertThat(responses)
        .contains("GAGL-RES-1", "GGI-RES-1", "GGI-RES-2", "IG-RES-1", "IG-RES-2", "IG-RES-3")
        .contains("GGA-RES-1", "GCG-RES-1");
  }

  @TestFactory
  Stream<DynamicTest> documentedRequestsAreBuiltEqualAsTrees() {
    Map<String, JsonNode> documented = new LinkedHashMap<>();
    for (Operation<?, ?> operation : Operations.all()) {
      documented(requests(operation))
          .forEach((id, sample) -> documented.put(id, sample.get("value")));
    }
    Map<String, JsonNode> built = built();
    return built.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(),
                    () -> assertThat(e.getValue()).isEqualTo(documented.get(e.getKey()))));
  }

  private static Map<String, JsonNode> built() {
    Map<String, JsonNode> built = new LinkedHashMap<>();
    put(built, "GAGL-REQ-1", GetAppidGroupListRequest.CODEC, GetAppidGroupListRequest.of());
    put(
        built,
        "GAGL-REQ-2",
        GetAppidGroupListRequest.CODEC,
        GetAppidGroupListRequest.builder().limit(1000L).next(0L).build());
    put(
        built,
        "GAGL-REQ-3",
        GetAppidGroupListRequest.CODEC,
        GetAppidGroupListRequest.builder().groupType(GroupType.PUBLIC).build());
    put(
        built,
        "GAGL-REQ-4",
        GetAppidGroupListRequest.CODEC,
        GetAppidGroupListRequest.builder()
            .limit(1000L)
            .next(0L)
            .groupType(GroupType.of("Public"))
            .build());
    put(
        built,
        "GGI-REQ-1",
        GetGroupInfoRequest.CODEC,
        GetGroupInfoRequest.of(List.of("@TGS#1NVTZEAE4", "@TGS#1CXTZEAET")));
    put(
        built,
        "GGI-REQ-2",
        GetGroupInfoRequest.CODEC,
        GetGroupInfoRequest.builder()
            .groupIdList(List.of("@TGS#1NVTZEAE4", "@TGS#1CXTZEAET"))
            .responseFilter(
                ResponseFilter.builder()
                    .groupBaseInfoFilter(
                        Stream.of("Type", "Name", "Introduction", "Notification")
                            .map(GroupBaseInfoField::of)
                            .toList())
                    .memberInfoFilter(
                        Stream.of("Account", "Role").map(MemberInfoField::of).toList())
                    .appDefinedDataFilterGroup(List.of("GroupTestData1", "GroupTestData2"))
                    .appDefinedDataFilterGroupMember(List.of("MemberDefined2", "MemberDefined1"))
                    .build())
            .build());
    put(
        built,
        "IG-REQ-1",
        ImportGroupRequest.CODEC,
        ImportGroupRequest.builder()
            .ownerAccount("leckie")
            .type(GroupType.PUBLIC)
            .name("TestGroup")
            .createTime(1448357837L)
            .build());
    put(
        built,
        "IG-REQ-2",
        ImportGroupRequest.CODEC,
        ImportGroupRequest.of(GroupType.COMMUNITY, "test_import_group").toBuilder()
            .supportTopic(1)
            .build());
    put(built, "IG-REQ-3", ImportGroupRequest.CODEC, everyField().buildUnchecked());
    put(built, "GGA-REQ-1", GetGroupAttrRequest.CODEC, GetGroupAttrRequest.of("@TGS#aC5SZEAEF"));
    put(built, "GCG-REQ-1", GetContactGroupRequest.CODEC, GetContactGroupRequest.of("user0", 0L));
    return built;
  }

  /** The documented sample with a space before the second key, which the contract rejects. */
  private static ImportGroupRequest.Builder everyField() {
    return ImportGroupRequest.builder()
        .ownerAccount("leckie")
        .type(GroupType.PUBLIC)
        .groupId("MyFirstGroup")
        .name("TestGroup")
        .introduction("This is group Introduction")
        .notification("This is group Notification")
        .faceUrl("http://this.is.face.url")
        .maxMemberCount(500L)
        .applyJoinOption(ApplyJoinOption.FREE_ACCESS)
        .createTime(1448357837L)
        .appDefinedData(
            List.of(
                CustomField.builder().key("GroupTestData1").value("xxxxx").build(),
                CustomField.builder()
                    .key(" GroupTestData2")
                    .value("abc\\u0000\\u0001")
                    .buildUnchecked()));
  }

  @Test
  void aCheckedBuildRejectsTheSampleWithTheMisprintedKey() {
    assertThatThrownBy(() -> everyField().build())
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e ->
                assertThat(e.faults())
                    .singleElement()
                    .satisfies(f -> assertThat(f.pointer()).isEqualTo("/AppDefinedData/1/Key")));
  }

  @Test
  void allFaultsOfARequestAreReportedAtOnce() {
    ImportGroupRequest request =
        ImportGroupRequest.builder()
            .type(GroupType.AV_CHAT_ROOM)
            .introduction("\u7FA4".repeat(81))
            .maxMemberCount(6001L)
            .supportTopic(1)
            .buildUnchecked();
    assertThat(request.faults())
        .extracting(f -> f.pointer())
        .containsExactly("/Type", "/Name", "/Introduction", "/MaxMemberCount", "/SupportTopic");
  }

  @Test
  void unknownMembersUnknownValuesAndNullsAreKept() throws IOException {
    String json =
        "{\"ActionStatus\":\"MAYBE\",\"ErrorCode\":0,\"ErrorInfo\":null,\"RequestId\":{\"a\":[1e3,null]},"
            + "\"GroupInfo\":[{\"GroupId\":\"g\",\"ErrorCode\":0,\"Type\":\"Nebula\",\"New\":9223372036854775808}]}";
    GetGroupInfoResponse response = GetGroupInfoResponse.CODEC.fromString(json);
    assertThat(GetGroupInfoResponse.CODEC.toTree(response))
        .isEqualTo(JsonCodec.NODE.fromString(json));
    GroupType type =
        Objects.requireNonNull(Objects.requireNonNull(response.groupInfo()).get(0).type());
    assertThat(type.value()).isEqualTo("Nebula");
    assertThat(type.known()).isEmpty();
    assertThat(GroupType.of("Community").known()).contains(GroupType.Known.COMMUNITY);
  }

  @Test
  void settingAMemberThatWasNullReplacesTheNull() throws IOException {
    GetGroupInfoResponse response =
        GetGroupInfoResponse.CODEC.fromString(
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":null}");
    assertThat(
            new String(
                GetGroupInfoResponse.CODEC.toBytes(response.toBuilder().errorInfo("").build()),
                java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\"}");
  }

  @Test
  void anObjectMapperReadsAndWritesTheTypesThroughTheModule() throws IOException {
    ObjectMapper mapper = new ObjectMapper().registerModule(new ChatJsonModule());
    String json = "{\"GroupIdList\":[\"a\"],\"New\":true}";
    GetGroupInfoRequest request = mapper.readValue(json, GetGroupInfoRequest.class);
    assertThat(request.groupIdList()).containsExactly("a");
    assertThat(mapper.writeValueAsString(request)).isEqualTo(json);
    assertThat(mapper.readValue("\"Public\"", GroupType.class)).isEqualTo(GroupType.PUBLIC);
  }

  private static <T> void put(
      Map<String, JsonNode> built, String id, JsonCodec<T> codec, T request) {
    try {
      built.put(id, codec.toTree(request));
    } catch (IOException e) {
      throw new AssertionError(id, e);
    }
  }

  static Map<String, JsonNode> requests(Operation<?, ?> operation) {
    return samples(operation, "requestBody/content");
  }

  static Map<String, JsonNode> responses(Operation<?, ?> operation) {
    return samples(operation, "responses/200/content");
  }

  private static Map<String, JsonNode> samples(Operation<?, ?> operation, String under) {
    JsonNode at = CONTRACT.get("paths").get(operation.path()).get("post");
    for (String step : under.split("/", -1)) {
      at = resolved(at.get(step));
    }
    Map<String, JsonNode> samples = new LinkedHashMap<>();
    for (JsonNode sample : at.get("application/json").get("examples")) {
      JsonNode example = resolved(sample);
      samples.put(example.get("x-sample").get("id").textValue(), example);
    }
    return samples;
  }

  /** The samples that are printed on the vendor's pages. */
  private static Map<String, JsonNode> documented(Map<String, JsonNode> samples) {
    Map<String, JsonNode> documented = new LinkedHashMap<>(samples);
    documented
        .values()
        .removeIf(s -> !s.at("/x-sample/provenance").textValue().startsWith("documented"));
    return documented;
  }

  private static JsonNode resolved(JsonNode node) {
    JsonNode ref = node.get("$ref");
    return ref == null ? node : CONTRACT.at(ref.textValue().substring(1));
  }

  private static JsonNode contract() {
    try (InputStream in =
        Objects.requireNonNull(
            SamplesTest.class.getResourceAsStream("/dev/chatcontract/spec/openapi.json"))) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
