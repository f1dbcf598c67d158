package dev.chatcontract.conformance.server.dialogue;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of this JVM, but none for plain http to this machine, where a proxy would read the
 * signature.
 */
public final class NoProxyHere extends ProxySelector {
  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

  private final @Nullable ProxySelector ofJvm = ProxySelector.getDefault();

  @Override
  public List<Proxy> select(URI uri) {
    boolean here =
        "http".equalsIgnoreCase(uri.getScheme())
            && uri.getHost() != null
            && THIS_MACHINE.matcher(uri.getHost()).matches();
    return here || ofJvm == null ? List.of(Proxy.NO_PROXY) : ofJvm.select(uri);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
    if (ofJvm != null) {
      ofJvm.connectFailed(uri, proxy, failure);
    }
  }
}
