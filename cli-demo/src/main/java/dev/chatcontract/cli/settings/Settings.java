package dev.chatcontract.cli.settings;

import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.Suggestions;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.runtime.text.Redaction;
import dev.chatcontract.signer.SecretSource;
import dev.chatcontract.signer.SecretUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * App, account, key and server of a call, from: options, a profile that was named, the environment,
 * the default profile, in this order.
 */
public final class Settings {
  public static final String SECRET_KEY = "secret-key";
  public static final String SECRET_FILE = "secret-key-file";
  private static final List<String> KEYS =
      List.of(
          "sdkappid", "identifier", SECRET_KEY, SECRET_FILE, "region", "base-url", "allow-http");
  private static final String KEY_VARIABLE = "CHATCTL_SECRET_KEY";

  private final Call call;
  private final boolean profileNamed;
  private final Map<String, String> profile;

  private Settings(Call call, boolean profileNamed, Map<String, String> profile) {
    this.call = call;
    this.profileNamed = profileNamed;
    this.profile = profile;
  }

  public static Settings of(Call call) {
    Terminal terminal = call.terminal();
    String named = call.text(Options.PROFILE);
    String name = named != null ? named : terminal.environment("CHATCTL_PROFILE");
    Path file = configFile(call);
    boolean fileNamed =
        call.text(Options.CONFIG) != null || terminal.environment("CHATCTL_CONFIG") != null;
    Map<String, Map<String, String>> profiles;
    if (Files.exists(file) || fileNamed) {
      profiles = read(file).profiles();
      boolean holdsKey = profiles.values().stream().anyMatch(p -> p.containsKey(SECRET_KEY));
      if (holdsKey) {
        refuseOpen(file);
      }
    } else {
      profiles = Map.of();
    }
    Map<String, String> profile = profiles.get(name == null ? ProfileFile.DEFAULT : name);
    if (profile == null && name != null) {
      throw CommandFailure.usage(
          "profile "
              + name
              + ": not in "
              + file
              + (profiles.isEmpty()
                  ? ""
                  : Suggestions.hint(name, profiles.keySet())
                      + " (there: "
                      + String.join(", ", profiles.keySet())
                      + ")"));
    }
    return new Settings(call, named != null, profile == null ? Map.of() : profile);
  }

  public static Path configFile(Call call) {
    Terminal terminal = call.terminal();
    String named = call.text(Options.CONFIG);
    if (named == null) {
      named = terminal.environment("CHATCTL_CONFIG");
    }
    if (named != null) {
      return terminal.path(named);
    }
    String base = terminal.environment("XDG_CONFIG_HOME");
    String home = terminal.environment("HOME");
    Path root =
        base != null
            ? Path.of(base)
            : Path.of(home != null ? home : System.getProperty("user.home"), ".config");
    return root.resolve("chatctl").resolve("config");
  }

  /** Where requests go; one of the two is present. */
  public record Server(@Nullable String region, @Nullable String baseUrl) {}

  /**
   * Returns the server of the first level that contains a region or a base URL. Levels are not
   * mixed: that could send a write to another level's server.
   */
  public Optional<Server> server() {
    return server("", Options.REGION, Options.BASE_URL, call::text)
        .or(() -> profileNamed ? serverOfProfile() : Optional.empty())
        .or(() -> server("", "CHATCTL_REGION", "CHATCTL_BASE_URL", call.terminal()::environment))
        .or(this::serverOfProfile);
  }

  private Optional<Server> serverOfProfile() {
    return server("config file " + configFile(call) + ": ", "region", "base-url", profile::get);
  }

  private static Optional<Server> server(
      String place, String region, String baseUrl, Function<String, @Nullable String> level) {
    Server server = new Server(level.apply(region), level.apply(baseUrl));
    if (server.region() != null && server.baseUrl() != null) {
      throw CommandFailure.usage(
          place + region + " and " + baseUrl + " exclude each other; keep one");
    }
    return server.region() == null && server.baseUrl() == null
        ? Optional.empty()
        : Optional.of(server);
  }

  public long sdkAppId() {
    String text = find("sdkappid", Options.SDKAPPID, "CHATCTL_SDKAPPID");
    if (text == null) {
      throw missing("no app", Options.SDKAPPID + " N", "CHATCTL_SDKAPPID", "sdkappid");
    }
    return appId(text);
  }

  public static long appId(String text) {
    try {
      long value = Long.parseLong(text);
      if (value > 0 && value <= 0xFFFF_FFFFL) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Continues with the same message as for a number out of range.
    }
    throw CommandFailure.usage(
        "sdkappid " + Redaction.given(text) + ": a whole number from 1 to 4294967295 is expected");
  }

  public String identifier() {
    String text = find("identifier", Options.IDENTIFIER, "CHATCTL_IDENTIFIER");
    if (text == null) {
      throw missing("no account", Options.IDENTIFIER + " ID", "CHATCTL_IDENTIFIER", "identifier");
    }
    return text;
  }

