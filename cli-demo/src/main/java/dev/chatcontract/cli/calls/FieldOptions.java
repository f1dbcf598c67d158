package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.operation.FieldSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a request's members, and their conversion to a JSON body. */
public final class FieldOptions {
  /** Nested objects become {@code --outer.inner}; objects below this depth are given as JSON. */
  private static final int MAX_DEPTH = 3;

  /** The prefix for a member whose option would clash with one of chatctl's own. */
  private static final String CLASH = "--request-";

  private final Supplier<KnownValues> knownValues;
  private final Map<String, RequestMember> byOption = new LinkedHashMap<>();

  public FieldOptions(List<FieldSpec> fields, Collection<String> taken) {
    this(fields, taken, body -> List.of());
  }

  /** Returns the options of an operation; values that it rejects are not listed as known. */
  public static FieldOptions of(Operation<?, ?> operation, Collection<String> taken) {
    return new FieldOptions(
        operation.requestFields(), taken, body -> Sender.faults(operation, body));
  }

  private FieldOptions(
      List<FieldSpec> fields, Collection<String> taken, Function<ObjectNode, List<Fault>> check) {
    this.knownValues = () -> new KnownValues(fields, check);
    add(fields, List.of(), "", new HashSet<>(taken), 1);
  }

  private void add(
      List<FieldSpec> members, List<String> path, String prefix, Set<String> taken, int depth) {
    for (FieldSpec field : members) {
      List<String> inner = new ArrayList<>(path);
      inner.add(field.name());
      String name = prefix + KebabCase.of(field.name());
      boolean open = field.type() == FieldSpec.Type.OBJECT && !field.fields().isEmpty();
      if (open && depth < MAX_DEPTH) {
        add(field.fields(), inner, name + ".", taken, depth + 1);
        continue;
      }
      String option = "--" + name;
      if (!taken.add(option)) {
        option = CLASH + name;
        for (int n = 2; !taken.add(option); n++) {
          option = CLASH + name + "-" + n;
        }
      }
      byOption.put(option, new RequestMember(inner, field));
    }
  }

  /** Returns the options in the contract's order. */
  public List<OptionSpec> specs() {
    List<OptionSpec> specs = new ArrayList<>();
    byOption.forEach((option, member) -> specs.add(spec(option, member).build()));
    return specs;
  }

  private static OptionSpec.Builder spec(String option, RequestMember member, String... help) {
    String label = FieldText.label(member.field());
    return member.field().type() == FieldSpec.Type.ARRAY
        ? Options.values(option, label, help)
        : Options.value(option, label, help);
  }

  /** Returns the options with the texts for help and completion, which mark required members. */
  public List<OptionSpec> describedSpecs() {
    KnownValues values = knownValues.get();
    List<OptionSpec> specs = new ArrayList<>();
    byOption.forEach(
        (option, member) -> {
          List<String> known = values.of(member);
          OptionSpec.Builder spec = spec(option, member, FieldHelp.lines(member.field(), known));
          if (!known.isEmpty()) {
            spec.completionCandidates(known);
          }
          specs.add(spec.build());
        });
    return specs;
  }

  /** Copies the values of the command line into {@code body}, over existing ones. */
  public void fill(ObjectNode body, Call call) {
    byOption.forEach(
        (option, member) -> {
          if (!call.has(option)) {
            return;
          }
          FieldSpec field = member.field();
          JsonNode value;
          if (field.type() == FieldSpec.Type.ARRAY) {
            ArrayNode array = TerminalJson.NODES.arrayNode();
            FieldSpec items = field.items();
            for (String text : call.texts(option)) {
              array.add(
                  items == null
                      ? TerminalJson.parse(text, option)
                      : FieldText.of(items, text, option));
            }
            value = array;
          } else {
            value = FieldText.of(field, String.valueOf(call.text(option)), option);
          }
          member.set(body, value);
        });
  }

  /**
   * Copies one cell of a table into {@code body}. A list is JSON, or items separated by semicolons.
   */
  public void put(ObjectNode body, String option, String text, String place) {
    RequestMember member = byOption.get(option);
    if (member == null) {
      throw new IllegalArgumentException(option);
    }
    FieldSpec field = member.field();
    FieldSpec items = field.items();
    if (field.type() != FieldSpec.Type.ARRAY || items == null || text.strip().startsWith("[")) {
      member.set(body, FieldText.of(field, text, place));
      return;
    }
    ArrayNode array = TerminalJson.NODES.arrayNode();
    if (!text.isEmpty()) {
      for (String item : text.split(";", -1)) {
        array.add(FieldText.of(items, item.strip(), place));
      }
    }
    member.set(body, array);
  }

  /**
   * Returns the option of the member that a column names, as on the wire or as its option; null if
   * there is none.
   */
  public @Nullable String named(String column) {
    for (Map.Entry<String, RequestMember> entry : byOption.entrySet()) {
      String wire = entry.getValue().wireName();
      String option = entry.getKey();
      if (wire.equalsIgnoreCase(column)
          || option.equalsIgnoreCase(column)
          || option.substring(2).equalsIgnoreCase(column)) {
        return option;
      }
    }
    return null;
  }

  /** Returns the wire names of the members that a table can have columns for. */
  public List<String> columns() {
    return byOption.values().stream().map(RequestMember::wireName).toList();
  }

  /**
   * Returns the option for a JSON pointer, so that a message can name a fault in the user's terms.
   */
  public @Nullable String option(String pointer) {
    String best = null;
    int length = 0;
    for (Map.Entry<String, RequestMember> entry : byOption.entrySet()) {
      int own = entry.getValue().pointer().length();
      if (own > length && entry.getValue().holds(pointer)) {
        best = entry.getKey();
        length = own;
      }
    }
    return best;
  }
}
