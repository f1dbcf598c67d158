package dev.chatcontract.conformance.simulator.input;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a header of a well-formed HTTP answer may contain. */
public final class HeaderText {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E\\x80-\\xFF]*");

  /** The server writes these headers itself; any other value would not be well-formed. */
  private static final Set<String> FRAMING =
      Set.of("content-length", "transfer-encoding", "connection", "trailer", "upgrade");

  private HeaderText() {}

  /** Returns why the header cannot be sent as it is; null if it can. */
  public static @Nullable String problem(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      return "is not a header name";
    }
    if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
      return "is set by the server; to lie about it, use fault \"raw\"";
    }
    if (!VALUE.matcher(value).matches()) {
      return "has a value that no header can have: control characters and text beyond Latin-1";
    }
    return null;
  }
}
