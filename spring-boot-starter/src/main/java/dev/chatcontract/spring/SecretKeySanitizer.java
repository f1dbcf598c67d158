package dev.chatcontract.spring;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/** Hides the key's property in any spelling, and any other value that contains the key. */
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

  /** Normalizes a name as Spring's binder does: in lower case without dots, dashes, underscores. */
  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
