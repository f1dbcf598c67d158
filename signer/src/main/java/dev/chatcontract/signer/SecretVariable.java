package dev.chatcontract.signer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A secret key in an environment variable. */
record SecretVariable(String name, Function<String, @Nullable String> environment)
    implements SecretSource {
  @Override
  public byte[] read() {
    String value = environment.apply(name);
    if (value == null || value.isEmpty()) {
      throw new SecretUnavailableException(
          "environment variable " + name + " is not set; put the secret key there");
    }
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    try {
      return SecretText.key(text, text.length, this.toString());
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "environment variable " + name;
  }
}
