package dev.chatcontract.contract.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Guesses from the name of an operation whether it only reads. */
public final class Reads {
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

  /**
   * Returns whether a word of the name begins with a verb for reading and none with a verb for
   * writing.
   */
  public static boolean is(String operation) {
    return any(operation, READS) && !writes(operation);
  }

  /** Returns whether a word of the name begins with a verb for writing. */
  static boolean writes(String operation) {
    return any(operation, WRITES);
  }

  private static boolean any(String operation, List<String> verbs) {
    return Arrays.stream(operation.toLowerCase(Locale.ROOT).split("_+", -1))
        .anyMatch(word -> verbs.stream().anyMatch(word::startsWith));
  }
}
