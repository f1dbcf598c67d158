package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** JSON and YAML of all cases, commands and reports. */
public final class CaseJson {
  /** Keeps all digits of a number: a cursor must not become a double. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(64 << 20).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private CaseJson() {}

  /** Reads YAML text as a tree. */
  public static JsonNode yaml(String place, String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new CorpusException(
          place + ":" + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "not YAML, " + e.getOriginalMessage(),
          e);
    }
  }

  /** Returns the node's text, or the other text if it is not a string. */
  public static String text(JsonNode node, String otherwise) {
    return node.isTextual() ? node.textValue() : otherwise;
  }

  /** Writes a value as one line of JSON. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a case could not be written as JSON", e);
    }
  }

  /** Reads strict JSON text as a tree. */
  public static JsonNode tree(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** Writes a case as the tree that the case schema describes. */
  public static JsonNode tree(ConformanceCase c) {
    return MAPPER.valueToTree(c);
  }

  /** Reads the case that a tree describes. */
  public static ConformanceCase read(JsonNode tree) {
    try {
      return MAPPER.treeToValue(tree, ConformanceCase.class);
    } catch (JsonProcessingException e) {
      throw new CorpusException(
          CaseJson.text(tree.path("id"), "case without id"), e.getOriginalMessage(), e);
    }
  }
}
