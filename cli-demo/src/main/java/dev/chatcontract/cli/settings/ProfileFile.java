package dev.chatcontract.cli.settings;

import dev.chatcontract.cli.output.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sections of {@code key = value} lines. {@code #} and {@code ;} start a comment line, and a value
 * may be in quotes. Lines before the first section belong to the default profile.
 */
public final class ProfileFile {
  /** The profile that is used if none is named. */
  public static final String DEFAULT = "default";

  private static final int MAX_BYTES = 1 << 20;

  private final Path file;
  private final List<String> lines;
  private final Map<String, Map<String, String>> profiles = new LinkedHashMap<>();

  private ProfileFile(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /** Returns the content of a file that does not exist yet. */
  static ProfileFile empty(Path file) {
    return new ProfileFile(file, List.of());
  }

  /**
   * Reads a file.
   *
   * @param keys the valid keys of a profile
   * @throws ConfigException if a line is invalid; the message names the line
   */
  static ProfileFile read(Path file, Collection<String> keys) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new ConfigException(file + ": more than " + MAX_BYTES + " bytes are not a config file");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": not UTF-8 text");
    }
    String content = text.startsWith("\ufeff") ? text.substring(1) : text;
    ProfileFile read = new ProfileFile(file, content.lines().toList());
    read.parse(keys);
    return read;
  }

  private void parse(Collection<String> keys) {
    String section = DEFAULT;
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (isRemark(line)) {
        continue;
      }
      String opened = section(line);
      if (opened != null) {
        section = opened;
        if (opened.isEmpty()) {
          throw wrong(i, "a profile needs a name");
        }
        profiles.computeIfAbsent(section, name -> new LinkedHashMap<>());
        continue;
      }
      int equals = line.indexOf('=');
      if (line.startsWith("[") || equals < 0) {
        throw wrong(i, "expected [profile] or key = value");
      }
      String key = line.substring(0, equals).strip();
      if (!keys.contains(key)) {
        throw wrong(i, "unknown key " + key + Suggestions.choice(key, keys));
      }
      Integer before = seen.putIfAbsent(section + "\n" + key, i + 1);
      if (before != null) {
        throw wrong(i, key + " is in line " + before + " already; keep one");
      }
      profiles
          .computeIfAbsent(section, name -> new LinkedHashMap<>())
          .put(key, value(line.substring(equals + 1).strip(), i));
    }
  }

  private static boolean isRemark(String line) {
    return line.isEmpty() || line.startsWith("#") || line.startsWith(";");
  }

  private static @Nullable String section(String line) {
    return line.startsWith("[") && line.endsWith("]")
        ? line.substring(1, line.length() - 1).strip()
        : null;
  }

  private String value(String text, int line) {
    if (text.isEmpty() || (text.charAt(0) != '"' && text.charAt(0) != '\'')) {
      return text;
    }
    int last = text.length() - 1;
    if (last == 0 || text.charAt(last) != text.charAt(0)) {
      throw wrong(line, "the value begins with a quote and must end with the same");
    }
    return text.substring(1, last);
  }

  private ConfigException wrong(int line, String why) {
    return new ConfigException(file + ":" + (line + 1) + ": " + why);
  }

  /** Returns the settings by profile, in the order of the file. */
  public Map<String, Map<String, String>> profiles() {
    return profiles;
  }

  /**
   * Returns the text of the file with these settings in a profile; everything else, including
   * comments, stays the same.
   *
   * @param values null to remove a setting
   */
  public String with(String profile, Map<String, @Nullable String> values) {
    List<String> out = new ArrayList<>();
    Map<String, @Nullable String> left = new LinkedHashMap<>(values);
    String section = DEFAULT;
    int end = -1; // where lines of the profile may be added
    for (String line : lines) {
      String text = line.strip();
      String opened = isRemark(text) ? null : section(text);
      section = opened == null ? section : opened;
      boolean own = section.equals(profile);
      int equals = text.indexOf('=');
      String key = equals < 0 ? "" : text.substring(0, equals).strip();
      if (own && opened == null && !isRemark(text) && values.containsKey(key)) {
        String value = left.remove(key);
        if (value == null) {
          continue;
        }
        out.add(line(key, value));
      } else {
        out.add(line);
      }
      if (own && !text.isEmpty()) {
        end = out.size();
      }
    }
    List<String> added = new ArrayList<>();
    left.forEach(
        (key, value) -> {
          if (value != null) {
            added.add(line(key, value));
          }
        });
    if (end < 0) {
      if (!out.isEmpty()) {
        out.add("");
      }
      out.add("[" + profile + "]");
      end = out.size();
    }
    out.addAll(end, added);
    return String.join("\n", out) + "\n";
  }

  private static String line(String key, String value) {
    boolean quoted =
        !value.equals(value.strip())
            || value.isEmpty()
            || value.startsWith("\"")
            || value.startsWith("'");
    return key + " = " + (quoted ? "\"" + value + "\"" : value);
  }
}
