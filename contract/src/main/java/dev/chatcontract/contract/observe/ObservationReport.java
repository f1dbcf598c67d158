package dev.chatcontract.contract.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.page.Fact;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of an observation.
 *
 * @param exchanges those with operations of this API
 * @param leftOut all other exchanges
 * @param unread bodies of these exchanges that could not be compared
 * @param surprises what is not in the contract
 * @param neverSeen what is in the contract and in no exchange
 */
public record ObservationReport(
    int exchanges, int leftOut, Unread unread, List<Surprise> surprises, List<Surprise> neverSeen) {

  /**
   * How many bodies could not be compared, by reason.
   *
   * @param cut those that the recorder has cut
   * @param notJson requests that are not JSON; an answer that is not is a surprise
   * @param notRecorded answers that the capture does not have
   */
  public record Unread(int cut, int notJson, int notRecorded) {
    private String sentence() {
      List<String> parts = new ArrayList<>();
      part(parts, cut, "cut by the recorder");
      part(parts, notJson, "not JSON");
      part(parts, notRecorded, "answers that were not recorded");
      return parts.isEmpty() ? "" : "; bodies not compared: " + String.join(", ", parts);
    }

    private static void part(List<String> parts, int count, String why) {
      if (count > 0) {
        parts.add(count + " " + why);
      }
    }
  }

  /** Whether anything was seen that the contract does not know. */
  public boolean isSurprising() {
    return !surprises.isEmpty();
  }

  public static List<String> headings() {
    return List.of("operation", "subject", "name", "kind", "count", "example", "first", "contract");
  }

  /** Surprises first, then what was never seen, as cells in the order of the headings. */
  public List<List<String>> cells() {
    return java.util.stream.Stream.concat(surprises.stream(), neverSeen.stream())
        .map(ObservationReport::cells)
        .toList();
  }

  private static List<String> cells(Surprise row) {
    Fact fact = row.contract();
    return List.of(
        row.operation(),
        row.subject().label(),
        row.name(),
        row.kind().label(),
        row.count() == 0 ? "" : String.valueOf(row.count()),
        row.example(),
        row.file().isEmpty() ? "" : row.file() + ":" + row.number(),
        fact == null ? "" : fact.file() + ":" + fact.line());
  }

  /** One line. */
  public String summary() {
    return exchanges
        + " exchanges, "
        + surprises.size()
        + " surprises, "
        + neverSeen.size()
        + " never seen"
        + (leftOut == 0 ? "" : "; " + leftOut + " other exchanges were ignored")
        + unread.sentence();
  }

  public String json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("exchanges", exchanges).put("leftOut", leftOut);
    root.putObject("unread")
        .put("cut", unread.cut())
        .put("notJson", unread.notJson())
        .put("notRecorded", unread.notRecorded());
    surprises.forEach(row -> add(root.withArray("surprises"), row));
    neverSeen.forEach(row -> add(root.withArray("neverSeen"), row));
    root.withArray("surprises");
    root.withArray("neverSeen");
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }

  private static void add(ArrayNode rows, Surprise row) {
    ObjectNode json = rows.addObject();
    json.put("operation", row.operation()).put("subject", row.subject().label());
    json.put("name", row.name()).put("kind", row.kind().label()).put("count", row.count());
    json.put("example", row.example().isEmpty() ? null : row.example());
    if (row.file().isEmpty()) {
      json.putNull("seen");
    } else {
      json.putObject("seen").put("file", row.file()).put("exchange", row.number());
    }
    Fact fact = row.contract();
    if (fact == null) {
      json.putNull("contract");
    } else {
      json.putObject("contract")
          .put("file", fact.file())
          .put("line", fact.line())
          .put("value", fact.value());
    }
  }
}
