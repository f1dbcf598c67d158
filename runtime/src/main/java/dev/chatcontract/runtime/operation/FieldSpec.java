package dev.chatcontract.runtime.operation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The contract's description of one member, for tools that work from it, such as a command line.
 */
public final class FieldSpec {

  /** JSON type and width. */
  public enum Type {
    /** Text. */
    STRING,
    /** 32-bit integer. */
    INT32,
    /** 64-bit integer. */
    INT64,
    /** Number of any size. */
    DECIMAL,
    /** true or false. */
    BOOLEAN,
    /** Object with {@link FieldSpec#fields()}. */
    OBJECT,
    /** Array of {@link FieldSpec#items()}. */
    ARRAY,
    /** Any JSON value. */
    ANY;

    /** Lower-case name. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A listed value; others are accepted too.
   *
   * @param value on the wire
   * @param meaning in words, may be empty
   */
  public record KnownValue(String value, String meaning) {}

  /**
   * The members of an object that is kept as a tree, if a neighbouring member has a certain value.
   *
   * @param by wire name of that other member
   * @param value of that member, as text
   * @param fields members of the object then
   */
  public record Kind(String by, String value, Supplier<List<FieldSpec>> fields) {}

  /** A listed value. */
  public static KnownValue known(String value, String meaning) {
    return new KnownValue(value, meaning);
  }

  private final Builder b;

  private FieldSpec(Builder b) {
    this.b = b;
  }

  /** Starts the description of a member; array items use the empty name. */
  public static Builder of(String name, Type type) {
    return new Builder(name, type);
  }

  /** Wire name. */
  public String name() {
    return b.name;
  }

  /** JSON type. */
  public Type type() {
    return b.type;
  }

  /** Element of an array; null for other types. */
  public @Nullable FieldSpec items() {
    return b.items;
  }

  /** Members of an object, in the contract's order. */
  public List<FieldSpec> fields() {
    return b.fields;
  }

  /** Kinds of an object, by the value of another member; other kinds are accepted too. */
  public List<Kind> kinds() {
    return b.kinds;
  }

  /** Whether the contract requires it. */
  public boolean required() {
    return b.required;
  }

  /** Description, may be empty. */
  public String description() {
    return b.description;
  }

  /** Least number allowed. */
  public @Nullable BigDecimal minimum() {
    return b.minimum;
  }

  /** Greatest number allowed. */
  public @Nullable BigDecimal maximum() {
    return b.maximum;
  }

  /** Fewest items allowed. */
  public @Nullable Integer minItems() {
    return b.minItems;
  }

  /** Most items allowed. */
  public @Nullable Integer maxItems() {
    return b.maxItems;
  }

  /** Most UTF-8 bytes allowed. */
  public @Nullable Integer maxBytes() {
    return b.maxBytes;
  }

  /** Regular expression the text must match. */
  public @Nullable String pattern() {
    return b.pattern;
  }

  /** Listed values of an open enumeration. */
  public List<KnownValue> knownValues() {
    return b.knownValues;
  }

  /** Unit, such as seconds. */
  public @Nullable String unit() {
    return b.unit;
  }

  /** Example as JSON text. */
  public @Nullable String example() {
    return b.example;
  }

  /** Whether it must not be shown. */
  public boolean sensitive() {
    return b.sensitive;
  }

  @Override
  public String toString() {
    return b.name + ": " + b.type.wireName();
  }

  /** Collects the description; to be used once. */
  public static final class Builder {
    private final String name;
    private final Type type;
    private @Nullable FieldSpec items;
    private List<FieldSpec> fields = List.of();
    private final List<Kind> kinds = new ArrayList<>();
    private boolean required;
    private String description = "";
    private @Nullable BigDecimal minimum;
    private @Nullable BigDecimal maximum;
    private @Nullable Integer minItems;
    private @Nullable Integer maxItems;
    private @Nullable Integer maxBytes;
    private @Nullable String pattern;
    private List<KnownValue> knownValues = List.of();
    private @Nullable String unit;
    private @Nullable String example;
    private boolean sensitive;

    private Builder(String name, Type type) {
      this.name = name;
      this.type = type;
    }

    /** See {@link FieldSpec#items()}. */
    public Builder items(FieldSpec value) {
      items = value;
      return this;
    }

    /** See {@link FieldSpec#fields()}. */
    public Builder fields(List<FieldSpec> value) {
      fields = List.copyOf(value);
      return this;
    }

    /** One more of {@link FieldSpec#kinds()}. */
    public Builder kind(String by, String value, Supplier<List<FieldSpec>> members) {
      kinds.add(new Kind(by, value, members));
      return this;
    }

    /** See {@link FieldSpec#required()}. */
    public Builder required() {
      required = true;
      return this;
    }

    /** See {@link FieldSpec#description()}. */
    public Builder description(String value) {
      description = value;
      return this;
    }

    /** See {@link FieldSpec#minimum()}. */
    public Builder minimum(String value) {
      minimum = new BigDecimal(value);
      return this;
    }

    /** See {@link FieldSpec#maximum()}. */
    public Builder maximum(String value) {
      maximum = new BigDecimal(value);
      return this;
    }

    /** See {@link FieldSpec#minItems()}. */
    public Builder minItems(int value) {
      minItems = value;
      return this;
    }

    /** See {@link FieldSpec#maxItems()}. */
    public Builder maxItems(int value) {
      maxItems = value;
      return this;
    }

    /** See {@link FieldSpec#maxBytes()}. */
    public Builder maxBytes(int value) {
      maxBytes = value;
      return this;
    }

    /** See {@link FieldSpec#pattern()}. */
    public Builder pattern(String value) {
      pattern = value;
      return this;
    }

    /** Listed values, each followed by its meaning; see {@link FieldSpec#knownValues()}. */
    public Builder knownValues(String... valuesAndMeanings) {
      List<KnownValue> more = new ArrayList<>();
      for (int i = 0; i + 1 < valuesAndMeanings.length; i += 2) {
        more.add(new KnownValue(valuesAndMeanings[i], valuesAndMeanings[i + 1]));
      }
      knownValues = List.copyOf(more);
      return this;
    }

    /** See {@link FieldSpec#knownValues()}. */
    public Builder knownValues(KnownValue... values) {
      knownValues = List.of(values);
      return this;
    }

    /** See {@link FieldSpec#unit()}. */
    public Builder unit(String value) {
      unit = value;
      return this;
    }

    /** See {@link FieldSpec#example()}. */
    public Builder example(String json) {
      example = json;
      return this;
    }

    /** See {@link FieldSpec#sensitive()}. */
    public Builder sensitive() {
      sensitive = true;
      return this;
    }

    /** The finished description; the builder must not be used after it. */
    public FieldSpec build() {
      return new FieldSpec(this);
    }
  }
}
