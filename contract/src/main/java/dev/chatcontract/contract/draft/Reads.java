package dev.chatcontract.contract.draft;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tells by its name whether an operation only reads, so that it may be repeated: some word begins
 * with a verb of reading and none with one of writing. Any other operation counts as a write.
 */
final class Reads {
  private static final List<String> READS = List.of("get", "query", "check", "search", "fetch");
  private static final List<String> WRITES =
      List.of(
          "add",
          "ban",
          "batch",
          "cancel",
          "change",
          "clear",
          "create",
          "delete",
          "destroy",
          "disable",
          "enable",
          "forbid",
          "import",
          "insert",
          "kick",
          "mark",
          "modify",
          "move",
          "mute",
          "pass",
          "push",
          "put",
          "recall",
          "remove",
          "replace",
          "revoke",
          "save",
          "send",
          "set",
          "start",
          "stop",
          "transfer",
          "unban",
          "unforbid",
          "unmute",
          "update",
          "upload",
          "withdraw",
          "write");

  private Reads() {}

  static boolean is(String operation) {
    List<String> words = Arrays.asList(operation.toLowerCase(Locale.ROOT).split("_+", -1));
    return words.stream().anyMatch(word -> begins(word, READS))
        && words.stream().noneMatch(word -> begins(word, WRITES));
  }

  private static boolean begins(String word, List<String> verbs) {
    return verbs.stream().anyMatch(word::startsWith);
  }
}
