package dev.chatcontract.signer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketAddress;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** The hosts to which a signature may be sent unencrypted: the machine itself, and named ones. */
record PlainHttpHosts(Set<String> named) {
  static final PlainHttpHosts LOOPBACK = new PlainHttpHosts(Set.of());

  private static final Pattern MACHINE_ITSELF =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1");

  PlainHttpHosts {
    named = Set.copyOf(named);
  }

  /** Returns these hosts and one more, a host name or address without scheme and port. */
  PlainHttpHosts and(String host) {
    HttpUrl url = host.isEmpty() || host.contains("*") ? null : parsed(host);
    if (url == null) {
      throw new IllegalArgumentException(
          "plain http is allowed for one host name or address, without scheme, port or path");
    }
    Set<String> more = new TreeSet<>(named);
    more.add(url.host());
    return new PlainHttpHosts(more);
  }

  /** Rejects a URL with which the signature would be sent unencrypted. */
  void check(HttpUrl url) {
    if (!url.isHttps()
        && !MACHINE_ITSELF.matcher(url.host()).matches()
        && !named.contains(url.host())) {
      throw new IllegalArgumentException(
          "plain http to "
              + url.host()
              + " would expose the signature on the network; use https, or allow it for this"
              + " host by name");
    }
  }

  /**
   * Rejects a connection that leaves the machine although the URL names the machine itself: a proxy
   * elsewhere would read the signature, and so would whatever {@code localhost} resolves to.
   */
  void check(HttpUrl url, Route route) {
    if (url.isHttps() || named.contains(url.host())) {
      return;
    }
    Proxy proxy = route.proxy();
    // The address of a route through SOCKS is that of the server, which the proxy connects to.
    SocketAddress next = proxy.type() == Proxy.Type.SOCKS ? proxy.address() : route.socketAddress();
    if (isOfThisMachine(next)) {
      return;
    }
    throw new IllegalArgumentException(
        proxy.type() == Proxy.Type.DIRECT
            ? url.host()
                + " is the address "
                + route.socketAddress().getAddress().getHostAddress()
                + " here, so plain http would expose the signature on the network; use 127.0.0.1,"
                + " or allow plain http for this host by name"
            : "plain http to "
                + url.host()
                + " through the proxy "
                + shown(proxy.address())
                + " would expose the signature on the network; call this host without the proxy"
                + " (proxy(Proxy.NO_PROXY), or http.nonProxyHosts if the JVM names the proxy)");
  }

  private static boolean isOfThisMachine(@Nullable SocketAddress address) {
    if (!(address instanceof InetSocketAddress socket)) {
      return false;
    }
    InetAddress resolved = socket.getAddress();
    return resolved == null
        ? MACHINE_ITSELF.matcher(socket.getHostString()).matches()
        : resolved.isLoopbackAddress();
  }

  private static String shown(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress socket
        ? socket.getHostString() + ":" + socket.getPort()
        : String.valueOf(address);
  }

  /** Returns the URL of a host; null if the text is more than a host. */
  private static @Nullable HttpUrl parsed(String host) {
    boolean bracketed = host.startsWith("[");
    boolean bareIpv6 = host.indexOf(':') >= 0 && !bracketed;
    HttpUrl url = HttpUrl.parse("http://" + (bareIpv6 ? "[" + host + "]" : host) + "/");
    HttpUrl alone =
        url == null ? null : new HttpUrl.Builder().scheme("http").host(url.host()).build();
    // The URL does not show port 80, so the brackets of an address must end the text.
    return url != null && url.equals(alone) && bracketed == host.endsWith("]") ? url : null;
  }
}
