package dev.chatcontract.contract.model;

import dev.chatcontract.contract.source.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation does to the world of a simulated server.
 *
 * @param collection the entries it works on
 * @param of whose entries they are, if the collection is below another one
 * @param key where the request names the entries; null if it lists, or names none
 * @param absent the code for a missing entry; null if that is not a failure
 * @param exists the code for an entry that is there already; null if it is then changed
 * @param malformed the code for a key that no entry can have
 * @param unsupported the code for an entry of a type that the operation does not support
 * @param into the member of the answer that takes the entry or the list; null for the usual place
 * @param members members of an entry that are answered; all if empty
 * @param where members of the request that, if present, equal a member of each entry listed
 * @param rename members of the request that an entry holds under another name
 * @param echo members of the answer that repeat a member of the request, or the new key
 * @param also members of the answer that list another collection below the same parent, whole
 * @param cursor what a cursor of the listing counts
 * @param pageSize entries of one page when the request does not say; null for the largest
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

  /** What happens to the entries. */
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

    /** The spelling in {@code x-effect}. */
    public String wire() {
      return wire;
    }

    /** Whether the entries stay as they are. */
    public boolean reads() {
      return this == READ || this == LIST;
    }
  }

  /** What a cursor counts: entries from the start, or the age of the last entry seen. */
  public enum Cursor {
    AGE("age"),
    INDEX("index");

    private final String wire;

    Cursor(String wire) {
      this.wire = wire;
    }

    /** The spelling in {@code x-effect}. */
    public String wire() {
      return wire;
    }
  }

  /**
   * Where the request names keys: {@code Name}, {@code Names[]} or {@code Items[].Name}.
   *
   * @param member the member of the request
   * @param list whether it is a list, of one key an element
   * @param inner the member of an element that is the key; null if the element itself is
   */
  public record KeyPath(String member, boolean list, @Nullable String inner) {}

  /**
   * The entry that the collection belongs to.
   *
   * @param key the member of the request that names it
   * @param absent the code if it is not there; null if it is then made
   * @param malformed the code for a key that it cannot have
   */
  public record Parent(String key, @Nullable Integer absent, @Nullable Integer malformed) {}
}
