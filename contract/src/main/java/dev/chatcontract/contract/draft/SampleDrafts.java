package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.page.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drafts the samples, each in its own file. */
final class SampleDrafts {
  private final String operation;
  private final String id;
  private final String source;
  private final Page page;
  private final List<Question> questions;
  private final @Nullable EnvelopeDef envelope;

  SampleDrafts(
      Contract contract, String operation, String source, Page page, List<Question> questions) {
    this.operation = operation;
    this.id = id(contract, operation);
    this.source = source;
    this.page = page;
    this.questions = questions;
    this.envelope = contract.envelope();
  }

  /**
   * Returns the initials of the words, as in existing samples; the whole name if there are too few
   * or another operation has them.
   */
  private static String id(Contract contract, String operation) {
    String[] words = operation.split("_+", -1);
    StringBuilder initials = new StringBuilder();
    for (String word : words) {
      if (!word.isEmpty()) {
        initials.append(word.toUpperCase(Locale.ROOT).charAt(0));
      }
    }
    String whole = operation.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "-");
    boolean taken =
        contract.samples().values().stream()
            .map(SampleDef::id)
            .anyMatch(other -> other.startsWith(initials + "-"));
    return initials.length() < 3 || taken ? whole : initials.toString();
  }

  /** Returns the files by the id of the sample; at least one. */
  Map<String, DraftFile> of(boolean request, JsonNode without) {
    Map<String, DraftFile> files = new LinkedHashMap<>();
    for (Page.Sample sample : page.samples()) {
      if (sample.request() != request) {
        continue;
      }
      JsonNode whole = request ? sample.value() : whole(sample.value());
      if (whole != null) {
        add(files, request, whole, sample);
      }
    }
    if (files.isEmpty()) {
      add(files, request, without, null);
    }
    return files;
  }

  /**
   * Returns a printed answer. If it has only half of its outcome, the other half is added; null if
   * it does not follow.
   */
  private @Nullable JsonNode whole(JsonNode value) {
    if (envelope == null || (value.has(envelope.status()) && value.has(envelope.code()))) {
      return value;
    }
    ObjectNode whole = value.deepCopy();
    if (value.has(envelope.code())) {
      boolean good = value.path(envelope.code()).asLong() == envelope.successCode();
      return whole.put(envelope.status(), good ? envelope.success() : "FAIL");
    }
    boolean good = value.path(envelope.status()).asText().equals(envelope.success());
    return good ? whole.put(envelope.code(), envelope.successCode()) : null;
  }

  private void add(
      Map<String, DraftFile> files, boolean request, JsonNode value, Page.@Nullable Sample shown) {
    int number = files.size() + 1;
    String name = id + (request ? "-REQ-" : "-RES-") + number;
    String kind = request ? "request" : "response";
    DraftFile file =
        new DraftFile(
            "samples/" + operation + "/" + name + "." + kind + ".yaml", page.file(), questions);
    String summary = Wording.sentence(kind) + " " + number + (shown == null ? "" : " of the page");
    boolean completed = shown != null && !value.equals(shown.value());
    file.root.put("summary", summary + (completed ? ", with the outcome that it leaves out" : ""));
    file.root.put(
        "description",
        shown == null
            ? "Made of the members that the page describes."
            : "Taken from the page; never tried against the service.");
    if (shown != null) {
      file.comment("/value", shown.line(), "printed here");
    }
    ObjectNode identity = file.root.putObject("x-sample");
    identity.put("id", name);
    if (shown == null || !value.equals(shown.value())) {
      identity.put("provenance", "inferred");
    } else {
      identity.put("provenance", shown.verbatim() ? "documented-verbatim" : "documented-repaired");
      identity.put("place", source + ":" + shown.line());
    }
    file.root.set("value", value);
    files.put(name, file);
  }

  static ObjectNode references(Map<String, DraftFile> samples) {
    ObjectNode references = JsonNodeFactory.instance.objectNode();
    samples.forEach((id, file) -> references.putObject(id).put("$ref", "../" + file.name));
    return references;
  }
}
