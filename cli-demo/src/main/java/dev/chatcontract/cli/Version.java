package dev.chatcontract.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this program, written into the jar by the build. */
final class Version {
  private Version() {}

  static String number() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String line() {
    return Chatctl.NAME + " " + number() + " (Java " + Runtime.version().feature() + ")";
  }
}
