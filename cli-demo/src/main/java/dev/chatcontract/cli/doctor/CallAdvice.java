package dev.chatcontract.cli.doctor;

import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.DecodeException;
import dev.chatcontract.runtime.HttpStatusException;
import dev.chatcontract.runtime.Retry;
import dev.chatcontract.runtime.TransportException;

/** Advice for a signed call that fails although all previous checks passed. */
public final class CallAdvice {
  private static final String PAGE = " docs/troubleshooting.md has more.";

  private CallAdvice() {}

  /** Returns the likely cause, and what to do about it. */
  public static String of(ChatException failure) {
    if (failure instanceof ApiException e) {
      return e.retry() == Retry.RESIGN
          ? "It was signed a moment ago, so the clock of this machine is slow by more than a day,"
              + " or the service's is wrong."
              + PAGE
          : "docs/troubleshooting.md has this code by its symptom.";
    }
    if (failure instanceof HttpStatusException e) {
      return status(e.status()) + PAGE;
    }
    if (failure instanceof DecodeException) {
      return "What answered is not the API: a page of a gateway or proxy, or another program."
          + PAGE;
    }
    if (failure instanceof TransportException e) {
      return transport(e.kind()) + PAGE;
    }
    return PAGE.strip();
  }

  private static String status(int status) {
    return switch (status / 100) {
      case 3 ->
          "Something on the way redirects: a login page of the network, or a gateway that has"
              + " another address. The client does not follow, for the URL carries the signature.";
      case 5 ->
          "A gateway answered in the service's place: repeat in a minute, and if it stays, ask"
              + " whoever runs the gateway or proxy.";
      default ->
          "It is not the service's, which answers with 200 whatever happens: a gateway or proxy"
              + " refused the call.";
    };
  }

  private static String transport(TransportException.Kind kind) {
    return switch (kind) {
      case CONNECT -> "Nothing was sent: look at proxy, TLS and firewall.";
      case TIMEOUT, DEADLINE ->
          "It was sent and nothing came back, although the service gives up within seconds itself:"
              + " look at what lies between, such as a firewall, a proxy or a VPN.";
      case CONNECTION_LOST ->
          "Something on the way closes connections, such as a firewall, a proxy or a load balancer.";
      default -> "Run it again.";
    };
  }
}
