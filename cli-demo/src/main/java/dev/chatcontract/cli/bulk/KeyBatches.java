package dev.chatcontract.cli.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.bulk.files.FailuresFile;
import dev.chatcontract.cli.bulk.files.Input;
import dev.chatcontract.cli.bulk.files.Lines;
import dev.chatcontract.cli.calls.BodyArgument;
import dev.chatcontract.cli.calls.CallFailures;
import dev.chatcontract.cli.calls.FieldText;
import dev.chatcontract.cli.calls.SendOptions;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.operation.Batching;
import dev.chatcontract.runtime.operation.FieldSpec;
import dev.chatcontract.runtime.operation.ItemErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Sends one key per line, with as many in a request as the contract allows. */
final class KeyBatches implements BulkSending {
  private final BulkLine bulk;
  private final Batching<?, ?, ?, ?> batching;

  /** Describes a key in the request, which may be text or a number. */
  private final FieldSpec keySpec;

  KeyBatches(BulkLine bulk) {
    this.bulk = bulk;
    this.batching = bulk.operation().batching().orElseThrow();
    this.keySpec = keySpec(bulk.operation().requestFields(), batching);
    if (bulk.call().has(SendOptions.JOURNAL)) {
      throw CommandFailure.usage(
          SendOptions.JOURNAL
              + " is for files of JSON bodies; lines that fail are in the failures file");
    }
    if (bulk.base().has(batching.keysName())) {
      String option = bulk.fields().option("/" + batching.keysName());
      throw CommandFailure.usage(
          SendOptions.FROM
              + " and "
              + (option != null && bulk.call().has(option) ? option : BodyArgument.BODY)
              + " both say "
              + batching.keysName()
              + "; keep one");
    }
  }

  @Override
  public boolean resumable() {
    return false;
  }

  @Override
  public long check(Lines lines, FailuresFile failures, BiConsumer<String, String> remarks) {
    long count = 0;
    List<Input.Line> together = new ArrayList<>();
    for (Input.Line line = lines.next(); line != null; line = lines.next()) {
      bulk.stop().endIfStopped();
      count++;
      failures.listed(line.text(), false);
      together.add(line);
      if (together.size() == batching.max()) {
        check(together, remarks);
        together.clear();
      }
    }
    check(together, remarks);
    return count;
  }

  /** Checks many lines at once, and each of them only if that finds a fault. */
  private void check(List<Input.Line> together, BiConsumer<String, String> remarks) {
    if (together.isEmpty()) {
      return;
    }
    Set<String> keys = new LinkedHashSet<>();
    together.forEach(line -> keys.add(KeyLine.of(line.text()).key()));
    try {
      Input.Line first = together.get(0);
      bulk.check(body(keys, first.place()), first.place(), remarks);
    } catch (CommandFailure fault) {
      for (Input.Line line : together) {
        bulk.check(
            body(Set.of(KeyLine.of(line.text()).key()), line.place()), line.place(), remarks);
      }
    }
  }

  @Override
  public void prepare(FailuresFile failures) {
    failures.check(String.valueOf(bulk.call().text(SendOptions.FROM)), key -> false);
    failures.begin(true);
  }

  private ObjectNode body(Set<String> keys, String place) {
    ObjectNode body = bulk.base().deepCopy();
    ArrayNode list = body.putArray(batching.keysName());
    for (String key : keys) {
      JsonNode value = FieldText.of(keySpec, key, place);
      if (batching.elementKeyName().isEmpty()) {
        list.add(value);
      } else {
        list.addObject().set(batching.elementKeyName(), value);
      }
    }
    return body;
  }

  private static FieldSpec keySpec(List<FieldSpec> request, Batching<?, ?, ?, ?> batching) {
    FieldSpec text = FieldSpec.of(batching.elementKeyName(), FieldSpec.Type.STRING).build();
    for (FieldSpec field : request) {
      FieldSpec element = field.name().equals(batching.keysName()) ? field.items() : null;
      if (element != null) {
        return batching.elementKeyName().isEmpty()
            ? element
            : element.fields().stream()
                .filter(member -> member.name().equals(batching.elementKeyName()))
                .findFirst()
                .orElse(text);
      }
    }
    return text;
  }

  /** Returns a key as answers write it: a number may have been given as 007. */
  private String key(Input.Line line) {
    return FieldText.of(keySpec, KeyLine.of(line.text()).key(), line.place()).asText();
  }

