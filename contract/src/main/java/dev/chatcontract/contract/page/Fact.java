package dev.chatcontract.contract.page;

import dev.chatcontract.contract.page.layout.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a page or of the contract.
 *
 * @param key the subject, by which facts are compared
 * @param expected for a fact of the contract, whether the operation's own page should state it
 * @param erratum for a fact of the contract, the erratum about it
 */
public record Fact(
    Key key,
    Statement statement,
    String file,
    int line,
    boolean expected,
    @Nullable String erratum) {

  /** Returns whether this stands for a row that cannot be read. */
  public boolean isUnread() {
    return statement instanceof Statement.Unread;
  }

  public Topic subject() {
    return key.subject();
  }

  public String name() {
    return key.name();
  }

  public String value() {
    return statement.text();
  }

  /**
   * Identifies corresponding facts of two sources.
   *
   * @param side for a fact about a member, the subject of members of the request or of the response
   * @param of the path of a member, a code or a host
   * @param aspect the kind of limit, the known value or the like, if there are several facts
   */
  public record Key(Topic subject, @Nullable Topic side, String of, @Nullable String aspect) {
    /** The aspect of a limit for the value of an omitted member. */
    public static final String DEFAULT = "default";

    /** The aspect of a code for advice on a retry. */
    static final String RETRY = "retry";

    public static Key of(Topic subject, String of) {
      return new Key(subject, null, of, null);
    }

    /**
     * Returns {@code of} for a call rate: "per group", for example, or the empty text for all
     * calls.
     */
    static String rate(String key) {
      return key.isEmpty() ? "" : "per " + key;
    }

    /** Returns the key of a member of the request or of the response. */
    public static Key member(boolean request, String path) {
      return of(request ? Topic.REQUEST_MEMBER : Topic.RESPONSE_MEMBER, path);
    }

    /** Returns the key of a fact about this member. */
    public Key about(Topic subject, @Nullable String aspect) {
      return new Key(subject, this.subject, of, aspect);
    }

    /** Returns the key of the advice on a retry after this code. */
    Key retry() {
      return new Key(subject, side, of, RETRY);
    }

    /** Returns the key of the member or code that this fact is about; otherwise this key. */
    public Key owner() {
      return side != null ? of(side, of) : aspect != null ? of(subject, of) : this;
    }

    /** Returns the spelling in reports and in the contract's {@code x-page-statements}. */
    public String name() {
      String before = side == null ? "" : side == Topic.REQUEST_MEMBER ? "request " : "response ";
      return before + of + (aspect == null ? "" : " " + aspect);
    }
  }
}
