package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Json;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.Redaction;
import dev.chatcontract.runtime.operation.FieldSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** One option for each member of a request, and the way back from options to a JSON body. */
public final class FieldOptions {
  /**
   * Objects inside objects become {@code --outer.inner}; deeper ones than this are given as JSON.
   */
  private static final int MAX_DEPTH = 3;

  /** Put in front of a member whose option would clash with one of chatctl's own. */
  private static final String CLASH = "--request-";

  private record Target(List<String> path, FieldSpec field) {}

  private final List<FieldSpec> fields;
  private final Function<ObjectNode, List<Fault>> check;
  private final Map<String, Target> byOption = new LinkedHashMap<>();

  public FieldOptions(List<FieldSpec> fields, Collection<String> taken) {
    this(fields, taken, body -> List.of());
  }

  /** Options of an operation; values that it refuses are not named as known. */
  public static FieldOptions of(Operation<?, ?> operation, Collection<String> taken) {
    return new FieldOptions(
        operation.requestFields(), taken, body -> Sender.faults(operation, body));
  }

  private FieldOptions(
      List<FieldSpec> fields, Collection<String> taken, Function<ObjectNode, List<Fault>> check) {
    this.fields = fields;
    this.check = check;
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
      byOption.put(option, new Target(List.copyOf(inner), field));
    }
  }

  /** The options, required members first named as such, in the contract's order. */
  public List<OptionSpec> specs() {
    List<OptionSpec> specs = new ArrayList<>();
    byOption.forEach(
        (option, target) -> {
          FieldSpec field = target.field();
          String label = label(field);
          List<String> known = known(target);
          OptionSpec.Builder spec =
              field.type() == FieldSpec.Type.ARRAY
                  ? Options.values(option, label, describe(field, known))
                  : Options.value(option, label, describe(field, known));
          if (!known.isEmpty()) {
            spec.completionCandidates(known);
          }
          specs.add(spec.build());
        });
    return specs;
  }

  /** Puts what was given on the command line into {@code body}, over what was there. */
  public void fill(ObjectNode body, Call call) {
    byOption.forEach(
        (option, target) -> {
          if (!call.has(option)) {
            return;
          }
          FieldSpec field = target.field();
          JsonNode value;
          if (field.type() == FieldSpec.Type.ARRAY) {
            ArrayNode array = Json.NODES.arrayNode();
            FieldSpec items = field.items();
            for (String text : call.texts(option)) {
              array.add(items == null ? Json.parse(text, option) : value(items, text, option));
            }
            value = array;
          } else {
            value = value(field, String.valueOf(call.text(option)), option);
          }
          set(body, target, value);
        });
  }

  private static void set(ObjectNode body, Target target, JsonNode value) {
    ObjectNode holder = body;
    for (String name : target.path().subList(0, target.path().size() - 1)) {
      holder = holder.get(name) instanceof ObjectNode inner ? inner : holder.putObject(name);
    }
    holder.set(target.field().name(), value);
  }

  /**
   * Puts one cell of a table into {@code body}: a list is JSON, or its items with semicolons in
   * between.
   */
  public void put(ObjectNode body, String option, String text, String place) {
    Target target = byOption.get(option);
    if (target == null) {
      throw new IllegalArgumentException(option);
    }
    FieldSpec field = target.field();
    FieldSpec items = field.items();
    if (field.type() != FieldSpec.Type.ARRAY || items == null || text.strip().startsWith("[")) {
      set(body, target, value(field, text, place));
      return;
    }
    ArrayNode array = Json.NODES.arrayNode();
    if (!text.isEmpty()) {
      for (String item : text.split(";", -1)) {
        array.add(value(items, item.strip(), place));
      }
    }
    set(body, target, array);
  }

  /**
   * The option of a member that is named as on the wire or as its option; null if there is none.
   */
  public @Nullable String named(String column) {
    for (Map.Entry<String, Target> entry : byOption.entrySet()) {
      String wire = String.join(".", entry.getValue().path());
      String option = entry.getKey();
      if (wire.equalsIgnoreCase(column)
          || option.equalsIgnoreCase(column)
          || option.substring(2).equalsIgnoreCase(column)) {
        return option;
      }
    }
    return null;
  }

  /** The members that a table can have columns for, as on the wire. */
  public List<String> columns() {
    return byOption.values().stream().map(target -> String.join(".", target.path())).toList();
  }

  /** The option that stands for a JSON pointer, so that a fault can be named the user's way. */
  public @Nullable String option(String pointer) {
    String best = null;
    int length = 0;
    for (Map.Entry<String, Target> entry : byOption.entrySet()) {
      String own = "/" + String.join("/", entry.getValue().path());
      boolean holds = pointer.equals(own) || pointer.startsWith(own + "/");
      if (holds && own.length() > length) {
        best = entry.getKey();
        length = own.length();
      }
    }
    return best;
  }

  /** Pointers of required members that a body lacks. */
  List<String> missing(JsonNode body) {
    List<String> pointers = new ArrayList<>();
    missing(body, fields, "", pointers);
    return pointers;
  }

  private static void missing(
      JsonNode value, List<FieldSpec> fields, String pointer, List<String> pointers) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        missing(value.get(i), fields, pointer + "/" + i, pointers);
      }
    }
    if (!value.isObject()) {
      return;
    }
    for (FieldSpec field : fields) {
      String at = pointer + "/" + field.name();
      JsonNode member = value.get(field.name());
      if (member == null || member.isNull()) {
        if (field.required()) {
          pointers.add(at);
        }
      } else {
        FieldSpec items = field.items();
        missing(member, items == null ? field.fields() : items.fields(), at, pointers);
      }
    }
  }

  /** Members of a body that the contract does not know: sent all the same, but worth a remark. */
  List<String> unknown(JsonNode body) {
    List<String> remarks = new ArrayList<>();
    unknown(body, fields, "", remarks);
    return remarks;
  }

  private static void unknown(
      JsonNode value, List<FieldSpec> fields, String pointer, List<String> remarks) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        unknown(value.get(i), fields, pointer + "/" + i, remarks);
      }
      return;
    }
    if (!value.isObject() || fields.isEmpty()) {
      return;
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      FieldSpec known = null;
      for (FieldSpec field : fields) {
        if (field.name().equals(member.getKey())) {
          known = field;
        }
      }
      String at = pointer + "/" + member.getKey();
      if (known == null) {
        List<String> names = fields.stream().map(FieldSpec::name).toList();
        remarks.add(at + " is not in the contract" + Suggestions.hint(member.getKey(), names));
      } else {
        FieldSpec items = known.items();
        unknown(member.getValue(), items == null ? known.fields() : items.fields(), at, remarks);
      }
    }
  }

  private static JsonNode value(FieldSpec field, String text, String option) {
    return switch (field.type()) {
      case STRING -> Json.NODES.textNode(text);
      case BOOLEAN -> {
        if (!"true".equals(text) && !"false".equals(text)) {
          throw CommandFailure.usage(
              option + " " + Redaction.given(text) + ": true or false is expected");
        }
        yield Json.NODES.booleanNode(Boolean.parseBoolean(text));
      }
      case INT32 -> {
        try {
          yield Json.NODES.numberNode(Integer.parseInt(text));
        } catch (NumberFormatException e) {
          throw whole(option, text, Integer.MIN_VALUE, Integer.MAX_VALUE, e);
        }
      }
      case INT64 -> {
        try {
          yield Json.NODES.numberNode(Long.parseLong(text));
        } catch (NumberFormatException e) {
          throw whole(option, text, Long.MIN_VALUE, Long.MAX_VALUE, e);
        }
      }
      case DECIMAL -> {
        try {
          yield Json.NODES.numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
          throw CommandFailure.usage(
              option + " " + Redaction.given(text) + ": a number is expected", e);
        }
      }
      case OBJECT -> object(field, text, option);
      case ARRAY, ANY -> Json.parse(text, option);
    };
  }

  private static CommandFailure whole(
      String option, String text, long least, long most, NumberFormatException cause) {
    try {
      new BigInteger(text);
    } catch (NumberFormatException e) {
      return CommandFailure.usage(
          option + " " + Redaction.given(text) + ": a whole number is expected", cause);
    }
    return CommandFailure.usage(
        option + " " + text + ": out of range, must be from " + least + " to " + most, cause);
  }

  /**
   * A JSON object, or the short form {@code Name=value,Name=value} for members that are scalars.
   */
  private static JsonNode object(FieldSpec field, String text, String option) {
    if (text.stripLeading().startsWith("{") || field.fields().isEmpty()) {
      return Json.parseObject(text, option);
    }
    ObjectNode object = Json.NODES.objectNode();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals <= 0) {
        throw CommandFailure.usage(
            option
                + ": expected {…} or "
                + label(field)
                + ", found "
                + Redaction.given(part)
                + " without an equals sign");
      }
      String name = part.substring(0, equals);
      FieldSpec member = null;
      List<String> names = new ArrayList<>();
      for (FieldSpec known : field.fields()) {
        names.add(known.name());
        if (known.name().equalsIgnoreCase(name)) {
          member = known;
        }
      }
      if (member == null) {
        throw CommandFailure.usage(
            option
                + ": no member "
                + name
                + Suggestions.hint(name, names)
                + " (known: "
                + String.join(", ", names)
                + ")");
      }
      object.set(member.name(), value(member, part.substring(equals + 1), option + " " + name));
    }
    return object;
  }

  private static String label(FieldSpec field) {
    return switch (field.type()) {
      case STRING -> "TEXT";
      case INT32, INT64 -> "N";
      case DECIMAL -> "NUMBER";
      case BOOLEAN -> "true|false";
      case ANY -> "JSON";
      case OBJECT -> {
        List<String> parts = new ArrayList<>();
        for (FieldSpec member : field.fields()) {
          parts.add(member.name() + "=…");
        }
        yield parts.isEmpty() || parts.size() > 4 ? "JSON" : String.join(",", parts);
      }
      case ARRAY -> {
        FieldSpec items = field.items();
        yield items == null ? "JSON" : label(items);
      }
    };
  }

  /** Values that the contract lists and a request may hold. */
  private List<String> known(Target target) {
    FieldSpec items = target.field().items();
    FieldSpec scalar = items == null ? target.field() : items;
    List<String> known = new ArrayList<>();
    for (FieldSpec.KnownValue value : scalar.knownValues()) {
      if (!refused(target, scalar, value.value())) {
        known.add(value.value());
      }
    }
    return known;
  }

  private boolean refused(Target target, FieldSpec scalar, String value) {
    ObjectNode body = Json.NODES.objectNode();
    for (FieldSpec field : fields) {
      if (field.required()) {
        body.set(field.name(), anything(field));
      }
    }
    ObjectNode holder = body;
    for (String name : target.path().subList(0, target.path().size() - 1)) {
      holder = holder.putObject(name);
    }
    JsonNode node = value(scalar, value, value);
    holder.set(
        target.field().name(), scalar == target.field() ? node : Json.NODES.arrayNode().add(node));
    String own = "/" + String.join("/", target.path());
    List<Fault> faults;
    try {
      faults = check.apply(body);
    } catch (CommandFailure e) {
      return false; // another member is in the way: nothing can be said
    }
    return faults.stream()
        .anyMatch(
            fault ->
                fault.severity() == Fault.Severity.ERROR
                    && (fault.pointer().equals(own) || fault.pointer().startsWith(own + "/")));
  }

  /** A value of the right type, so that the rest of a request can be looked at. */
  private static JsonNode anything(FieldSpec field) {
    FieldSpec items = field.items();
    return switch (field.type()) {
      case STRING -> Json.NODES.textNode("1");
      case BOOLEAN -> Json.NODES.booleanNode(true);
      case INT32, INT64, DECIMAL -> Json.NODES.numberNode(1);
      case OBJECT, ANY -> Json.NODES.objectNode();
      case ARRAY -> {
        ArrayNode array = Json.NODES.arrayNode();
        yield items == null ? array : array.add(anything(items));
      }
    };
  }

  private static String[] describe(FieldSpec field, List<String> known) {
    List<String> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    if (field.required()) {
      text.append("Required. ");
    }
    text.append(firstSentence(field.description()));
    List<String> limits = new ArrayList<>();
    if (field.maxBytes() != null) {
      limits.add("at most " + field.maxBytes() + " UTF-8 bytes");
    }
    if (field.minItems() != null && field.minItems() > 0) {
      limits.add("at least " + field.minItems());
    }
    if (field.maxItems() != null) {
      limits.add("at most " + field.maxItems() + " values a request");
    }
    if (field.minimum() != null && field.maximum() != null) {
      limits.add(field.minimum().toPlainString() + " to " + field.maximum().toPlainString());
    } else if (field.maximum() != null) {
      limits.add("at most " + field.maximum().toPlainString());
    } else if (field.minimum() != null && field.minimum().signum() != 0) {
      limits.add("at least " + field.minimum().toPlainString());
    }
    if (field.unit() != null && field.maxBytes() == null) {
      limits.add("in " + field.unit());
    }
    if (!limits.isEmpty()) {
      text.append(text.length() > 0 && !text.toString().endsWith(" ") ? " " : "");
      text.append("(").append(String.join(", ", limits)).append(")");
    }
    if (text.length() > 0) {
      lines.add(text.toString().strip());
    }
    if (!known.isEmpty()) {
      lines.add("Known: " + String.join(", ", known));
    }
    return lines.toArray(new String[0]);
  }

  private static String firstSentence(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    int end = line.indexOf(". ");
    return end < 0 ? line : line.substring(0, end + 1);
  }
}
