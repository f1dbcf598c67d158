package dev.chatcontract.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.door.AdminToken;
import dev.chatcontract.conformance.simulator.door.Annex;
import dev.chatcontract.signer.SigningKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A web page about a simulator, which serves it: calls, traffic, faults, world, clock and
 * conformance.
 *
 * <p>Anyone who has the start URL has the token, and may do everything that the page can; nobody
 * else may.
 */
public final class Console implements AutoCloseable {
  /** More than the default of the simulator, since people scroll back. */
  private static final int KEPT_REQUESTS = 2000;

  private final String token = AdminToken.random();
  private final ShiftedClock clock = new ShiftedClock();
  private final Sender sender = new Sender();
  private final List<SigningKey> keys = new ArrayList<>();
  private final List<String> drivers = new ArrayList<>();
  private @Nullable Target live;
  private String liveKey = "";
  private String program = "chatctl";
  private @Nullable TrafficStream stream;
  private @Nullable ConformanceDesk conformance;

  /**
   * Also allows calls to a live app.
   *
   * @param secretKey the key as text, used only to hide it wherever it would be shown
   */
  public Console live(Target target, String secretKey) {
    this.live = target;
    this.liveKey = secretKey;
    return this;
  }

  /** Adds a command line that speaks the protocol of conformance drivers. */
  public Console driver(String command) {
    drivers.add(command);
    return this;
  }

  /** Sets the command that runs chatctl in a shell, if its name alone is not enough. */
  public Console program(String path) {
    this.program = path;
    return this;
  }

  /** Makes the simulator serve this console. */
  public Simulator.Builder on(Simulator.Builder simulator) {
    return simulator.clock(clock).requestLog(KEPT_REQUESTS).annex(this::site);
  }

  /** Returns the address to open; its last part is the token, which a browser does not send. */
  public String url(Simulator simulator) {
    return simulator.baseUrl() + Site.ROOT + "/#token=" + token;
  }

  /** Returns the token that scripts send as {@code Authorization: Bearer}. */
  public String token() {
    return token;
  }

  private Annex site(Simulator simulator) {
    SigningKey key = SigningKey.of(simulator.app().secretKey().toCharArray());
    keys.add(key);
    Target own =
        new Target(
            simulator::baseUrl,
            simulator.app().appId(),
            simulator.app().administrator(),
            key,
            clock,
            false);
    Veil veil = new Veil(List.of(simulator.app().secretKey(), liveKey));
    TrafficRows rows = new TrafficRows(veil);
    stream =
        new TrafficStream(
            simulator.requests(),
            simulator.refusals(),
            rows,
            AdminToken.random(),
            () -> state(simulator));
    conformance = new ConformanceDesk(simulator.contract(), drivers);
    Api api = new Api();
    ObjectNode contract = new ContractJson(simulator.contract()).write();
    api.on("GET", "/contract", ask -> contract).on("GET", "/about", ask -> about(simulator));
    new CallDesk(simulator.contract(), own, live, sender, veil, program).routes(api);
    new TrafficDesk(simulator, rows).routes(api);
    new FaultDesk(simulator).routes(api);
    new WorldDesk(simulator).routes(api);
    new ClockDesk(simulator, clock).routes(api);
    conformance.routes(api);
    return new Site(token, api, stream, veil);
  }

  /** Returns the settings that change the simulator's answers. */
  private ObjectNode state(Simulator simulator) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("faults", simulator.faults().pending().size())
        .put("shiftSeconds", clock.shift().toSeconds())
        .put("limits", simulator.rateLimits().enforced());
  }

  private static ObjectNode about(Simulator simulator) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("url", simulator.baseUrl());
    json.put("app", simulator.app().appId());
    json.put("identifier", simulator.app().administrator());
    json.put("requests", simulator.requests().count());
    return json;
  }

  /** Ends streams, runs and connections; the simulator is closed by the code that started it. */
  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
    if (conformance != null) {
      conformance.close();
    }
    sender.close();
    keys.forEach(SigningKey::close);
  }
}
