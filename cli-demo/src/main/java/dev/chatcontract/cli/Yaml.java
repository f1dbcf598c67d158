package dev.chatcontract.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a JSON tree as YAML 1.2 block style; every doubtful scalar is quoted as JSON quotes it.
 */
final class Yaml {
  // Starts with a letter and holds nothing that YAML reads as structure.
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");
  private static final Pattern WORD_WITH_MEANING =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");

  private Yaml() {}

  static String write(JsonNode value) {
    StringBuilder out = new StringBuilder();
    if (inline(value)) {
      out.append(scalar(value)).append('\n');
    } else {
      block(value, 0, false, out);
    }
    return out.toString();
  }

  private static void block(JsonNode value, int depth, boolean afterDash, StringBuilder out) {
    boolean onDashLine = afterDash;
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        indent(onDashLine ? 0 : depth, out);
        onDashLine = false;
        out.append(text(member.getKey())).append(':');
        child(member.getValue(), depth, out);
      }
    } else {
      for (JsonNode item : value) {
        indent(onDashLine ? 0 : depth, out);
        onDashLine = false;
        out.append("- ");
        if (inline(item)) {
          out.append(scalar(item)).append('\n');
        } else {
          block(item, depth + 1, true, out);
        }
      }
    }
  }

  private static void child(JsonNode value, int depth, StringBuilder out) {
    if (inline(value)) {
      out.append(' ').append(scalar(value)).append('\n');
    } else {
      out.append('\n');
      block(value, depth + 1, false, out);
    }
  }

  private static void indent(int depth, StringBuilder out) {
    out.append("  ".repeat(depth));
  }

  private static boolean inline(JsonNode value) {
    return !value.isContainerNode() || value.isEmpty();
  }

  private static String scalar(JsonNode value) {
    return value.isTextual() ? text(value.textValue()) : value.toString();
  }

  private static String text(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORD_WITH_MEANING.matcher(text).matches();
    return plain ? text : Json.NODES.textNode(text).toString();
  }
}
