package dev.chatcontract.signer;

import java.nio.file.Path;

/**
 * Where a secret key comes from. It is asked again for each new UserSig, so a rotated key is used
 * without a restart.
 *
 * <p>A lambda does for a vault or a key service.
 */
@FunctionalInterface
public interface SecretSource {
  /**
   * The secret's UTF-8 bytes in an array of the caller's own: it is wiped after use.
   *
   * @throws SecretUnavailableException when there is no secret to be had
   */
  byte[] read();

  /**
   * Reads a file that only its owner may read, as {@code ssh} asks of a private key; one line break
   * at the end is dropped. File systems without POSIX permissions are taken as they are.
   */
  static SecretSource file(Path path) {
    return new SecretFile(path);
  }

  /**
   * Reads an environment variable. The Java run-time keeps the environment as text for its whole
   * life, so {@link #file(Path)} is the safer choice.
   */
  static SecretSource environment(String name) {
    return new SecretVariable(name, System::getenv);
  }
}
