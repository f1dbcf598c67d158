package dev.chatcontract.runtime.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.json.JsonCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The contract's rules for one record; generated code builds them once. Absent members pass all
 * checks except the one for required members; a member that was sent as null is kept among the
 * others.
 *
 * @param <T> the record
 */
public final class ObjectRule<T> {
  private final Function<T, Map<String, JsonNode>> others;
  private final List<Member<T>> members = new ArrayList<>();
  private final Map<String, Member<T>> byName = new HashMap<>();
  private String[] hidden = {};
  private boolean closed;
  private @Nullable JsonCodec<?> additional;
  private ValueRule additionalRule = ValueRule.of();
  private int minProperties;
  private int maxProperties = Integer.MAX_VALUE;
  private int maxTotalBytes = Integer.MAX_VALUE;

  private ObjectRule(Function<T, Map<String, JsonNode>> others) {
    this.others = others;
  }

  private static final class Member<T> {
    final String name;
    final Function<T, @Nullable Object> value;
    final boolean required;
    final boolean readOnly;
    final ValueRule rule;
    final List<Conditional> conditionals = new ArrayList<>();
    @Nullable Conditional applies;

    Member(
        String name,
        Function<T, @Nullable Object> value,
        boolean required,
        boolean readOnly,
        ValueRule rule) {
      this.name = name;
      this.value = value;
      this.required = required;
      this.readOnly = readOnly;
      this.rule = rule;
    }
  }

  private record Conditional(@Nullable Condition when, ValueRule rule, Fault.Severity severity) {}

  /**
   * A condition on a neighbouring member; if that is missing, it is neither true nor false.
   *
   * @param values texts, booleans, or numbers as {@link java.math.BigDecimal}
   */
  public record Condition(String property, boolean in, List<Object> values) {
    /** Holds if the member has one of these values. */
    public static Condition in(String property, Object... values) {
      return new Condition(property, true, List.of(values));
    }

    /** Holds if the member has none of these values. */
    public static Condition notIn(String property, Object... values) {
      return new Condition(property, false, List.of(values));
    }

    @Nullable Boolean ask(@Nullable Object value) {
      if (value == null) {
        return null;
      }
      Set<Object> canonical =
          values.stream().map(WireValues::canonical).collect(Collectors.toSet());
      return canonical.contains(WireValues.canonical(value)) == in;
    }

    @Override
    public String toString() {
      String list = String.join(" or ", values.stream().map(String::valueOf).toList());
      return property + (in ? " is " : " is not ") + list;
    }
  }

  /**
   * Creates a rule for a record, without members yet; {@code others} returns the members for which
   * the record has no component.
   */
  public static <T> ObjectRule<T> of(Function<T, Map<String, JsonNode>> others) {
    return new ObjectRule<>(others);
  }

  /** Adds a member that every request must have. */
  public ObjectRule<T> required(String name, Function<T, @Nullable Object> value, ValueRule rule) {
    return member(name, value, true, false, rule);
  }

  /** Adds a member that a request may have. */
  public ObjectRule<T> optional(String name, Function<T, @Nullable Object> value, ValueRule rule) {
    return member(name, value, false, false, rule);
  }

  /** Adds a member that must not be in a request. */
  public ObjectRule<T> readOnly(String name, Function<T, @Nullable Object> value, ValueRule rule) {
    return member(name, value, false, true, rule);
  }

  private ObjectRule<T> member(
      String name,
      Function<T, @Nullable Object> value,
      boolean required,
      boolean readOnly,
      ValueRule rule) {
    Member<T> member = new Member<>(name, value, required, readOnly, rule);
    members.add(member);
    byName.put(name, member);
    return this;
  }

  /** Allows the last member only under a condition. */
  public ObjectRule<T> appliesWhen(Condition when, Fault.Severity severity) {
    last().applies = new Conditional(when, ValueRule.of(), severity);
    return this;
  }

  /** Adds limits to the last member. */
  public ObjectRule<T> limits(ValueRule rule, Fault.Severity severity) {
    last().conditionals.add(new Conditional(null, rule, severity));
    return this;
  }

  /** Adds limits to the last member under a condition. */
  public ObjectRule<T> limitsWhen(Condition when, ValueRule rule, Fault.Severity severity) {
    last().conditionals.add(new Conditional(when, rule, severity));
    return this;
  }

  private Member<T> last() {
    return members.get(members.size() - 1);
  }

  /** Hides the values of these members in messages. */
  public ObjectRule<T> hide(String... names) {
    hidden = names.clone();
    return this;
  }

  /** Rejects members that are not listed. */
  public ObjectRule<T> closed() {
    closed = true;
    return this;
  }

  /** Sets the rule for members that are not listed. */
  public ObjectRule<T> additional(JsonCodec<?> codec, ValueRule rule) {
    additional = codec;
    additionalRule = rule;
    return this;
  }

