package dev.chatcontract.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatcontract.client.model.ConversationType;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.json.JsonCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Generated types in other people's web layers: ordinary object mappers of Jackson 2 and 3 read and
 * write them as on the wire.
 */
final class AnyMapperTest {

  /** What a mapper of either Jackson version can do. */
  private interface Mapper {
    String write(Object value) throws Exception;

    <T> T read(String json, Class<T> type) throws Exception;

    /** Reads a map whose keys have the given type. */
    <K> Map<K, Integer> readKeyed(String json, Class<K> keys) throws Exception;
  }

  private static Mapper two(ObjectMapper mapper) {
    return new Mapper() {
      @Override
      public String write(Object value) throws Exception {
        return mapper.writeValueAsString(value);
      }

      @Override
      public <T> T read(String json, Class<T> type) throws Exception {
        return mapper.readValue(json, type);
      }

      @Override
      public <K> Map<K, Integer> readKeyed(String json, Class<K> keys) throws Exception {
        return mapper.readValue(
            json, mapper.getTypeFactory().constructMapType(Map.class, keys, Integer.class));
      }
    };
  }

  private static Mapper three(tools.jackson.databind.ObjectMapper mapper) {
    return new Mapper() {
      @Override
      public String write(Object value) {
        return mapper.writeValueAsString(value);
      }

      @Override
      public <T> T read(String json, Class<T> type) {
        return mapper.readValue(json, type);
      }

      @Override
      public <K> Map<K, Integer> readKeyed(String json, Class<K> keys) {
        return mapper.readValue(
            json, mapper.getTypeFactory().constructMapType(Map.class, keys, Integer.class));
      }
    };
  }