  @Override
  public void send(Lines lines, FailuresFile failures, BulkReport report) {
    RateGate pace = new RateGate(bulk.rate());
    // A key that appears twice is sent once; its answer applies to both lines.
    Map<String, List<Input.Line>> batch = new LinkedHashMap<>();
    Input.Line next = lines.next();
    while (next != null && !bulk.stop().stopped() && report.goesOn()) {
      batch.computeIfAbsent(key(next), key -> new ArrayList<>()).add(next);
      next = lines.next();
      if (batch.size() == batching.max() || next == null) {
        if (!bulk.await(pace, places(batch))) {
          return;
        }
        try {
          send(batch, report);
        } finally {
          bulk.stop().arrived();
        }
        report.seen(batch.values().stream().mapToInt(List::size).sum());
        batch.clear();
      }
    }
    for (; next != null && report.gaveUp(); next = lines.next()) {
      report.failed(next, "not asked, the server is gone", ExitCode.TRANSPORT);
    }
  }

  private static String places(Map<String, List<Input.Line>> batch) {
    String first = batch.values().iterator().next().get(0).place();
    return batch.size() == 1 ? first : first + " and " + (batch.size() - 1) + " more";
  }

  private void send(Map<String, List<Input.Line>> batch, BulkReport report) {
    JsonNode answer;
    try {
      answer = bulk.send(body(batch.keySet(), places(batch)));
      report.answered();
    } catch (ChatException e) {
      refused(batch, e, report);
      return;
    }
    Map<String, List<Input.Line>> open = new LinkedHashMap<>(batch);
    ItemErrors<?, ?, ?> errors = bulk.operation().itemErrors().orElse(null);
    if (errors != null && !errors.itemsName().equals(batching.itemsName())) {
      reportListedFailures(answer, errors, open, report);
      errors = null;
    }
    List<JsonNode> good = new ArrayList<>();
    long done = 0;
    if (!batching.hasResults()) {
      // What is not listed as failed was done.
      for (Map.Entry<String, List<Input.Line>> key : open.entrySet()) {
        good.add(TerminalJson.NODES.textNode(key.getKey()));
        done += key.getValue().size();
      }
      open.clear();
    }
    for (JsonNode item : answer.path(batching.itemsName())) {
      List<Input.Line> asked = open.remove(item.path(batching.keyName()).asText());
      String why = errors == null ? null : CallFailures.item(bulk.operation(), errors, item);
      if (asked == null) {
        report.notRequested(item.path(batching.keyName()).asText("(no key)"));
      } else if (why == null) {
        good.add(item);
        done += asked.size();
      } else {
        failed(asked, why, ExitCode.API, report);
      }
    }
    report.print(good.toArray(new JsonNode[0]));
    report.done(done);
    open.values()
        .forEach(lines -> failed(lines, "the answer does not mention it", ExitCode.API, report));
  }

  /** Reports failures that the answer lists separately from the results. */
  private void reportListedFailures(
      JsonNode answer,
      ItemErrors<?, ?, ?> errors,
      Map<String, List<Input.Line>> open,
      BulkReport report) {
    for (JsonNode item : answer.path(errors.itemsName())) {
      List<Input.Line> asked = open.remove(CallFailures.key(errors, item));
      String why = CallFailures.item(bulk.operation(), errors, item);
      if (asked == null) {
        report.notRequested(CallFailures.key(errors, item));
      } else if (why != null) {
        failed(asked, why, ExitCode.API, report);
      }
    }
  }

  private static void refused(
      Map<String, List<Input.Line>> batch, ChatException e, BulkReport report) {
    ApiException api = e instanceof ApiException refusal ? refusal : null;
    if (api != null && report.appliesToAll(api)) {
      report.refused(batch.values().iterator().next().get(0), api);
      return;
    }
    if (api == null) {
      report.silence();
    } else {
      report.answered();
    }
    String why = CallFailures.firstLine(CallFailures.explain(e));
    if (e.maybeApplied()) {
      report.inDoubt(batch.values().stream().flatMap(List::stream).toList(), why);
      return;
    }
    int code = api == null ? ExitCode.TRANSPORT : ExitCode.API;
    batch.values().forEach(lines -> failed(lines, why, code, report));
  }

  private static void failed(List<Input.Line> lines, String why, int code, BulkReport report) {
    lines.forEach(line -> report.failed(line, why, code));
  }

  @Override
  public void close() {
    // Nothing stays open between two requests.
  }
}