  /** Returns the secret key as UTF-8 bytes, which the caller must wipe. */
  public byte[] secretKey() {
    Terminal terminal = call.terminal();
    String file = call.text(Options.SECRET_KEY_FILE);
    if (file != null) {
      return keyFile(file, terminal.path(file));
    }
    if (profileNamed) {
      byte[] key = profileKey();
      if (key.length > 0) {
        return key;
      }
    }
    String fileInEnvironment = terminal.environment("CHATCTL_SECRET_KEY_FILE");
    if (terminal.environment(KEY_VARIABLE) != null) {
      if (fileInEnvironment != null) {
        throw CommandFailure.usage(
            "CHATCTL_SECRET_KEY and CHATCTL_SECRET_KEY_FILE exclude each other; keep one");
      }
      return key(SecretSource.environment(KEY_VARIABLE, terminal::environment));
    }
    if (fileInEnvironment != null) {
      return keyFile(fileInEnvironment, terminal.path(fileInEnvironment));
    }
    byte[] key = profileKey();
    if (key.length > 0) {
      return key;
    }
    char[] typed = terminal.prompt().secret("Secret key of the app: ").orElse(new char[0]);
    if (typed.length == 0) {
      throw CommandFailure.usage(
          "no secret key: set CHATCTL_SECRET_KEY or CHATCTL_SECRET_KEY_FILE, or use "
              + Options.SECRET_KEY_FILE
              + " FILE, or "
              + SECRET_FILE
              + " in the config file");
    }
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes).clear();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    Arrays.fill(typed, '\0');
    return bytes;
  }

  private byte[] profileKey() {
    String key = profile.get(SECRET_KEY);
    if (key != null) {
      return key.getBytes(StandardCharsets.UTF_8);
    }
    String file = profile.get(SECRET_FILE);
    if (file == null) {
      return new byte[0];
    }
    String home = call.terminal().environment("HOME");
    return keyFile(
        file,
        home != null && file.startsWith("~/")
            ? Path.of(home, file.substring(2))
            : call.terminal().path(file));
  }

  private static byte[] keyFile(String given, Path file) {
    refuseKey(given, file);
    return key(SecretSource.file(file));
  }

  /** Rejects a key in the place of its file's name: other messages would show it in a path. */
  public static void refuseKey(String given, Path file) {
    if (!Redaction.hidden(given).equals(given) && !Files.exists(file)) {
      throw CommandFailure.usage(
          "the name of the secret key file looks like the key itself; write the key to a file that"
              + " only you can read, and name that file");
    }
  }

  private static byte[] key(SecretSource source) {
    try {
      return source.read();
    } catch (SecretUnavailableException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns the hosts to which signatures may be sent unencrypted. */
  public List<String> plainHttpHosts() {
    String hosts = find("allow-http", Options.ALLOW_HTTP, "CHATCTL_ALLOW_HTTP");
    return hosts == null ? List.of() : List.of(hosts.strip().split("\\s*,\\s*"));
  }

  private @Nullable String find(String key, String option, String variable) {
    String value = call.text(option);
    if (value == null && profileNamed) {
      value = profile.get(key);
    }
    if (value == null) {
      value = call.terminal().environment(variable);
    }
    return value == null ? profile.get(key) : value;
  }

  private static CommandFailure missing(String what, String option, String variable, String key) {
    return CommandFailure.usage(
        what + ": use " + option + ", set " + variable + ", or put " + key + " in the config file");
  }

  /** Returns the content of a file, without checks; empty if it does not exist. */
  public static ProfileFile file(Path file) {
    return Files.exists(file) ? read(file) : ProfileFile.empty(file);
  }

  private static ProfileFile read(Path file) {
    try {
      return ProfileFile.read(file, KEYS);
    } catch (ConfigException e) {
      throw CommandFailure.usage("config file " + e.getMessage(), e);
    } catch (IOException e) {
      throw CommandFailure.usage("config file " + reason(file, e), e);
    }
  }

  public static String reason(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return file + ": no such file";
    }
    if (Files.isDirectory(file)) {
      return file + ": is a directory";
    }
    if (Files.exists(file) && !Files.isReadable(file)) {
      return file + ": not readable, check its permissions";
    }
    return file + ": cannot be read (" + e.getClass().getSimpleName() + ")";
  }

  /**
   * Applies the rule of key files. `configure` does not call this, since it fixes what is rejected
   * here.
   */
  private static void refuseOpen(Path file) {
    try {
      PrivateFile.permissionsOfOthers(file)
          .ifPresent(
              granted -> {
                throw CommandFailure.usage(
                    "config file "
                        + file
                        + ": contains a secret key, and users other than its owner may use it ("
                        + granted
                        + "); run: chmod 600 "
                        + file);
              });
    } catch (IOException e) {
      throw CommandFailure.usage("config file " + reason(file, e), e);
    }
  }
}
