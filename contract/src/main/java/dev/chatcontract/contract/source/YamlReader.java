package dev.chatcontract.contract.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads a YAML file as JSON with the place of each value.
 *
 * <p>Scalars follow the JSON schema of YAML 1.2. Scalars that YAML 1.1 reads differently ({@code
 * On}, {@code 010}, {@code 1_000}) are rejected, because half of the tools that read a contract
 * follow 1.1 and would see another value.
 */
final class YamlReader {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern READ_DIFFERENTLY =
      Pattern.compile(
          "(?i:yes|no|on|off|y|n)|[-+]?0[0-9_]+(\\.[0-9_]*)?|[-+]?0[xbo][0-9a-fA-F_]+"
              + "|[-+]?[0-9][0-9_]*_[0-9_]*|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?"
              + "|[-+]?[0-9]+\\.([eE][-+]?[0-9]+)?|[-+]?\\.[0-9][0-9_]*([eE][-+]?[0-9]+)?"
              + "|(?=[^_]*_)[-+]?[0-9][0-9_]*\\.[0-9_]*|[-+]?\\.(?i:inf)|\\.(?i:nan)|\\+[0-9].*"
              + "|(?!true|false|null)(?i:true|false|null)");

  /**
   * A key that looks like a number but that every reader reads as the same text, such as a status.
   */
  private static final Pattern PLAIN_KEY_NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");

  /** The bundle of a large contract exceeds snakeyaml's default of 3 MB. */
  private static final int MAX_CHARACTERS = 64 * 1024 * 1024;

  /** With more digits, or an exponent beyond this, the number is infinity or zero as a double. */
  private static final int MAX_DIGITS = 400;

  private final Resolver resolver = new Resolver();
  private final String file;
  private final Problems problems;

  YamlReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Returns the root value, or null if the text is not YAML, which becomes a problem. */
  @Nullable Node read(String text) {
    refuseLineBreak(text);
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    try {
      Composer composer =
          new Composer(
              new ParserImpl(new StreamReader(new StringReader(text)), options), resolver, options);
      org.yaml.snakeyaml.nodes.Node root = composer.getSingleNode();
      if (root == null) {
        problems.add(
            "yaml", new Place(file, 1, 1, ""), "the file is empty", "write a YAML mapping in it");
        return null;
      }
      return convert(root, place(root.getStartMark(), ""), new ArrayList<>());
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      Place at =
          mark == null
              ? new Place(file, 1, 1, "")
              : new Place(file, mark.getLine() + 1, mark.getColumn() + 1, "");
      String what = String.valueOf(e.getProblem());
      if (what.contains("\\t") || what.contains("TAB")) {
        problems.add(
            "tab", at, "a tab is used where indentation is expected", "indent with two spaces");
      } else {
        problems.add(
            "yaml",
            at,
            "this is not valid YAML: "
                + (e.getContext() == null ? "" : e.getContext() + ", ")
                + what,
            "correct the syntax on this line or the one before");
      }
      return null;
    } catch (YAMLException e) {
      problems.add(
          "yaml",
          new Place(file, 1, 1, ""),
          "this is not readable YAML: " + e.getMessage(),
          "save the file as UTF-8 text without control characters");
      return null;
    }
  }

  /**
   * Rejects U+0085: a line break in YAML 1.1, where readers drop it, and an ordinary character in
   * 1.2.
   */
  private void refuseLineBreak(String text) {
    int at = text.indexOf('\u0085');
    if (at >= 0) {
      String before = text.substring(0, at);
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      problems.add(
          "yaml",
          new Place(file, line, at - before.lastIndexOf('\n'), ""),
          "U+0085 is a line break to some readers",
          "write it as \\u0085 in double quotes");
    }
  }

