package dev.chatcontract.conformance.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Imported accounts, and the marked or grouped conversations of each. Safe for all threads. */
final class Conversations {
  /**
   * One account's conversations.
   *
   * @param items the marked conversations, oldest first
   * @param directory names and numbers of the account's conversation groups
   */
  record Marks(List<ObjectNode> items, List<ObjectNode> directory) {
    Marks() {
      this(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
    }
  }

  private static final Marks NONE = new Marks(List.of(), List.of());

  private final Set<String> accounts = ConcurrentHashMap.newKeySet();
  private final Map<String, Marks> marks = new ConcurrentHashMap<>();

  void importAccount(String account) {
    accounts.add(account);
  }

  boolean isImported(String account) {
    return accounts.contains(account);
  }

  Marks of(String account) {
    return marks.getOrDefault(account, NONE);
  }

  Marks change(String account) {
    importAccount(account);
    return marks.computeIfAbsent(account, unused -> new Marks());
  }

  void clear() {
    accounts.clear();
    marks.clear();
  }
}
