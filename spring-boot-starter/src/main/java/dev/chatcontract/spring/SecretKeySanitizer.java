package dev.chatcontract.spring;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/** Hides the property of the key in any spelling, and the key wherever else a value has it. */
record SecretKeySanitizer(@Nullable ChatSecretKey key) implements SanitizingFunction {
  private static final String PROPERTY = "chatsecretkey";

  @Override
  public SanitizableData apply(SanitizableData data) {
    Object value = data.getValue();
    boolean hide =
        PROPERTY.equals(plain(data.getKey()))
            || (key != null && value != null && key.isIn(value.toString()));
    return hide ? data.withSanitizedValue() : data;
  }

  /** As Spring's binder reads names: without dots, dashes and underscores, whatever the case. */
  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
