package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No part of a key is in a heap dump, neither before nor after close(). */
@Timeout(120)
class HeapDumpTest {
  /** Part of the key is enough to count as found. */
  private static final int PART = 16;

  @TempDir private Path directory;

  @Test
  void theKeyIsInNoHeapDump() throws Exception {
    String key = randomHex();
    String canary = randomHex();
    Path keyFile = directory.resolve("secret.key");
    Files.writeString(keyFile, key + "\n");
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    Path before = directory.resolve("before.hprof");
    Path after = directory.resolve("after.hprof");

    run(keyFile.toString(), before.toString(), after.toString(), canary);

    for (Path dump : new Path[] {before, after}) {
      byte[] heap = Files.readAllBytes(dump);
      assertThat(contains(heap, canary.getBytes(StandardCharsets.US_ASCII)))
          .as("the canary is in %s, so a key would be seen there too", dump)
          .isTrue();
      forms(key)
          .forEach(
              (form, bytes) ->
                  assertThat(contains(heap, bytes)).as("%s in %s", form, dump).isFalse());
    }
  }

  /**
   * The key as text, as UTF-16 and as the two blocks that HMAC derives from it: the first and the
   * last part of each.
   */
  private static Map<String, byte[]> forms(String key) {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    for (String part : new String[] {key.substring(0, PART), key.substring(key.length() - PART)}) {
      forms.put(part + " as bytes", part.getBytes(StandardCharsets.US_ASCII));
      forms.put(part + " as UTF-16BE", part.getBytes(StandardCharsets.UTF_16BE));
      forms.put(part + " as UTF-16LE", part.getBytes(StandardCharsets.UTF_16LE));
      forms.put(part + " as inner block", xor(part, 0x36));
      forms.put(part + " as outer block", xor(part, 0x5c));
    }
    return forms;
  }

  private static byte[] xor(String text, int pad) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= (byte) pad;
    }
    return bytes;
  }

  private static boolean contains(byte[] heap, byte[] wanted) {
    outer:
    for (int i = 0; i <= heap.length - wanted.length; i++) {
      for (int j = 0; j < wanted.length; j++) {
        if (heap[i + j] != wanted[j]) {
          continue outer;
        }
      }
      return true;
    }
    return false;
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    String[] command = new String[6 + arguments.length];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    command[1] = "-Xmx64m";
    command[2] = "-XX:+UseSerialGC";
    command[3] = "-cp";
    command[4] = System.getProperty("java.class.path");
    command[5] = HeapDumpedSession.class.getName();
    System.arraycopy(arguments, 0, command, 6, arguments.length);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }

  private static String randomHex() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
