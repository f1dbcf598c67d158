package dev.chatcontract.cli.commands;

import dev.chatcontract.cli.calls.Connection;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.PrivateFile;
import dev.chatcontract.cli.settings.ProfileFile;
import dev.chatcontract.cli.settings.Program;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.signer.SecretSource;
import dev.chatcontract.signer.SecretUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Command that writes a profile from options, or from prompts if the input is a terminal. The key
 * comes from a prompt, stdin or a file, never from an argument.
 */
final class ConfigureCommand implements Command {
  private static final String KEY_STDIN = "--secret-key-stdin";
  private static final int MAX_KEY_BYTES = 4096;

  /** Options by the key that they write; each option replaces the other of its group. */
  private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

  static {
    OPTIONS.put("sdkappid", Options.SDKAPPID);
    OPTIONS.put("identifier", Options.IDENTIFIER);
    OPTIONS.put("region", Options.REGION);
    OPTIONS.put("base-url", Options.BASE_URL);
    OPTIONS.put(Settings.SECRET_FILE, Options.SECRET_KEY_FILE);
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Write a profile of the config file.",
            "Without options it asks for each setting; Enter keeps what is there.",
            "With options it asks nothing and changes what they name.");
    Options.connection().stream()
        .filter(option -> !option.longestName().equals(Options.ALLOW_HTTP))
        .forEach(spec::addOption);
    spec.addOption(
        Options.flag(KEY_STDIN, "read the secret key from stdin and keep it in the profile")
            .build());
    spec.usageMessage()
        .footer(
            "",
            "The file and its directory are made for their owner alone (0600, 0700).",
            "Example, for scripts:",
            "  "
                + Program.NAME
                + " configure --profile staging --sdkappid 1400000000 --identifier administrator"
                + " --region SINGAPORE --secret-key-stdin < key");
  }

  @Override
  public int run(Call call) throws IOException {
    String profile = profile(call);
    Path file = Settings.configFile(call);
    Map<String, String> old = profile(Settings.file(file), profile);
    boolean asks = OPTIONS.values().stream().noneMatch(call::has) && !call.has(KEY_STDIN);
    Map<String, @Nullable String> values = asks ? asked(call, profile, old) : given(call);
    check(values);
    // Read again: while a person or a pipe was asked, another run may have written its profile.
    ProfileFile before = Settings.file(file);
    Map<String, String> there = profile(before, profile);
    values
        .keySet()
        .removeIf(key -> values.get(key) != null && values.get(key).equals(there.get(key)));
    if (values.isEmpty()) {
      call.terminal().note("nothing changed in " + file);
      return ExitCode.OK;
    }
    try {
      PrivateFile.write(file, before.with(profile, values));
    } catch (IOException e) {
      throw CommandFailure.of(
          ExitCode.OUTPUT, "config file " + file + " cannot be written: " + e.getMessage(), e);
    }
    boolean isDefault = profile.equals(ProfileFile.DEFAULT);
    call.terminal()
        .note(
            "wrote "
                + file
                + ", profile "
                + profile
                + (isDefault ? "" : "; use it with " + Options.PROFILE + " " + profile));
    return ExitCode.OK;
  }

  private static Map<String, String> profile(ProfileFile file, String name) {
    return file.profiles().getOrDefault(name, Map.of());
  }

  private static String profile(Call call) {
    String named = call.text(Options.PROFILE);
    String profile =
        named != null
            ? named
            : Objects.requireNonNullElse(
                call.terminal().environment("CHATCTL_PROFILE"), ProfileFile.DEFAULT);
    if (profile.isBlank()
        || !profile.equals(profile.strip())
        || profile.chars().anyMatch(c -> c < ' ' || c == ']' || c == '[')) {
      throw CommandFailure.usage(
          Options.PROFILE
              + " "
              + profile
              + ": a name without brackets and line breaks is expected");
    }
    return profile;
  }

  private static Map<String, @Nullable String> given(Call call) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    OPTIONS.forEach(
        (key, option) -> {
          if (call.has(option)) {
            set(values, key, String.valueOf(call.text(option)));
          }
        });
    if (call.has(Options.REGION) && call.has(Options.BASE_URL)) {
      throw CommandFailure.usage(
          Options.REGION + " and " + Options.BASE_URL + " exclude each other; keep one");
    }
    String keyFile = call.text(Options.SECRET_KEY_FILE);
    if (keyFile != null) {
      if (call.has(KEY_STDIN)) {
        throw CommandFailure.usage(
            Options.SECRET_KEY_FILE + " and " + KEY_STDIN + " exclude each other; keep one");
      }
      Path path = call.terminal().path(keyFile).toAbsolutePath().normalize();
      Settings.refuseKey(keyFile, path);
      readable(path);
      set(values, Settings.SECRET_FILE, path.toString());
    }
    if (call.has(KEY_STDIN)) {
      set(values, Settings.SECRET_KEY, keyFromStdin(call));
    }
    return values;
  }

  private static void readable(Path keyFile) {
    try {
      Arrays.fill(SecretSource.file(keyFile).read(), (byte) 0);
    } catch (SecretUnavailableException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private static String keyFromStdin(Call call) {
    byte[] bytes;
    try {
      bytes = call.terminal().in().readNBytes(MAX_KEY_BYTES + 1);
    } catch (IOException e) {
      throw CommandFailure.usage(KEY_STDIN + ": stdin cannot be read: " + e.getMessage(), e);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    Arrays.fill(bytes, (byte) 0);
    return (text.startsWith("\ufeff") ? text.substring(1) : text).strip();
  }

  private static Map<String, @Nullable String> asked(
      Call call, String profile, Map<String, String> old) {
    Terminal terminal = call.terminal();
    if (!terminal.prompt().canAsk()) {
      throw CommandFailure.usage(
          "configure asks on a terminal only; here, name the settings as options, such as "
              + Options.SDKAPPID
              + " and "
              + KEY_STDIN);
    }
    terminal.note("Profile " + profile + "; Enter keeps what is in brackets.");
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    answer(terminal, "App (sdkappid)", old.get("sdkappid"), values, "sdkappid");
    answer(terminal, "App-admin account", old.get("identifier"), values, "identifier");
    String server = old.containsKey("region") ? old.get("region") : old.get("base-url");
    String typed = line(terminal, "Region, or base URL", server);
    if (!typed.isEmpty()) {
      set(values, typed.contains("://") ? "base-url" : "region", typed);
    }
    boolean has = old.containsKey(Settings.SECRET_KEY) || old.containsKey(Settings.SECRET_FILE);
    char[] key =
        terminal
            .prompt()
            .secret("Secret key" + (has ? " [kept]" : " [none]") + ": ")
            .orElse(new char[0]);
    if (key.length > 0) {
      set(values, Settings.SECRET_KEY, new String(key).strip());
      Arrays.fill(key, '\0');
    }
    return values;
  }

  private static void answer(
      Terminal terminal,
      String question,
      @Nullable String old,
      Map<String, @Nullable String> values,
      String key) {
    String typed = line(terminal, question, old);
    if (!typed.isEmpty()) {
      values.put(key, typed);
    }
  }

  private static String line(Terminal terminal, String question, @Nullable String old) {
    return terminal
        .prompt()
        .line(question + " [" + (old == null ? "none" : old) + "]: ")
        .orElseThrow(() -> CommandFailure.usage("stopped; nothing was written"))
        .strip();
  }

  /** Sets a value. A region replaces a base URL, a key replaces a key file, and vice versa. */
  private static void set(Map<String, @Nullable String> values, String key, String value) {
    for (List<String> pair :
        List.of(
            List.of("region", "base-url"), List.of(Settings.SECRET_KEY, Settings.SECRET_FILE))) {
      if (pair.contains(key)) {
        pair.forEach(other -> values.put(other, null));
      }
    }
    values.put(key, value);
  }

  /** Rejects values now that every call would reject. */
  private static void check(Map<String, @Nullable String> values) {
    values.forEach(
        (key, value) -> {
          if (value == null) {
            return;
          }
          if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw CommandFailure.usage(
                key
                    + ": "
                    + (value.isEmpty()
                        ? "empty"
                        : "contains a line break or another control character"));
          }
          switch (key) {
            case "sdkappid" -> Settings.appId(value);
            case "region" -> Connection.region(value);
            case "base-url" -> Connection.checked(value);
            case Settings.SECRET_KEY -> {
              if (value.length() > MAX_KEY_BYTES) {
                throw CommandFailure.usage("a secret key has at most " + MAX_KEY_BYTES + " bytes");
              }
            }
            default -> {
              // Any other text is valid.
            }
          }
        });
    String region = values.get("region");
    if (region != null) {
      values.put("region", Connection.region(region).id());
    }
  }
}
