package dev.chatcontract.cli.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Name and version of this program; the build writes the version into the jar. */
public final class Program {
  public static final String NAME = "chatctl";

  private Program() {}

  public static String version() {
    try (InputStream in = Program.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String line() {
    return NAME + " " + version() + " (Java " + Runtime.version().feature() + ")";
  }
}
