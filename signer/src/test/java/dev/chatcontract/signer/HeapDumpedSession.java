package dev.chatcontract.signer;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Uses credentials in a separate JVM, which dumps its heap before and after they are closed. */
final class HeapDumpedSession {
  private HeapDumpedSession() {}

  /**
   * Arguments: key file, dump before close, dump after close, and a text that both dumps must
   * contain.
   */
  public static void main(String[] args) throws IOException {
    SecretSource file = SecretSource.file(Path.of(args[0]));
    List<ChatCredentials> all =
        List.of(
            ChatCredentials.of(1400000001, "administrator", file),
            fromBytes(file),
            fromCharacters(file));
    SigningKey key = SigningKey.from(file);
    UserSigVerifier verifier = UserSigVerifier.of(1400000001, key);
    // Often enough for the JIT compiler to compile the code.
    for (int i = 0; i < 3000; i++) {
      for (ChatCredentials credentials : all) {
        UserSigCache cache = UserSigCache.of(credentials);
        if (!verifier.verify(cache.userSig(), "administrator").accepted()) {
          throw new IllegalStateException("a UserSig did not verify");
        }
      }
    }
    dump(args[1]);
    all.forEach(ChatCredentials::close);
    key.close();
    dump(args[2]);
    System.out.println(args[3].length() + all.size());
  }

  private static ChatCredentials fromBytes(SecretSource source) {
    byte[] secret = source.read();
    ChatCredentials credentials = ChatCredentials.of(1400000001, "administrator", secret);
    Arrays.fill(secret, (byte) 0);
    return credentials;
  }

  private static ChatCredentials fromCharacters(SecretSource source) {
    byte[] secret = source.read();
    char[] characters = new char[secret.length];
    for (int i = 0; i < secret.length; i++) {
      characters[i] = (char) secret[i];
    }
    ChatCredentials credentials = ChatCredentials.of(1400000001, "administrator", characters);
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(characters, '\0');
    return credentials;
  }

  /** Dumps garbage too: a key that was not wiped is found, reachable or not. */
  private static void dump(String path) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(path, false);
  }
}
