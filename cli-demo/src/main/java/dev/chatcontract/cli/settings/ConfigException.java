package dev.chatcontract.cli.settings;

/** The config file is invalid; the message names the file and, if one line is wrong, that line. */
final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(String message) {
    super(message);
  }
}
