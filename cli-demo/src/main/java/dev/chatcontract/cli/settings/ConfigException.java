package dev.chatcontract.cli.settings;

/**
 * The config file cannot be taken as it is; the message names the file, and the line if one is
 * wrong.
 */
final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(String message) {
    super(message);
  }
}