  private Place place(Mark mark, String pointer) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1, pointer);
  }

  private Node convert(
      org.yaml.snakeyaml.nodes.Node node, Place at, List<org.yaml.snakeyaml.nodes.Node> open) {
    if (node.getAnchor() != null) {
      problems.add(
          "yaml-anchor",
          at,
          "the anchor &" + node.getAnchor() + " is not JSON",
          "move the shared part into a file of its own and use $ref");
      if (open.contains(node)) {
        return Node.scalar(at, JsonNodeFactory.instance.nullNode());
      }
    }
    refuseTag(node, at);
    if (node instanceof MappingNode mapping) {
      open.add(node);
      Map<String, Node> members = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        Mark mark = tuple.getKeyNode().getStartMark();
        if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
          problems.add("yaml", place(mark, at.pointer()), "a key is not text", "write a plain key");
          continue;
        }
        String key = keyNode.getValue();
        Place keyPlace = at.child(key, mark.getLine() + 1, mark.getColumn() + 1);
        if (key.equals("<<") && keyNode.isPlain()) {
          problems.add(
              "yaml-anchor", keyPlace, "a merge key is not JSON", "repeat the keys or use $ref");
          continue;
        }
        refuseTag(keyNode, keyPlace);
        refuseAmbiguous(keyNode, keyPlace);
        Node value = convert(tuple.getValueNode(), keyPlace, open);
        Node first = members.putIfAbsent(key, value);
        if (first != null) {
          problems.add(
              "duplicate-key",
              keyPlace,
              "the key " + key + " appears twice here, first on line " + first.at().line(),
              "remove one of the two");
        }
      }
      open.remove(node);
      return Node.object(at, members);
    }
    if (node instanceof SequenceNode sequence) {
      open.add(node);
      List<Node> elements = new ArrayList<>();
      for (org.yaml.snakeyaml.nodes.Node element : sequence.getValue()) {
        Mark mark = element.getStartMark();
        elements.add(
            convert(
                element,
                at.child(
                    Integer.toString(elements.size()), mark.getLine() + 1, mark.getColumn() + 1),
                open));
      }
      open.remove(node);
      return Node.array(at, elements);
    }
    return Node.scalar(at, scalar((ScalarNode) node, at));
  }

  /**
   * Rejects tags: they change how a value is read, and half of the tools that read a contract
   * ignore them.
   */
  private void refuseTag(org.yaml.snakeyaml.nodes.Node node, Place at) {
    Tag plain =
        node instanceof MappingNode
            ? Tag.MAP
            : node instanceof SequenceNode
                ? Tag.SEQ
                : node instanceof ScalarNode scalar && scalar.isPlain()
                    ? resolver.resolve(NodeId.scalar, scalar.getValue(), true)
                    : Tag.STR;
    if (!plain.equals(node.getTag())) {
      problems.add(
          "yaml-tag",
          at,
          "the tag " + node.getTag().getValue().replace(Tag.PREFIX, "!!") + " is not JSON",
          "write the value itself: in quotes for a text, plain for a number");
    }
  }

  /**
   * Rejects plain keys such as {@code yes} or {@code 1e3}, which some readers turn into another
   * name. {@code y} and {@code n} are accepted: they are names of members, and no reader in use
   * treats them as booleans.
   */
  private void refuseAmbiguous(ScalarNode key, Place at) {
    String text = key.getValue();
    boolean several =
        (READ_DIFFERENTLY.matcher(text).matches() && !text.matches("(?i)[yn]"))
            || Set.of("", "~", "null", "true", "false").contains(text)
            || (DECIMAL.matcher(text).matches() && !PLAIN_KEY_NUMBER.matcher(text).matches());
    if (key.isPlain() && several) {
      problems.add(
          "ambiguous-scalar",
          at,
          "the plain key " + text + " means different things to YAML readers",
          "write it in quotes");
    }
  }

  private JsonNode scalar(ScalarNode node, Place at) {
    String text = node.getValue();
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (node.getScalarStyle() != ScalarStyle.PLAIN) {
      return json.textNode(text);
    }
    switch (text) {
      case "", "~", "null" -> {
        return json.nullNode();
      }
      case "true" -> {
        return json.booleanNode(true);
      }
      case "false" -> {
        return json.booleanNode(false);
      }
      default -> {}
    }
    if (READ_DIFFERENTLY.matcher(text).matches()) {
      problems.add(
          "ambiguous-scalar",
          at,
          "the plain value " + text + " means different things to YAML 1.1 and 1.2 readers",
          "write it in quotes, or as a plain decimal number or true/false");
      return json.textNode(text);
    }
    return number(text, at, problems);
  }

  /** Returns a number if JSON's grammar allows the text as one, otherwise the text itself. */
  static JsonNode number(String text, Place at, Problems problems) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches() && isBeyondDoubles(text, decimal.group(3))) {
      problems.add(
          "number",
          at,
          "the number "
              + (text.length() > 30 ? text.substring(0, 30) + "..." : text)
              + " has more than "
              + MAX_DIGITS
              + " digits",
          "write one that fits a double, or leave the limit out");
      return json.numberNode(1);
    }
    if (INTEGER.matcher(text).matches()) {
      BigInteger value = new BigInteger(text);
      if (value.bitLength() < Integer.SIZE) {
        return json.numberNode(value.intValue());
      }
      return value.bitLength() < Long.SIZE
          ? json.numberNode(value.longValue())
          : json.numberNode(value);
    }
    return decimal.matches() ? json.numberNode(new BigDecimal(text)) : json.textNode(text);
  }

  private static boolean isBeyondDoubles(String text, @Nullable String exponent) {
    String digits = exponent == null ? "" : exponent.replaceFirst("^[eE][-+]?0*", "");
    return text.length() > MAX_DIGITS
        || digits.length() > 3
        || (!digits.isEmpty() && Integer.parseInt(digits) > MAX_DIGITS);
  }
}
