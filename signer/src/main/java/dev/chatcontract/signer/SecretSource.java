package dev.chatcontract.signer;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The source of a secret key. It is read again for each new UserSig, so a rotated key is used
 * without a restart.
 *
 * <p>For a vault or a key service, write a lambda.
 */
@FunctionalInterface
public interface SecretSource {
  /**
   * Returns the secret's UTF-8 bytes in a new array, which the caller wipes after use.
   *
   * @throws SecretUnavailableException if the secret cannot be obtained
   */
  byte[] read();

  /**
   * Reads a file or pipe that only its owner may use, as {@code ssh} requires of a private key. A
   * byte order mark and white space around the key are ignored. Symbolic links are followed; on
   * file systems without POSIX permissions, permissions are not checked.
   */
  static SecretSource file(Path path) {
    return new SecretFile(path);
  }

  /**
   * Reads an environment variable; white space around the key is ignored. The JVM keeps the
   * environment as text until it exits, so {@link #file(Path)} is safer.
   */
  static SecretSource environment(String name) {
    return environment(name, System::getenv);
  }

  /** As {@link #environment(String)}, with another lookup of variables. */
  static SecretSource environment(String name, Function<String, @Nullable String> environment) {
    return new SecretVariable(name, environment);
  }
}
