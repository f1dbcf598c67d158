package dev.chatcontract.conformance.simulator.door;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rejects requests of other web pages. A browser names the requesting page in {@code Origin} and
 * {@code Sec-Fetch-Site}, and the requested name in {@code Host}; a name that leads here by DNS
 * rebinding is not one of ours.
 */
public final class Gate {
  private static final String LOCALHOST = "localhost";
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");

  private final boolean beyondLoopback;
  private final Set<String> names = new TreeSet<>();

  /**
   * Admits requests to loopback, to the bind address or to one of the names; beyond loopback, also
   * requests to any IP address, since rebinding needs a name.
   */
  public Gate(String bindAddress, boolean beyondLoopback, List<String> names) {
    this.beyondLoopback = beyondLoopback;
    this.names.add(LOCALHOST);
    this.names.add(bindAddress.toLowerCase(Locale.ROOT));
    names.forEach(name -> this.names.add(name.toLowerCase(Locale.ROOT)));
  }

  /** Returns whether the address can be reached only from this machine. */
  public static boolean isLoopback(String address) {
    return address.equalsIgnoreCase(LOCALHOST) || literal(address).loopback;
  }

  /**
   * Returns why a request is not admitted; null if it is.
   *
   * @param hosts the values of {@code Host}
   * @param targetHost the host of a request target that names one; null if it does not
   * @param origins the values of {@code Origin}
   * @param fetchSite the value of {@code Sec-Fetch-Site}; null if there is none
   */
  @Nullable String refusal(
      List<String> hosts,
      @Nullable String targetHost,
      List<String> origins,
      @Nullable String fetchSite) {
    for (String host : hosts) {
      if (!isOurs(host)) {
        return "the Host is not a name of this simulator";
      }
    }
    if (targetHost != null && !isOurs(targetHost)) {
      return "the request target names another host";
    }
    for (String origin : origins) {
      if (hosts.size() != 1 || !origin.equalsIgnoreCase("http://" + hosts.get(0))) {
        return "the Origin is not a page of this simulator";
      }
    }
    if (fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none")) {
      return "a page of another site sent it (Sec-Fetch-Site)";
    }
    return null;
  }

  private boolean isOurs(String authority) {
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      return false;
    }
    String host = parts.group(1).toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    Literal literal = literal(host);
    return names.contains(host) || literal.loopback || (literal.address && beyondLoopback);
  }

  private record Literal(boolean address, boolean loopback) {}

  /** Parses an address without asking DNS: anything that is not an address is excluded first. */
  private static Literal literal(String host) {
    if (!IPV4.matcher(host).matches() && host.indexOf(':') < 0) {
      return new Literal(false, false);
    }
    try {
      return new Literal(true, InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException notAnAddress) {
      return new Literal(false, false);
    }
  }
}