  /** Mappers as people set them up; what they omit or rename must not affect our types. */
  private static Map<String, Mapper> mappers() {
    Map<String, Mapper> mappers = new LinkedHashMap<>();
    mappers.put("Jackson 2", two(new ObjectMapper()));
    mappers.put("Jackson 2 with services", two(new ObjectMapper().findAndRegisterModules()));
    mappers.put(
        "Jackson 2, NON_NULL, SNAKE_CASE",
        two(
            JsonMapper.builder()
                .defaultPropertyInclusion(
                    JsonInclude.Value.construct(
                        JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                .enable(DeserializationFeature.USE_JAVA_ARRAY_FOR_JSON_ARRAY)
                .build()));
    mappers.put(
        "Jackson 2, NON_EMPTY",
        two(
            JsonMapper.builder()
                .defaultPropertyInclusion(
                    JsonInclude.Value.construct(
                        JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()));
    mappers.put("Jackson 3", three(new tools.jackson.databind.ObjectMapper()));
    mappers.put(
        "Jackson 3 with services",
        three(tools.jackson.databind.json.JsonMapper.builder().findAndAddModules().build()));
    mappers.put(
        "Jackson 3, NON_EMPTY, SNAKE_CASE",
        three(
            tools.jackson.databind.json.JsonMapper.builder()
                .changeDefaultPropertyInclusion(
                    i ->
                        JsonInclude.Value.construct(
                            JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
                .propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
                .build()));
    return mappers;
  }

  private interface Promise {
    void holds(Mapper mapper) throws Exception;
  }

  private static Stream<DynamicTest> forEachMapper(Promise promise) {
    return mappers().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> promise.holds(e.getValue())));
  }

  private static JsonNode tree(String json) throws Exception {
    return JsonCodec.NODE.fromString(json);
  }

  @TestFactory
  Stream<DynamicTest> everySampleIsReadAndWrittenAsOnTheWire() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, Mapper> mapper : mappers().entrySet()) {
      for (Operation<?, ?> operation : Operations.all()) {
        tests.addAll(roundTrips(mapper, operation));
      }
    }
    return tests.stream();
  }

  private static List<DynamicTest> roundTrips(
      Map.Entry<String, Mapper> mapper, Operation<?, ?> operation) throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    SamplesTest.requests(operation)
        .forEach((id, sample) -> tests.add(roundTrip(mapper, id, operation.request(), sample)));
    SamplesTest.responses(operation)
        .forEach((id, sample) -> tests.add(roundTrip(mapper, id, operation.response(), sample)));
    return tests;
  }

  private static <T> DynamicTest roundTrip(
      Map.Entry<String, Mapper> mapper, String id, JsonCodec<T> codec, JsonNode sample) {
    JsonNode body = sample.get("value");
    return DynamicTest.dynamicTest(
        mapper.getKey() + " " + id,
        () -> {
          T value = codec.fromTree(body);
          String written = mapper.getValue().write(value);
          assertThat(tree(written)).isEqualTo(body);
          assertThat(mapper.getValue().read(body.toString(), value.getClass())).isEqualTo(value);
        });
  }

  @TestFactory
  Stream<DynamicTest> anUndocumentedValueIsAPlainStringOrNumber() {
    return forEachMapper(
        mapper -> {
          assertThat(mapper.write(GroupType.of("Tomorrow"))).isEqualTo("\"Tomorrow\"");
          assertThat(mapper.read("\"Tomorrow\"", GroupType.class))
              .isEqualTo(GroupType.of("Tomorrow"));
          assertThat(mapper.write(Map.of("type", GroupType.PUBLIC)))
              .isEqualTo("{\"type\":\"Public\"}");
          assertThat(mapper.write(ConversationType.of(7))).isEqualTo("7");
          assertThat(mapper.read("7", ConversationType.class)).isEqualTo(ConversationType.of(7));
        });
  }

  @TestFactory
  Stream<DynamicTest> openEnumsCanBeKeysOfMaps() {
    return forEachMapper(
        mapper -> {
          assertThat(mapper.write(Map.of(GroupType.PUBLIC, 3))).isEqualTo("{\"Public\":3}");
          assertThat(mapper.readKeyed("{\"Public\":3}", GroupType.class))
              .isEqualTo(Map.of(GroupType.PUBLIC, 3));
          assertThat(mapper.write(Map.of(ConversationType.of(7), 3))).isEqualTo("{\"7\":3}");
          assertThat(mapper.readKeyed("{\"7\":3}", ConversationType.class))
              .isEqualTo(Map.of(ConversationType.of(7), 3));
        });
  }

  @TestFactory
  Stream<DynamicTest> unknownMembersNullsAndEmptyListsAreKeptApart() {
    String json =
        """
        {"ActionStatus":"OK","ErrorInfo":null,"ErrorCode":0,"GroupInfo":[{"GroupId":"g","ErrorCode":0,"Type":"Public",
         "MemberList":[],"Name":null,"Added":{"deep":[1,null,{},[],"x",true,12345678901234567890,0.1],"none":null}}]}\
        """;
    return forEachMapper(
        mapper -> {
          GetGroupInfoResponse value = mapper.read(json, GetGroupInfoResponse.class);
          assertThat(value).isEqualTo(GetGroupInfoResponse.CODEC.fromString(json));
          assertThat(tree(mapper.write(value))).isEqualTo(tree(json));
          // And inside a type of the caller.
          assertThat(tree(mapper.write(Map.of("inner", List.of(value)))))
              .isEqualTo(tree("{\"inner\":[" + json + "]}"));
        });
  }

  @TestFactory
  Stream<DynamicTest> valuesThatBreakTheContractAreRefusedWithTheirPlace() {
    return forEachMapper(
        mapper ->
            assertThatThrownBy(
                    () ->
                        mapper.read(
                            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"GroupInfo\":[{\"GroupId\":7}]}",
                            GetGroupInfoResponse.class))
                .hasMessageContaining("/GroupInfo/0/GroupId: ")
                .hasMessageNotContaining("7}"));
  }

  @TestFactory
  Stream<DynamicTest> aNumberBeyondDoubleIsKeptOrRefusedAndNeverInfinite() {
    String json = "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"New\":1e999}";
    return forEachMapper(
        mapper -> {
          try {
            GetGroupInfoResponse value = mapper.read(json, GetGroupInfoResponse.class);
            assertThat(tree(mapper.write(value))).isEqualTo(tree(json));
          } catch (Exception refused) {
            assertThat(refused).hasMessageContaining("USE_BIG_DECIMAL_FOR_FLOATS");
          }
        });
  }
}
