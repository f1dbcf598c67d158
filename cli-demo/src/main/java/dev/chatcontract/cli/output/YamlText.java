package dev.chatcontract.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a JSON tree as YAML that readers of versions 1.1 and 1.2 read as the same values:
 * everything ambiguous is quoted. SnakeYAML's emitter is not used because it joins half a surrogate
 * pair with the next character.
 */
final class YamlText {
  // Starts with a letter and contains nothing that is YAML syntax.
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");
  private static final Pattern WORD_WITH_MEANING =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");

  /** YAML requires the colon of a simple key within 1,024 characters; an escape takes up to ten. */
  private static final int LONGEST_KEY = 100;

  private static final int LONGEST_PLAIN = 100;

  private final StringBuilder out = new StringBuilder();

  private YamlText() {}

  /** Returns one document, without a marker before it. */
  static String of(JsonNode value) {
    YamlText text = new YamlText();
    if (inline(value)) {
      text.out.append(scalar(value)).append('\n');
    } else {
      text.block(value, 0, false);
    }
    return JsonText.yaml(text.out.toString());
  }

  private void block(JsonNode value, int depth, boolean afterDash) {
    boolean onDashLine = afterDash;
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        indent(onDashLine ? 0 : depth);
        onDashLine = false;
        key(member.getKey(), depth);
        member(member.getValue(), depth);
      }
    } else {
      for (JsonNode item : value) {
        indent(onDashLine ? 0 : depth);
        onDashLine = false;
        out.append("- ");
        if (inline(item)) {
          out.append(scalar(item)).append('\n');
        } else {
          block(item, depth + 1, true);
        }
      }
    }
  }

  private void key(String name, int depth) {
    if (name.length() > LONGEST_KEY) {
      out.append("? ").append(text(name)).append('\n');
      indent(depth);
    } else {
      out.append(text(name));
    }
    out.append(':');
  }

  private void member(JsonNode value, int depth) {
    if (inline(value)) {
      out.append(' ').append(scalar(value)).append('\n');
    } else {
      out.append('\n');
      block(value, depth + 1, false);
    }
  }

  private void indent(int depth) {
    out.append("  ".repeat(depth));
  }

  private static boolean inline(JsonNode value) {
    return !value.isContainerNode() || value.isEmpty();
  }

  private static String scalar(JsonNode value) {
    if (value.isTextual()) {
      return text(value.textValue());
    }
    return value.isNumber() && !value.isIntegralNumber()
        ? decimal(value.decimalValue())
        : value.toString();
  }

  /**
   * Writes a number so that YAML 1.1 reads it as one: with a point, and with a sign in the
   * exponent.
   */
  private static String decimal(BigDecimal value) {
    String text = value.toString();
    int exponent = text.indexOf('E');
    String digits = exponent < 0 ? text : text.substring(0, exponent);
    return (digits.indexOf('.') < 0 ? digits + ".0" : digits)
        + (exponent < 0 ? "" : text.substring(exponent));
  }

  private static String text(String text) {
    boolean plain =
        text.length() <= LONGEST_PLAIN
            && PLAIN.matcher(text).matches()
            && !WORD_WITH_MEANING.matcher(text).matches();
    return plain ? text : TextNode.valueOf(text).toString();
  }
}
