package dev.chatcontract.runtime.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.json.JsonCodec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The contract's rules for one value, at any depth; generated code builds them once and checks each
 * request with them. Thread-safe once built.
 */
public final class ValueRule {
  private static final ValueRule ANYTHING = new ValueRule();

  private @Nullable Function<Object, Object> wire;
  private boolean nullable;
  private final NumberLimits numbers = new NumberLimits();
  private final TextLimits texts = new TextLimits();
  private int maxTotalBytes = Integer.MAX_VALUE;
  private int minItems;
  private int maxItems = Integer.MAX_VALUE;
  private int minProperties;
  private int maxProperties = Integer.MAX_VALUE;
  private boolean unique;
  private boolean anyObject;
  private String advice = "split the request";
  private @Nullable Set<Object> allowed;
  private String allowedShown = "";
  private final Map<Object, String> rejected = new LinkedHashMap<>();
  private @Nullable ValueRule elements;
  private final List<Further> also = new ArrayList<>(0);
  private @Nullable Supplier<? extends ObjectRule<?>> object;
  private @Nullable JsonCodec<?> tree;

  private record Further(ValueRule rule, Fault.Severity severity) {}

  private ValueRule() {}

  /** Creates a rule that requires nothing yet. */
  public static ValueRule of() {
    return new ValueRule();
  }

  /** Sets the form of the value on the wire, for an open enumeration. */
  @SuppressWarnings("unchecked")
  public <T> ValueRule wire(Function<T, Object> value) {
    wire = (Function<Object, Object>) (Function<?, ?>) value;
    return this;
  }

  /** Allows JSON null. */
  public ValueRule nullable() {
    nullable = true;
    return this;
  }

  /** Sets the smallest number allowed. */
  public ValueRule minimum(String number) {
    numbers.minimum(new BigDecimal(number), false);
    return this;
  }

  /** Sets a number that the value must exceed. */
  public ValueRule exclusiveMinimum(String number) {
    numbers.minimum(new BigDecimal(number), true);
    return this;
  }

  /** Sets the greatest number allowed. */
  public ValueRule maximum(String number) {
    numbers.maximum(new BigDecimal(number), false);
    return this;
  }

  /** Sets a number that the value must be less than. */
  public ValueRule exclusiveMaximum(String number) {
    numbers.maximum(new BigDecimal(number), true);
    return this;
  }

  /** Adds a number that the value must be a multiple of. */
  public ValueRule multipleOf(String number) {
    numbers.multipleOf(new BigDecimal(number));
    return this;
  }

  /** Sets the fewest characters of a text. */
  public ValueRule minLength(int min) {
    texts.minLength = min;
    return this;
  }

  /** Sets the most characters of a text. */
  public ValueRule maxLength(int max) {
    texts.maxLength = max;
    return this;
  }

  /** Sets the most bytes of a text in UTF-8. */
  public ValueRule maxBytes(int max) {
    texts.maxBytes = max;
    return this;
  }

  /** Sets the most bytes of all texts in a list or object in UTF-8. */
  public ValueRule maxTotalBytes(int max) {
    maxTotalBytes = max;
    return this;
  }

  /**
   * Adds a regular expression that the text must match, in the contract's dialect and in Java's.
   */
  public ValueRule pattern(String contract, String java) {
    texts.patterns.put(contract, Pattern.compile(java));
    return this;
  }

  /** Sets the fewest elements of a list. */
  public ValueRule minItems(int min) {
    minItems = min;
    return this;
  }

  /** Sets the most elements of a list. */
  public ValueRule maxItems(int max) {
    maxItems = max;
    return this;
  }

  /** Sets the advice for a list with too many elements. */
  public ValueRule advice(String words) {
    advice = words;
    return this;
  }

  /** Rejects lists with equal elements. */
  public ValueRule unique() {
    unique = true;
    return this;
  }

  /** Sets the fewest members of an object. */
  public ValueRule minProperties(int min) {
    minProperties = min;
    return this;
  }

  /** Sets the most members of an object. */
  public ValueRule maxProperties(int max) {
    maxProperties = max;
    return this;
  }

  /** Sets the only values allowed: texts, booleans, or numbers as {@link BigDecimal}. */
  public ValueRule allowed(Object... values) {
    allowed = new HashSet<>();
    for (Object value : values) {
      allowed.add(WireValues.canonical(value));
    }
    allowedShown = String.join(", ", Arrays.stream(values).map(String::valueOf).toList());
    return this;
  }

  /** Adds a value that the server rejects. */
  public ValueRule rejected(Object value, String reason) {
    rejected.put(WireValues.canonical(value), reason);
    return this;
  }

  /** Sets the rule for each element of a list or each value of a map. */
  public ValueRule each(ValueRule rule) {
    elements = rule;
    return this;
  }

  /** Adds limits with their own severity. */
  public ValueRule also(ValueRule further, Fault.Severity severity) {
    also.add(new Further(further, severity));
    return this;
  }

  /** Sets the rule for an object. */
  public ValueRule object(Supplier<? extends ObjectRule<?>> rule) {
    object = rule;
    return this;
  }

  /** Sets the rule for an object that is held as a tree. */
  public ValueRule tree(JsonCodec<?> codec, Supplier<? extends ObjectRule<?>> rule) {
    tree = codec;
    object = rule;
    return this;
  }

