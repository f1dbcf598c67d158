package dev.chatcontract.signer;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
   * Reads a file or pipe that only its owner may use, as {@code ssh} asks of a private key. A byte
   * order mark and white space around the key do not count. Symbolic links are followed; file
   * systems without POSIX permissions are taken as they are.
   */
  static SecretSource file(Path path) {
    return new SecretFile(path);
  }

  /**
   * Reads an environment variable; white space around the key does not count. The Java run-time
   * keeps the environment as text for its whole life, so {@link #file(Path)} is the safer choice.
   */
  static SecretSource environment(String name) {
    return environment(name, System::getenv);
  }

  /** As {@link #environment(String)}, for an environment of another making. */
  static SecretSource environment(String name, Function<String, @Nullable String> environment) {
    return new SecretVariable(name, environment);
  }
}
