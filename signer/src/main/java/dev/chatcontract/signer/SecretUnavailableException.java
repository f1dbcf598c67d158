package dev.chatcontract.signer;

/**
 * Thrown when no secret key can be read; the message names the file or variable and the fix, never
 * its content.
 */
public final class SecretUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SecretUnavailableException(String message) {
    super(message);
  }

  public SecretUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
