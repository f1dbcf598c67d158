package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes YAML in the style of the contract: blocks, with sources and the like on one line and
 * comments above.
 */
final class DraftYaml {
  private static final Set<String> ON_ONE_LINE =
      Set.of(
          "tags",
          "required",
          "source",
          "x-source",
          "x-rate-limit",
          "x-idempotent-when",
          "x-item-errors",
          "x-batch");

  /** Text that every YAML reader reads as text. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?!(?i:true|false|null|yes|no|on|off|y|n)$)[A-Za-z$.][A-Za-z0-9_$/.,()'+*?; -]*(?<! )");

  private final Map<String, String> comments;

  private DraftYaml(Map<String, String> comments) {
    this.comments = comments;
  }

  /**
   * Writes a value.
   *
   * @param comments comments by the pointer of the value below them
   */
  static String write(JsonNode value, Map<String, String> comments) {
    DumperOptions options = new DumperOptions();
    options.setSplitLines(false);
    options.setWidth(1000);
    options.setLineBreak(DumperOptions.LineBreak.UNIX);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setProcessComments(true);
    options.setAllowUnicode(true);
    StringWriter text = new StringWriter();
    new Yaml(options).serialize(new DraftYaml(comments).node(value, "", false), text);
    return text.toString();
  }

  private Node node(JsonNode value, String pointer, boolean inline) {
    return switch (value.getNodeType()) {
      case OBJECT -> {
        List<NodeTuple> tuples = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
          String at = pointer + "/" + entry.getKey();
          boolean flat = inline || ON_ONE_LINE.contains(entry.getKey());
          tuples.add(
              new NodeTuple(commented(text(entry.getKey()), at), node(entry.getValue(), at, flat)));
        }
        yield new MappingNode(Tag.MAP, tuples, style(inline || tuples.isEmpty()));
      }
      case ARRAY -> {
        List<Node> elements = new ArrayList<>();
        for (JsonNode element : value) {
          String at = pointer + "/" + elements.size();
          elements.add(commented(node(element, at, inline), at));
        }
        boolean scalars = !value.isEmpty() && value.elements().next().isValueNode();
        yield new SequenceNode(
            Tag.SEQ,
            elements,
            style(inline || elements.isEmpty() || (scalars && fitsOneLine(value, pointer))));
      }
      case NUMBER ->
          plain(value.isIntegralNumber() ? Tag.INT : Tag.FLOAT, value.decimalValue().toString());
      case BOOLEAN -> plain(Tag.BOOL, value.asText());
      case STRING -> text(value.textValue());
      default -> plain(Tag.NULL, "null");
    };
  }

  private static boolean fitsOneLine(JsonNode array, String pointer) {
    return array.toString().length() < 100 && !pointer.endsWith("/x-question");
  }

  private static FlowStyle style(boolean inline) {
    return inline ? FlowStyle.FLOW : FlowStyle.BLOCK;
  }

  private Node commented(Node node, String pointer) {
    String text = comments.get(pointer);
    if (text != null) {
      node.setBlockComments(
          List.of(new CommentLine((Mark) null, (Mark) null, " " + text, CommentType.BLOCK)));
    }
    return node;
  }

  private static Node plain(Tag tag, String text) {
    return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
  }

  private static Node text(String text) {
    ScalarStyle style =
        PLAIN.matcher(text).matches()
            ? ScalarStyle.PLAIN
            : text.matches("[^\\p{C}\\u2028\\u2029]*")
                ? ScalarStyle.SINGLE_QUOTED
                : ScalarStyle.DOUBLE_QUOTED;
    return new ScalarNode(Tag.STR, text, null, null, style);
  }
}
