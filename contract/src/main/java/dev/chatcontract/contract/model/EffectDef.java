package dev.chatcontract.contract.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operation does to the entries of a simulated server. */
public sealed interface EffectDef {
  Target target();

  /** Returns whether the entries stay unchanged. */
  default boolean reads() {
    return this instanceof Shows;
  }

  /** An effect on single entries, unlike that of a list. */
  sealed interface Keyed extends EffectDef {
    /** Returns the place of the keys in the request; null if the server makes the key. */
    @Nullable KeyPath key();
  }

  /** An effect that stores members of the request. */
  sealed interface Stores extends Keyed {
    /** Returns the members of the request that an entry stores under another name. */
    Map<String, String> rename();
  }

  /** An effect that returns entries. */
  sealed interface Shows extends EffectDef {
    /** Returns the member of the answer for the entry or the list; null for the usual place. */
    @Nullable String into();

    /** Returns the members of an entry that are returned; all if empty. */
    List<String> members();
  }

  record Create(Target target, @Nullable KeyPath key, Map<String, String> rename)
      implements Stores {}

  record Read(Target target, KeyPath key, @Nullable String into, List<String> members)
      implements Keyed, Shows {}

  record Change(Target target, KeyPath key, Map<String, String> rename) implements Stores {}

  record Delete(Target target, KeyPath key) implements Keyed {}

  /**
   * Lists the entries, in pages if the operation has them.
   *
   * @param where members of the request that, if present, filter the entries by a member of theirs
   * @param also members of the answer that list all of another collection below the same parent
   * @param cursor the meaning of a cursor
   * @param pageSize the number of entries on a page if the request does not give one; null for the
   *     largest
   */
  record ListEntries(
      Target target,
      @Nullable String into,
      List<String> members,
      Map<String, String> where,
      Map<String, String> also,
      Cursor cursor,
      @Nullable Integer pageSize)
      implements Shows {}

  /**
   * What every effect says.
   *
   * @param collection the collection of the entries
   * @param of the parent of the entries if the collection is below another one
   * @param codes the codes of the refusals that the contract declares
   * @param echo members of the answer that repeat a member of the request, or the new key
   */
  record Target(
      String collection, @Nullable Parent of, Map<Reason, Integer> codes, List<String> echo) {}

  /** Why an entry is refused. */
  enum Reason {
    /** The entry is missing; without a code, that does not fail. */
    ABSENT,
    /** The entry already exists; without a code, it is changed instead. */
    EXISTS,
    /** No entry can have the key. */
    MALFORMED,
    /** The operation does not support the type of the entry. */
    UNSUPPORTED;

    /** Returns the spelling in {@code x-effect}. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The meaning of a cursor: the number of entries from the start, or the age of the last entry
   * seen.
   */
  enum Cursor {
    AGE,
    INDEX;

    /** Returns the spelling in {@code x-effect}. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The place of keys in a request: {@code Name}, {@code Names[]} or {@code Items[].Name}.
   *
   * @param member the member of the request
   * @param list whether it is a list with one key in each element
   * @param inner the member of an element that is the key; null if the element itself is the key
   */
  record KeyPath(String member, boolean list, @Nullable String inner) {}

  /**
   * The entry to which the collection belongs.
   *
   * @param key the member of the request that names it
   * @param absent the code if it does not exist; null if it is created instead
   * @param malformed the code for a key that no parent can have
   */
  record Parent(String key, @Nullable Integer absent, @Nullable Integer malformed) {}
}
