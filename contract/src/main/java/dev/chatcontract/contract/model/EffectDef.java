package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation does to the entries of a simulated server.
 *
 * @param collection the collection of the entries
 * @param of the parent of the entries if the collection is below another one
 * @param key the place of the keys in the request; null if it lists entries, or names none
 * @param absent the code for a missing entry; null if that does not fail
 * @param exists the code for an entry that already exists; null if it is changed instead
 * @param malformed the code for a key that no entry can have
 * @param unsupported the code for an entry of a type that the operation does not support
 * @param into the member of the answer for the entry or the list; null for the usual place
 * @param members the members of an entry that are returned; all if empty
 * @param where members of the request that, if present, filter the listed entries by a member of
 *     theirs
 * @param rename members of the request that an entry stores under another name
 * @param echo members of the answer that repeat a member of the request, or the new key
 * @param also members of the answer that list all of another collection below the same parent
 * @param cursor the meaning of a cursor
 * @param pageSize the number of entries on a page if the request does not give one; null for the
 *     largest
 */
public record EffectDef(
    Verb verb,
    String collection,
    @Nullable Parent of,
    @Nullable KeyPath key,
    @Nullable Integer absent,
    @Nullable Integer exists,
    @Nullable Integer malformed,
    @Nullable Integer unsupported,
    @Nullable String into,
    List<String> members,
    Map<String, String> where,
    Map<String, String> rename,
    List<String> echo,
    Map<String, String> also,
    Cursor cursor,
    @Nullable Integer pageSize,
    Place at) {

  /** The operation on the entries. */
  public enum Verb {
    CREATE("create"),
    READ("read"),
    CHANGE("change"),
    DELETE("delete"),
    LIST("list");

    private final String wire;

    Verb(String wire) {
      this.wire = wire;
    }

    /** Returns the spelling in {@code x-effect}. */
    public String wire() {
      return wire;
    }

    /** Returns whether the entries stay unchanged. */
    public boolean reads() {
      return this == READ || this == LIST;
    }
  }

  /**
   * The meaning of a cursor: the number of entries from the start, or the age of the last entry
   * seen.
   */
  public enum Cursor {
    AGE("age"),
    INDEX("index");

    private final String wire;

    Cursor(String wire) {
      this.wire = wire;
    }

    /** Returns the spelling in {@code x-effect}. */
    public String wire() {
      return wire;
    }
  }

  /**
   * The place of keys in a request: {@code Name}, {@code Names[]} or {@code Items[].Name}.
   *
   * @param member the member of the request
   * @param list whether it is a list with one key in each element
   * @param inner the member of an element that is the key; null if the element itself is the key
   */
  public record KeyPath(String member, boolean list, @Nullable String inner) {}

  /**
   * The entry to which the collection belongs.
   *
   * @param key the member of the request that names it
   * @param absent the code if it does not exist; null if it is created instead
   * @param malformed the code for a key that no parent can have
   */
  public record Parent(String key, @Nullable Integer absent, @Nullable Integer malformed) {}
}
