package dev.chatcontract.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.reader.ContractReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The answers that are served and decoded, all derived from the documented samples of the contract.
 */
enum Answers {
  /** The documented full profile of one group. */
  SAMPLE {
    @Override
    ObjectNode tree() {
      return sample("GGI-RES-1");
    }
  },
  /** A page of 10,000 group IDs. */
  PAGE {
    @Override
    ObjectNode tree() {
      ObjectNode page = sample("GAGL-RES-1");
      ArrayNode groups = page.putArray("GroupIdList");
      for (int i = 0; i < 10_000; i++) {
        groups.addObject().put("GroupId", "@TGS#2" + Integer.toString(i + 1_000_000, 36));
      }
      return page.put("TotalCount", 1_000_000);
    }
  },
  /** The documented profile with enough members to reach the documented cap of 1 MB. */
  MEGABYTE {
    @Override
    ObjectNode tree() {
      ObjectNode answer = sample("GGI-RES-1");
      ArrayNode members = (ArrayNode) answer.path("GroupInfo").path(0).path("MemberList");
      JsonNode member = members.get(0);
      int count = 1_000_000 / member.toString().length();
      for (int i = 0; i < count; i++) {
        members.add(member.<ObjectNode>deepCopy().put("Member_Account", "user" + i));
      }
      return answer;
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();

  abstract ObjectNode tree();

  /** Its name in tables. */
  String shown() {
    return switch (this) {
      case SAMPLE -> "documented profile";
      case PAGE -> "page of 10,000 IDs";
      case MEGABYTE -> "profile of 1 MB";
    };
  }

  byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(tree());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode sample(String id) {
    return ContractReader.bundled().operations().stream()
        .flatMap(operation -> operation.responseSamples().stream())
        .filter(sample -> sample.id().equals(id))
        .map(sample -> sample.value().<ObjectNode>deepCopy())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the contract has no sample " + id));
  }
}
