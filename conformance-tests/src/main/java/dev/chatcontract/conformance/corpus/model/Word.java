package dev.chatcontract.conformance.corpus.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A constant that is written in kebab case in JSON. */
public interface Word {
  /** Returns the constant's name in Java. */
  String name();

  /** Returns its spelling in JSON. */
  @JsonValue
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the constant with that spelling. */
  static <E extends Enum<E> & Word> Optional<E> of(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants()).filter(e -> e.word().equals(word)).findFirst();
  }
}
