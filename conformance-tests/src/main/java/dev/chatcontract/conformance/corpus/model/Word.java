package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A constant that JSON spells in kebab case. */
public interface Word {
  /** The constant's name in Java. */
  String name();

  /** Its spelling in JSON. */
  @JsonValue
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant of that spelling. */
  static <E extends Enum<E> & Word> Optional<E> of(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants()).filter(e -> e.word().equals(word)).findFirst();
  }
}
