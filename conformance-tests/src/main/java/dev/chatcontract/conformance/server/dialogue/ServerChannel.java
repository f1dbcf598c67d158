package dev.chatcontract.conformance.server.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the server: signed, no faster than documented, and patient when the server asks
 * to slow down.
 */
public final class ServerChannel implements AutoCloseable {
  private static final int PATIENCE = 3;
  private static final long LONGEST_WAIT_SECONDS = 5;

  private final Contract contract;
  private final String url;
  private final Signed signed;
  private final HttpAsker http;
  private final boolean paced;
  private final AnswerRules rules;
  private final Map<String, Long> last = new HashMap<>();

  /** A request and its answer; the query has its signature hidden. */
  record Exchange(String shownQuery, Reply reply) {}

  /**
   * Opens a connection.
   *
   * @param paced whether to keep to the documented rates; after an answer that says "too often", it
   *     waits in any case
   */
  public ServerChannel(
      Contract contract, String url, Signed signed, HttpAsker http, boolean paced) {
    this.contract = contract;
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.signed = signed;
    this.http = http;
    this.paced = paced;
    this.rules = new AnswerRules(contract);
  }

  AnswerRules rules() {
    return rules;
  }

  Exchange exchange(OperationDef operation, byte[] body, Access access)
      throws NotApplicableException, InterruptedException {
    ErrorDef throttled = null;
    for (int attempt = 0; attempt < PATIENCE; attempt++) {
      if (throttled != null) {
        Integer seconds = throttled.retryAfterSeconds();
        if (seconds != null && seconds > LONGEST_WAIT_SECONDS) {
          break;
        }
        TimeUnit.SECONDS.sleep(seconds == null ? period(operation) : seconds);
      } else if (paced) {
        pace(operation);
      }
      String query = signed.query(operation, access);
      Reply reply = http.send(operation.method(), url + operation.path() + "?" + query, body);
      last.put(operation.name(), System.nanoTime());
      throttled = throttle(operation, reply);
      if (throttled == null) {
        return new Exchange(signed.shown(operation, access), reply);
      }
    }
    throw new NotApplicableException(
        "the server keeps saying that it is called too often: code "
            + throttled.code()
            + " "
            + throttled.name());
  }

  private static long period(OperationDef operation) {
    RateLimitDef limit = operation.rateLimit();
    return Math.min(LONGEST_WAIT_SECONDS, limit == null ? 1 : Math.max(1, limit.perSeconds()));
  }

  private void pace(OperationDef operation) throws InterruptedException {
    RateLimitDef limit = operation.rateLimit();
    Long before = last.get(operation.name());
    if (limit == null || before == null) {
      return;
    }
    long gap = TimeUnit.SECONDS.toNanos(limit.perSeconds()) / limit.calls();
    long wait = before + gap - System.nanoTime();
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
    }
  }

  private @Nullable ErrorDef throttle(OperationDef operation, Reply reply) {
    EnvelopeDef envelope = operation.envelope();
    if (envelope == null) {
      return null;
    }
    JsonNode code = reply.json().path(envelope.code());
    ErrorDef known = code.canConvertToInt() ? contract.error(operation, code.intValue()) : null;
    return known != null && known.errorClass() == ErrorClass.THROTTLE ? known : null;
  }

  @Override
  public void close() {
    http.close();
  }
}
