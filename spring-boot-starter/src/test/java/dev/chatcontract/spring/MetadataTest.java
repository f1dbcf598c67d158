package dev.chatcontract.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class MetadataTest {
  /** Editors use this file to complete and explain properties. */
  @Test
  void everyPropertyIsDescribed() throws IOException {
    try (InputStream in =
        ChatProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      JsonNode properties = new ObjectMapper().readTree(in).get("properties");
      int own =
          ChatProperties.class.getRecordComponents().length
              - 1; // the group, health, is not a property
      int ofHealth = ChatProperties.Health.class.getRecordComponents().length;
      assertThat(properties).hasSize(own + ofHealth);
      assertThat(properties)
          .allSatisfy(
              property ->
                  assertThat(property.path("description").asText())
                      .as(property.path("name").asText())
                      .endsWith("."));
    }
  }
}
