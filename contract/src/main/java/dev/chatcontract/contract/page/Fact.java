package dev.chatcontract.contract.page;

import dev.chatcontract.contract.page.layout.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One thing a page or a contract states.
 *
 * @param key what it is about
 * @param expected of a contract's fact: whether the operation's own page should state it
 * @param erratum of a contract's fact: the row that speaks of it
 */
public record Fact(
    Key key,
    Statement statement,
    String file,
    int line,
    boolean expected,
    @Nullable String erratum) {

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
   * What two sources are compared by.
   *
   * @param side of what is said about a member: the subject of members on its side
   * @param of a member's path, a code, a host
   * @param aspect which of several things is said: a kind of limit, a known value
   */
  public record Key(Topic subject, @Nullable Topic side, String of, @Nullable String aspect) {
    /** The aspect of a limit that says what a member is when it is left out. */
    public static final String DEFAULT = "default";

    /** The aspect of a code that says whether to try again. */
    static final String RETRY = "retry";

    public static Key of(Topic subject, String of) {
      return new Key(subject, null, of, null);
    }

    /** What a call rate is of that holds for each group, say; empty for the rate of all calls. */
    static String rate(String key) {
      return key.isEmpty() ? "" : "per " + key;
    }

    /** A member of the request or of the response. */
    public static Key member(boolean request, String path) {
      return of(request ? Topic.REQUEST_MEMBER : Topic.RESPONSE_MEMBER, path);
    }

    /** What is said about this member. */
    public Key about(Topic subject, @Nullable String aspect) {
      return new Key(subject, this.subject, of, aspect);
    }

    /** Whether to try again after this code. */
    Key retry() {
      return new Key(subject, side, of, RETRY);
    }

    /** The member or code that this is said about; itself where nothing is above it. */
    public Key owner() {
      return side != null ? of(side, of) : aspect != null ? of(subject, of) : this;
    }

    /** The spelling in reports and in a contract's {@code x-page-states}. */
    public String name() {
      String before = side == null ? "" : side == Topic.REQUEST_MEMBER ? "request " : "response ";
      return before + of + (aspect == null ? "" : " " + aspect);
    }
  }
}
