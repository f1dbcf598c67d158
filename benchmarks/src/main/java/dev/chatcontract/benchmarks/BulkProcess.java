package dev.chatcontract.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.chatcontract.benchmarks.subject.Credentials;
import dev.chatcontract.benchmarks.subject.OurClient;
import dev.chatcontract.cli.Chatctl;
import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.ImportGroupRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** chatctl, or a loop that does the same, in a process that reports its cost. */
final class BulkProcess {
  static final int KEYS_A_CALL = 50;

  private BulkProcess() {}

  /**
   * Arguments: the file to write nanoseconds of CPU and bytes of heap to; then {@code chatctl} and
   * its own arguments, or {@code import} or {@code read}, base URL, SDKAppID, account, prefix and
   * count; the key is in the environment.
   */
  public static void main(String[] args) {
    Path figures = Path.of(args[0]);
    // chatctl ends the process itself.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> write(figures)));
    String[] rest = Arrays.copyOfRange(args, 2, args.length);
    if (args[1].equals("chatctl")) {
      Chatctl.main(rest);
      return;
    }
    int count = Integer.parseInt(rest[4]);
    Credentials who =
        new Credentials(Long.parseLong(rest[1]), rest[2], System.getenv("CHATCTL_SECRET_KEY"));
    try (OurClient client = new OurClient(rest[0], who)) {
      if (args[1].equals("import")) {
        importGroups(client.chat(), rest[3], count);
      } else {
        readGroups(client.chat(), rest[3], count);
      }
    }
    System.exit(0);
  }

  static String id(String prefix, int n) {
    return prefix + "-" + n;
  }

  private static void importGroups(ChatClient chat, String prefix, int count) {
    for (int n = 0; n < count; n++) {
      String id = id(prefix, n);
      ImportGroupRequest request =
          ImportGroupRequest.builder()
              .type(GroupType.PUBLIC)
              .groupId(id)
              .name("group " + n)
              .build();
      if (!id.equals(chat.groups().importGroup(request).groupId())) {
        throw new IllegalStateException("another group was imported than " + id);
      }
    }
  }

  private static void readGroups(ChatClient chat, String prefix, int count) {
    for (int n = 0; n < count; n += KEYS_A_CALL) {
      List<String> ids = new ArrayList<>();
      for (int i = n; i < Math.min(count, n + KEYS_A_CALL); i++) {
        ids.add(id(prefix, i));
      }
      if (chat.groups().getGroupInfo(GetGroupInfoRequest.of(ids)).groupInfo().size()
          != ids.size()) {
        throw new IllegalStateException("not all groups were read from " + n);
      }
    }
  }

  private static void write(Path figures) {
    OperatingSystemMXBean os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = os.getProcessCpuTime();
    System.gc();
    long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    try {
      Files.writeString(figures, cpu + " " + heap);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
