package dev.chatcontract.spring;

import dev.chatcontract.client.Region;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.runtime.RetryPolicy;
import dev.chatcontract.runtime.text.Redaction;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SecretSource;
import dev.chatcontract.signer.SignedChatClients;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates credentials and client from the properties; reports all problems with them at once. */
final class ClientOfProperties {
  private final ChatProperties properties;
  private final List<String> problems = new ArrayList<>();

  private ClientOfProperties(ChatProperties properties) {
    this.properties = properties;
  }

  /** Creates the credentials; reports problems with the server too, since the client is next. */
  static ChatCredentials credentials(
      ChatProperties properties, Supplier<@Nullable SecretSource> vault) {
    ClientOfProperties making = new ClientOfProperties(properties);
    making.configure(SignedChatClients.builder());
    ChatCredentials credentials = making.credentials(vault);
    making.refuse();
    return credentials;
  }

  /** Returns a builder to which the properties have been applied. */
  static SignedChatClients.Builder builder(ChatProperties properties, ChatCredentials credentials) {
    ClientOfProperties making = new ClientOfProperties(properties);
    SignedChatClients.Builder builder = SignedChatClients.builder().credentials(credentials);
    making.configure(builder);
    making.refuse();
    return builder;
  }

  private void refuse() {
    if (!problems.isEmpty()) {
      throw new ChatPropertiesException(problems);
    }
  }

  private @Nullable ChatCredentials credentials(Supplier<@Nullable SecretSource> vault) {
    Long appId = properties.sdkAppId();
    String identifier = text(properties.identifier());
    String file = text(properties.secretKeyFile());
    ChatSecretKey key = properties.secretKey();
    if (key != null && key.isEmpty()) {
      key = null;
    }
    SecretSource source = null;
    if (key != null && file != null) {
      problems.add("chat.secret-key and chat.secret-key-file exclude each other; keep one");
    } else if (key == null) {
      source = file != null ? file(file) : vault.get();
    }
    if (appId == null) {
      problems.add("chat.sdk-app-id is not set: the number of the application");
    }
    if (identifier == null) {
      problems.add("chat.identifier is not set: the account that signs");
    }
    if (key == null && file == null && source == null) {
      problems.add(
          "neither chat.secret-key-file nor chat.secret-key is set, and there is no SecretSource"
              + " bean: the secret key");
    }
    if (!problems.isEmpty()) {
      return null;
    }
    try {
      if (key != null) {
        return withKey(appId, identifier, key.reveal());
      }
      return ChatCredentials.of(appId, identifier, source);
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return null;
    }
  }

  private @Nullable SecretSource file(String name) {
    try {
      return SecretSource.file(Path.of(name));
    } catch (InvalidPathException e) {
      problems.add(
          "chat.secret-key-file is "
              + Redaction.given(name)
              + ", which cannot be a path: "
              + e.getReason());
      return null;
    }
  }

  private static ChatCredentials withKey(long appId, String identifier, char[] key) {
    try {
      return ChatCredentials.of(appId, identifier, key);
    } finally {
      Arrays.fill(key, '\0');
    }
  }

  private void configure(SignedChatClients.Builder builder) {
    for (String host : properties.allowPlainHttp()) {
      attempt("chat.allow-plain-http", host.strip(), builder::allowPlainHttp);
    }
    String region = text(properties.region());
    String baseUrl = text(properties.baseUrl());
    if (region != null && baseUrl != null) {
      problems.add("chat.region and chat.base-url exclude each other; keep one");
    } else if (region != null) {
      region(builder, region);
    } else if (baseUrl != null) {
      attempt("chat.base-url", baseUrl, builder::baseUrl);
    } else {
      problems.add("neither chat.region nor chat.base-url is set: where to call");
    }
    builder.options(this::limits);
    if (!properties.rateLimits()) {
      builder.rateLimiter(RateLimiter.unlimited());
    }
  }

  private void region(SignedChatClients.Builder builder, String region) {
    Region.byId(region.replace('-', '_').replace(' ', '_'))
        .ifPresentOrElse(
            builder::region,
            () ->
                problems.add(
                    "chat.region is "
                        + Redaction.given(region)
                        + ", which is not in the contract; known: "
                        + Region.all().stream().map(Region::id).collect(Collectors.joining(", "))));
  }

  private void limits(ClientOptions.Builder options) {
    attempt("chat.deadline", properties.deadline(), options::deadline);
    attempt("chat.connect-timeout", properties.connectTimeout(), options::connectTimeout);
    attempt("chat.read-timeout", properties.readTimeout(), options::readTimeout);
    attempt("chat.write-timeout", properties.writeTimeout(), options::writeTimeout);
    attempt(
        "chat.max-response-size",
        properties.maxResponseSize(),
        size -> options.maxResponseBytes(size.toBytes()));
    attempt(
        "chat.retries",
        properties.retries(),
        retries -> options.retryPolicy(RetryPolicy.standard().withRetries(retries)));
    attempt("chat.validation", properties.validation(), options::validation);
  }

  /** Applies a setting; if the client rejects the value, that is a problem of this property. */
  private <T> void attempt(String property, @Nullable T value, Consumer<T> setting) {
    if (value == null) {
      return;
    }
    try {
      setting.accept(value);
    } catch (IllegalArgumentException e) {
      problems.add(property + ": " + e.getMessage());
    }
  }

  /** Returns the text; an empty one, common in containers' environments, counts as absent. */
  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }
}
