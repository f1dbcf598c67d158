package dev.chatcontract.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatcontract.contract.model.Provenance;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the documented samples of requests and responses. */
final class SampleReader {
  private final Fields fields;
  private final Problems problems;
  private final Map<String, SampleDef> samples = new TreeMap<>();

  SampleReader(Map<String, Node> examples, Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
    examples.forEach((name, node) -> samples.put(name, sample(name, node)));
  }

  /** Returns all samples in the components, by name. */
  Map<String, SampleDef> all() {
    return Collections.unmodifiableMap(samples);
  }

  List<SampleDef> samples(@Nullable Node media) {
    Node examples = media == null ? null : fields.object(media, "examples");
    if (examples == null) {
      return List.of();
    }
    List<SampleDef> list = new ArrayList<>();
    examples
        .members()
        .forEach(
            (key, node) -> {
              String ref = node.text("$ref");
              SampleDef sample =
                  ref == null
                      ? sample(key, node)
                      : samples.get(ref.substring(ref.lastIndexOf('/') + 1));
              if (sample != null) {
                list.add(sample);
              }
            });
    return List.copyOf(list);
  }

  private SampleDef sample(String name, Node node) {
    Node about = fields.object(node, "x-sample");
    Node value = node.get("value");
    if (value == null) {
      problems.add("missing", node.at(), "the sample " + name + " has no value", "add value: ...");
    }
    if (about == null) {
      problems.add(
          "missing",
          node.at(),
          "the sample " + name + " has no x-sample",
          "add x-sample: {id: ..., provenance: ...}");
      about = Node.object(node.at(), Map.of());
      return new SampleDef(
          name,
          "",
          "",
          "",
          nullIfMissing(value),
          Provenance.INFERRED,
          null,
          null,
          List.of(),
          List.of(),
          node.at());
    }
    List<SampleDef.Expected> violates = new ArrayList<>();
    for (Node expected : fields.objects(about, "violates")) {
      violates.add(
          new SampleDef.Expected(fields.text(expected, "pointer"), fields.text(expected, "rule")));
    }
    List<String> errata = new ArrayList<>(fields.texts(node, "x-errata"));
    errata.addAll(fields.texts(about, "x-errata"));
    return new SampleDef(
        name,
        fields.text(about, "id"),
        fields.textOr(node, "summary", ""),
        fields.textOr(node, "description", "").strip(),
        nullIfMissing(value),
        fields.constant(
            about, "provenance", Provenance.values(), Provenance::wire, Provenance.INFERRED),
        fields.optionalText(about, "place"),
        fields.optionalText(about, "corrects"),
        List.copyOf(violates),
        List.copyOf(errata),
        node.at());
  }

  static JsonNode nullIfMissing(@Nullable Node value) {
    return value == null ? JsonNodeFactory.instance.nullNode() : value.toJson();
  }
}