  /** Sets the fewest members allowed. */
  public ObjectRule<T> minProperties(int min) {
    minProperties = min;
    return this;
  }

  /** Sets the most members allowed. */
  public ObjectRule<T> maxProperties(int max) {
    maxProperties = max;
    return this;
  }

  /** Sets the most bytes allowed for all its texts in UTF-8, at any depth. */
  public ObjectRule<T> maxTotalBytes(int max) {
    maxTotalBytes = max;
    return this;
  }

  @SuppressWarnings("unchecked")
  void checkAny(Object value, RequestFaults f) {
    check((T) value, f);
  }

  @SuppressWarnings("unchecked")
  int sizeOfAny(Object value) {
    T record = (T) value;
    int present = others.apply(record).size();
    for (Member<T> member : members) {
      present += member.value.apply(record) == null ? 0 : 1;
    }
    return present;
  }

  @SuppressWarnings("unchecked")
  long textBytesOfAny(Object value) {
    T record = (T) value;
    long bytes = 0;
    for (JsonNode other : others.apply(record).values()) {
      bytes += additionalRule.textBytes(other);
    }
    for (Member<T> member : members) {
      bytes += member.rule.textBytes(member.value.apply(record));
    }
    return bytes;
  }

  @SuppressWarnings("unchecked")
  Object sameAny(Object value) {
    T record = (T) value;
    Map<String, Object> same = new HashMap<>();
    others.apply(record).forEach((name, node) -> same.put(name, WireValues.canonical(node)));
    for (Member<T> member : members) {
      Object held = member.value.apply(record);
      if (held != null) {
        same.put(member.name, member.rule.same(held));
      }
    }
    return same;
  }

  /** Returns all faults of a record, in the order of its members. */
  public List<Fault> faults(T value) {
    RequestFaults faults = new RequestFaults();
    check(value, faults);
    return faults.list();
  }

  /** Records the faults of the collector's current record. */
  void check(T value, RequestFaults f) {
    if (hidden.length > 0) {
      f.hide(hidden);
    }
    Map<String, JsonNode> kept = others.apply(value);
    int present = kept.size();
    for (Member<T> member : members) {
      Object held = member.value.apply(value);
      present += held == null ? 0 : 1;
      check(value, member, held, kept, f);
    }
    f.checkMembers(present, minProperties, maxProperties, Fault.Severity.ERROR);
    if (maxTotalBytes < Integer.MAX_VALUE) {
      f.checkTotalBytes(textBytesOfAny(value), maxTotalBytes, Fault.Severity.ERROR);
    }
    if (closed || additional != null) {
      kept.forEach(
          (name, node) -> {
            if (!byName.containsKey(name)) {
              other(name, node, f);
            }
          });
    }
  }

  private void check(
      T owner,
      Member<T> member,
      @Nullable Object held,
      Map<String, JsonNode> kept,
      RequestFaults f) {
    boolean asNull = held == null && !kept.isEmpty() && kept.containsKey(member.name);
    if (held == null && !asNull) {
      if (member.required) {
        f.push(member.name);
        f.add("", "required", "is required");
        f.pop();
      }
      return;
    }
    f.push(member.name);
    if (member.readOnly) {
      f.add("", "readOnly", "is part of responses only: leave it out");
    }
    Conditional applies = member.applies;
    if (applies != null && Boolean.FALSE.equals(ask(owner, applies.when()))) {
      String when = "applies only when " + applies.when() + ": leave it out";
      f.add("", "x-applies-when", when, applies.severity());
    }
    member.rule.check(held, f, Fault.Severity.ERROR);
    if (held != null) {
      for (Conditional conditional : member.conditionals) {
        if (conditional.when() == null || Boolean.TRUE.equals(ask(owner, conditional.when()))) {
          conditional.rule().check(held, f, conditional.severity());
        }
      }
    }
    f.pop();
  }

  private @Nullable Boolean ask(T owner, @Nullable Condition when) {
    Member<T> neighbour = when == null ? null : byName.get(when.property());
    if (when == null || neighbour == null) {
      return null;
    }
    Object held = neighbour.value.apply(owner);
    return when.ask(held == null ? null : neighbour.rule.onWire(held));
  }

  private void other(String name, JsonNode node, RequestFaults f) {
    f.push(name);
    if (closed) {
      String known = members.stream().map(m -> m.name).collect(Collectors.joining(", "));
      f.add("", "additionalProperties", "is not a member of the contract, which knows " + known);
    } else if (additional != null) {
      if (node.isNull() && additionalRule.isNullable()) {
        additionalRule.check(null, f, Fault.Severity.ERROR);
      } else {
        Trees.read(
            additional, node, f, held -> additionalRule.check(held, f, Fault.Severity.ERROR));
      }
    }
    f.pop();
  }
}
