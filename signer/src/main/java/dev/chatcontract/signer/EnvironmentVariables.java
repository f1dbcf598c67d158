package dev.chatcontract.signer;

import dev.chatcontract.client.Region;
import dev.chatcontract.runtime.text.Redaction;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Configures a client from environment variables; reports all problems with them at once. */
final class EnvironmentVariables {
  private static final String APP = "CHATCTL_SDKAPPID";
  private static final String IDENTIFIER = "CHATCTL_IDENTIFIER";
  private static final String KEY = "CHATCTL_SECRET_KEY";
  private static final String KEY_FILE = "CHATCTL_SECRET_KEY_FILE";
  private static final String REGION = "CHATCTL_REGION";
  private static final String BASE_URL = "CHATCTL_BASE_URL";
  private static final String ALLOW_HTTP = "CHATCTL_ALLOW_HTTP";

  private final Function<String, @Nullable String> variables;
  private final List<String> problems = new ArrayList<>();

  EnvironmentVariables(Function<String, @Nullable String> variables) {
    this.variables = variables;
  }

  void applyTo(SignedChatClients.Builder builder) {
    allowHttp(builder);
    server(builder);
    long app = app();
    String identifier = value(IDENTIFIER);
    if (identifier == null) {
      problems.add(IDENTIFIER + " is not set: the account that signs");
    }
    SecretSource key = key();
    if (problems.isEmpty() && identifier != null && key != null) {
      try {
        builder.credentials(ChatCredentials.of(app, identifier, key));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "cannot create a client from the environment: " + String.join("; ", problems));
    }
  }

  private void allowHttp(SignedChatClients.Builder builder) {
    String hosts = value(ALLOW_HTTP);
    for (String host : hosts == null ? new String[0] : hosts.split(",", -1)) {
      try {
        builder.allowPlainHttp(host.strip());
      } catch (IllegalArgumentException e) {
        problems.add(ALLOW_HTTP + ": " + e.getMessage());
      }
    }
  }

  private void server(SignedChatClients.Builder builder) {
    String region = value(REGION);
    String baseUrl = value(BASE_URL);
    if (region != null && baseUrl != null) {
      problems.add(REGION + " and " + BASE_URL + " exclude each other; keep one");
    } else if (region != null) {
      Optional<Region> known = Region.byId(region.replace('-', '_').replace(' ', '_'));
      known.ifPresentOrElse(
          builder::region,
          () ->
              problems.add(
                  REGION
                      + " is "
                      + Redaction.given(region)
                      + ", which is not in the contract; known: "
                      + Region.all().stream().map(Region::id).collect(Collectors.joining(", "))));
    } else if (baseUrl != null) {
      try {
        builder.baseUrl(baseUrl);
      } catch (IllegalArgumentException e) {
        problems.add(BASE_URL + ": " + e.getMessage());
      }
    } else {
      problems.add("neither " + REGION + " nor " + BASE_URL + " is set: where to call");
    }
  }

  private long app() {
    String text = value(APP);
    if (text == null) {
      problems.add(APP + " is not set: the application's number");
      return 0;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      problems.add(APP + " is " + Redaction.given(text) + "; a whole number is expected");
      return 0;
    }
  }

  private @Nullable SecretSource key() {
    String file = value(KEY_FILE);
    if (value(KEY) != null && file != null) {
      problems.add(KEY + " and " + KEY_FILE + " exclude each other; keep one");
      return null;
    }
    if (file != null) {
      return keyFile(file);
    }
    if (value(KEY) == null) {
      problems.add("neither " + KEY_FILE + " nor " + KEY + " is set: the secret key");
      return null;
    }
    return SecretSource.environment(KEY, variables);
  }

  /** With a POSIX locale, Java cannot name a file outside ASCII. */
  private @Nullable SecretSource keyFile(String file) {
    try {
      return SecretSource.file(Path.of(file));
    } catch (InvalidPathException e) {
      problems.add(KEY_FILE + " is not a possible path here: " + e.getReason());
      return null;
    }
  }

  /** Returns the value of a variable; an empty one counts as absent. */
  private @Nullable String value(String name) {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
