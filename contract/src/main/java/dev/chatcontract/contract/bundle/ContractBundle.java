package dev.chatcontract.contract.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.contract.source.ContractDocument;
import dev.chatcontract.contract.source.PlainValues;
import dev.chatcontract.contract.source.SourcePlaces;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A contract as one self-contained OpenAPI document. The same source always produces the same
 * bytes.
 */
public final class ContractBundle {
  /**
   * Text that readers of YAML 1.1 and 1.2 read as text even without quotes: it begins with a letter
   * or {@code $} and is not a word for a boolean or null. All other text is quoted.
   */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?!(?i:true|false|null|yes|no|on|off|y|n)$)[A-Za-z$][A-Za-z0-9_$/.,()'+* -]*(?<! )");

  private static final String YAML = "openapi.yaml";
  private static final String JSON = "openapi.json";

  private final ContractDocument source;
  private final JsonNode document;

  private ContractBundle(ContractDocument source) {
    this.source = source;
    this.document = PlainValues.write(source);
  }

  public static ContractBundle of(ContractDocument document) {
    return new ContractBundle(document);
  }

  /** Returns JSON indented by two spaces, with line feeds on every platform. */
  public String json() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }

  /** Returns block-style YAML without comments, anchors or line folding. */
  public String yaml() {
    DumperOptions options = new DumperOptions();
    options.setSplitLines(false);
    options.setLineBreak(DumperOptions.LineBreak.UNIX);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    StringWriter text = new StringWriter();
    new Yaml(options).serialize(node(document), text);
    return text.toString();
  }

  /** Returns the files that {@link #write} leaves in a directory. */
  public static List<Path> files(Path directory) {
    return List.of(
        directory.resolve(YAML), directory.resolve(JSON), directory.resolve(SourcePlaces.FILE));
  }

  /**
   * Writes {@code openapi.yaml}, {@code openapi.json} and their {@link SourcePlaces}. A file whose
   * text is unchanged is not written, so that nothing that depends on it is built again.
   */
  public void write(Path directory) {
    try {
      Files.createDirectories(directory);
      writeIfChanged(directory.resolve(YAML), yaml());
      writeIfChanged(directory.resolve(JSON), json());
      writeIfChanged(directory.resolve(SourcePlaces.FILE), SourcePlaces.write(source));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the bundle to " + directory, e);
    }
  }

  private static void writeIfChanged(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
      Files.write(file, bytes);
    }
  }

  private static Node node(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> {
        List<NodeTuple> tuples = new ArrayList<>();
        value
            .properties()
            .forEach(e -> tuples.add(new NodeTuple(text(e.getKey()), node(e.getValue()))));
        yield new MappingNode(Tag.MAP, tuples, tuples.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
      }
      case ARRAY -> {
        List<Node> elements = new ArrayList<>();
        value.forEach(element -> elements.add(node(element)));
        yield new SequenceNode(
            Tag.SEQ, elements, elements.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
      }
      case NUMBER ->
          plain(value.isIntegralNumber() ? Tag.INT : Tag.FLOAT, value.decimalValue().toString());
      case BOOLEAN -> plain(Tag.BOOL, value.asText());
      case STRING -> text(value.textValue());
      default -> plain(Tag.NULL, "null");
    };
  }

  private static Node plain(Tag tag, String text) {
    return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
  }

  private static Node text(String text) {
    ScalarStyle style =
        PLAIN.matcher(text).matches()
            ? ScalarStyle.PLAIN
            : text.indexOf('\n') >= 0 ? ScalarStyle.LITERAL : ScalarStyle.SINGLE_QUOTED;
    return new ScalarNode(Tag.STR, text, null, null, style);
  }
}