  /** Requires an object with any members, held as a tree. */
  public ValueRule anyObject() {
    anyObject = true;
    return this;
  }

  /** Returns the value as it is on the wire. */
  Object onWire(Object value) {
    return wire == null ? value : wire.apply(value);
  }

  boolean isNullable() {
    return nullable;
  }

  /** Records the faults of the collector's current value. */
  void check(@Nullable Object value, RequestFaults f, Fault.Severity severity) {
    if (value == null || (value instanceof JsonNode node && node.isNull())) {
      if (!nullable && (anyObject || !(value instanceof JsonNode))) {
        f.add("", "type", "is null, which the contract does not allow");
      }
      return;
    }
    if (anyObject && value instanceof JsonNode node && !node.isObject()) {
      f.add("", "type", "is not an object, which the contract requires");
      return;
    }
    if (tree != null && object != null && value instanceof JsonNode node) {
      ObjectRule<?> rule = object.get();
      Trees.readKind(tree, node, f, read -> rule.checkAny(read, f));
      return;
    }
    Object held = wire == null ? WireValues.unwrapped(value) : wire.apply(value);
    if (allowed != null && !allowed.contains(WireValues.canonical(held))) {
      f.add("", "enum", "must be one of " + allowedShown, severity);
    }
    if (!rejected.isEmpty()) {
      String reason = rejected.get(WireValues.canonical(held));
      if (reason != null) {
        String text = f.shown(held);
        f.add("", "x-rejected-values", "\"" + text + "\" is refused: " + reason, severity);
      }
    }
    if (maxTotalBytes < Integer.MAX_VALUE) {
      f.checkTotalBytes(textBytes(value), maxTotalBytes, severity);
    }
    if (held instanceof String text) {
      texts.check(text, f, severity);
    } else if (held instanceof Number number) {
      numbers.check(number, f, severity);
    } else if (held instanceof Collection<?> list) {
      list(list, f, severity);
    } else if (held instanceof Map<?, ?> map) {
      map(map, f, severity);
    } else if (object != null) {
      ObjectRule<?> rule = object.get();
      if (minProperties > 0 || maxProperties < Integer.MAX_VALUE) {
        f.checkMembers(rule.sizeOfAny(held), minProperties, maxProperties, severity);
      }
      rule.checkAny(held, f);
    }
    for (Further further : also) {
      further.rule.check(value, f, further.severity);
    }
  }

  /** Returns the bytes of all texts in the value, as on the wire. */
  long textBytes(@Nullable Object value) {
    if (value instanceof JsonNode node) {
      long bytes = node.isTextual() ? RequestFaults.utf8Bytes(node.textValue()) : 0;
      for (JsonNode inner : node) {
        bytes += textBytes(inner);
      }
      return bytes;
    }
    Object held = value == null ? null : onWire(value);
    if (held instanceof String text) {
      return RequestFaults.utf8Bytes(text);
    }
    Collection<?> inner =
        held instanceof Map<?, ?> map
            ? map.values()
            : held instanceof Collection<?> list ? list : List.of();
    ValueRule each = elements == null ? ANYTHING : elements;
    long bytes = 0;
    for (Object element : inner) {
      bytes += each.textBytes(element);
    }
    return held != null && object != null && inner.isEmpty()
        ? object.get().textBytesOfAny(held)
        : bytes;
  }

  private void list(Collection<?> list, RequestFaults f, Fault.Severity severity) {
    int size = list.size();
    if (size < minItems) {
      String has = "has " + size + " items, at least " + minItems + " are needed";
      f.add("", "minItems", has, severity);
    }
    if (size > maxItems) {
      String has = "has " + size + " items, at most " + maxItems + " are allowed: " + advice;
      f.add("", "maxItems", has, severity);
    }
    if (elements == null && !unique) {
      return;
    }
    Set<Object> seen = unique ? new HashSet<>() : Set.of();
    int index = 0;
    for (Object element : list) {
      f.push(index++);
      if (unique
          && !seen.add(elements == null ? WireValues.canonical(element) : elements.same(element))) {
        f.add("", "uniqueItems", "is in the list already", severity);
      }
      if (elements != null) {
        elements.check(element, f, Fault.Severity.ERROR);
      }
      f.pop();
    }
  }

  /** Returns equal keys for values that are the same on the wire, even records and enumerations. */
  Object same(@Nullable Object value) {
    if (value == null || value instanceof JsonNode) {
      return WireValues.canonical(value);
    }
    if (object != null) {
      return object.get().sameAny(value);
    }
    if (elements != null && value instanceof Collection<?> list) {
      return list.stream().map(elements::same).toList();
    }
    if (elements != null && value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((name, member) -> copy.put(name, elements.same(member)));
      return copy;
    }
    return WireValues.canonical(onWire(value));
  }

  private void map(Map<?, ?> map, RequestFaults f, Fault.Severity severity) {
    f.checkMembers(map.size(), minProperties, maxProperties, severity);
    if (elements == null) {
      return;
    }
    map.forEach(
        (name, value) -> {
          f.push(String.valueOf(name));
          elements.check(value, f, Fault.Severity.ERROR);
          f.pop();
        });
  }
}
