package dev.chatcontract.conformance.simulator;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.chatcontract.conformance.simulator.answer.Envelopes;
import dev.chatcontract.conformance.simulator.check.RateLimits;
import dev.chatcontract.conformance.simulator.check.RequestChecks;
import dev.chatcontract.conformance.simulator.check.SimulatedApp;
import dev.chatcontract.conformance.simulator.door.AdminApi;
import dev.chatcontract.conformance.simulator.door.AdminToken;
import dev.chatcontract.conformance.simulator.door.Annex;
import dev.chatcontract.conformance.simulator.door.FrontHandler;
import dev.chatcontract.conformance.simulator.door.Gate;
import dev.chatcontract.conformance.simulator.door.ListenFailure;
import dev.chatcontract.conformance.simulator.door.PlainErrors;
import dev.chatcontract.conformance.simulator.door.SimulatorHttpServerFactory;
import dev.chatcontract.conformance.simulator.effect.Effects;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.FaultRules;
import dev.chatcontract.conformance.simulator.input.Excerpt;
import dev.chatcontract.conformance.simulator.input.SimulatorException;
import dev.chatcontract.conformance.simulator.log.Refusals;
import dev.chatcontract.conformance.simulator.log.RequestLog;
import dev.chatcontract.conformance.simulator.log.ServedRequest;
import dev.chatcontract.conformance.simulator.log.Watchers;
import dev.chatcontract.conformance.simulator.world.World;
import dev.chatcontract.conformance.wire.Pauses;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserSigVerifier;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that behaves as the contract says, for tests, demonstrations and development
 * without an account.
 *
 * <p>It verifies signatures, checks each request against the contract, remembers what was written,
 * and shows any fault it is told to show, in the test's own process or through {@code
 * /__admin/chat} at run time. It binds to loopback.
 */
public final class Simulator implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final WireMockServer server;
  private final SigningKey key;
  private final Pauses pauses;
  private final Contract contract;
  private final SimulatedApp app;
  private final Effects effects;
  private final RateLimits rateLimits;
  private final FaultRules faults = new FaultRules();
  private final List<FaultRule> initialFaults;
  private final RequestLog requests;
  private final Refusals refusals = new Refusals();
  private final String bindAddress;
  private final @Nullable String adminToken;

  private Simulator(Builder builder) {
    this.contract = builder.contract == null ? ContractReader.bundled() : builder.contract;
    this.app = builder.app;
    this.bindAddress = builder.bindAddress;
    boolean beyondLoopback = !Gate.isLoopback(bindAddress);
    if (beyondLoopback && !builder.beyondLoopback) {
      throw new SimulatorException(
          Excerpt.of(bindAddress)
              + " can be reached from other machines: say that they may, with allowRemote()"
              + " (chatctl: --allow-remote), or bind to loopback");
    }
    this.adminToken =
        builder.adminToken == null && beyondLoopback ? AdminToken.random() : builder.adminToken;
    this.initialFaults = List.copyOf(builder.faults);
    this.requests = new RequestLog(builder.requestLog);
    this.effects = new Effects(contract, app, builder.clock, builder.seeded);
    this.rateLimits = new RateLimits(contract.operations(), builder.clock, builder.rateLimits);
    this.pauses = new Pauses();
    this.key = SigningKey.of(app.secretKey().toCharArray());
    RequestChecks checks =
        new RequestChecks(
            contract,
            app,
            UserSigVerifier.of(app.appId(), key).withClock(builder.clock),
            builder.clock,
            effects::refusal,
            builder.documentedAnswers);
    Watchers watchers = new Watchers(builder.watchers, refusals, Clock.systemUTC());
    Gate gate = new Gate(bindAddress, beyondLoopback, builder.hostNames);
    AdminApi admin = AdminTasks.routes(this, adminToken);
    Annex annex = builder.annex == null ? null : builder.annex.apply(this);
    SimulatedApi api =
        new SimulatedApi(
            checks,
            new Envelopes(contract),
            effects,
            rateLimits,
            faults,
            requests,
            pauses,
            watchers,
            builder.clock,
            builder.documentedAnswers);
    initialFaults.forEach(this::addFault);
    this.server =
        SimulatorServer.of(
            bindAddress,
            builder.port,
            api,
            new SimulatorHttpServerFactory(
                stubs -> new FrontHandler(gate, admin, annex, stubs, watchers, pauses),
                new PlainErrors(watchers)));
  }

  /** A simulator of the bundled contract on a free port. */
  public static Simulator start() {
    return builder().start();
  }

  /** Starts to configure a simulator. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where to send requests, without a slash at the end. */
  public String baseUrl() {
    String host =
        switch (bindAddress) {
          case "0.0.0.0" -> LOOPBACK;
          case "::" -> "::1";
          default -> bindAddress;
        };
    return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port();
  }

  /** The port, also if a free one was taken. */
  public int port() {
    return server.port();
  }

  /** What the admin interface asks for; null if anybody on loopback may use it. */
  public @Nullable String adminToken() {
    return adminToken;
  }

  /**
   * Operations that have neither effect nor behaviour: a sample answers them and nothing is
   * remembered.
   */
  public List<String> answeredBySamples() {
    return contract.operations().stream()
        .filter(operation -> !effects.knows(operation))
        .map(OperationDef::name)
        .toList();
  }

  /** Whose signatures are accepted. */
  public SimulatedApp app() {
    return app;
  }

  /** What is simulated. */
  public Contract contract() {
    return contract;
  }

  /** What the simulated API remembers. */
  public World world() {
    return effects.world();
  }

  /** The faults still to be shown. */
  public FaultRules faults() {
    return faults;
  }

  /** Adds a fault after checking that its operation exists. */
  public void addFault(FaultRule rule) {
    String operation = rule.operation();
    if (operation != null && contract.operation(operation) == null) {
      throw new SimulatorException(unknownOperation(operation));
    }
    faults.add(rule);
  }

  String unknownOperation(String operation) {
    return "no operation "
        + Excerpt.of(operation)
        + " to show a fault for; the contract has "
        + String.join(", ", contract.operations().stream().map(OperationDef::name).toList());
  }

  /** How often operations may be called. */
  public RateLimits rateLimits() {
    return rateLimits;
  }

  /** The last requests seen. */
  public RequestLog requests() {
    return requests;
  }

  /** The last requests that were not let in. */
  public Refusals refusals() {
    return refusals;
  }

  /** Puts everything back to where it was at the start: world, faults, rate limits and requests. */
  public void reset() {
    faults.clear();
    initialFaults.forEach(faults::add);
    requests.clear();
    rateLimits.clear();
    effects.world().reset();
  }

  /** Ends waiting answers and frees the port; further calls do nothing. */
  @Override
  public void close() {
    pauses.end();
    try {
      server.stop();
    } finally {
      key.close();
    }
  }

  private void startServer() {
    try {
      server.start();
    } catch (RuntimeException e) {
      try {
        close();
      } catch (Exception halfStarted) {
        // Jetty cannot stop in order what never came up in order.
        e.addSuppressed(halfStarted);
      }
      throw ListenFailure.explained(e, bindAddress, server.getOptions().portNumber());
    }
  }

  /** Collects what a simulator is to be; every setting has a default. */
  public static final class Builder {
    private @Nullable Contract contract;
    private SimulatedApp app = SimulatedApp.DEFAULT;
    private int port;
    private String bindAddress = LOOPBACK;
    private Clock clock = Clock.systemUTC();
    private boolean rateLimits;
    private boolean seeded = true;
    private boolean documentedAnswers;
    private int requestLog = 256;
    private final List<FaultRule> faults = new ArrayList<>();
    private final List<String> hostNames = new ArrayList<>();
    private final List<Consumer<ServedRequest>> watchers = new ArrayList<>();
    private boolean beyondLoopback;
    private @Nullable String adminToken;
    private @Nullable Function<Simulator, Annex> annex;

    private Builder() {}

    /** Simulates another contract than the bundled one. */
    public Builder contract(Contract simulated) {
      this.contract = simulated;
      return this;
    }

    /** Serves another app than {@link SimulatedApp#DEFAULT}. */
    public Builder app(SimulatedApp served) {
      this.app = served;
      return this;
    }

    /** Listens on this port; 0, the default, takes a free one. */
    public Builder port(int listenOn) {
      if (listenOn < 0 || listenOn > 65_535) {
        throw new SimulatorException("a port is a number from 0 to 65535, not " + listenOn);
      }
      this.port = listenOn;
      return this;
    }

    /** Listens on this address; one beyond loopback needs {@link #allowRemote} as well. */
    public Builder bindAddress(String address) {
      this.bindAddress = address;
      return this;
    }

    /**
     * Lets other machines in. Whoever reaches the port can call the API with the app's key; the
     * admin interface asks for {@link Simulator#adminToken}.
     */
    public Builder allowRemote() {
      this.beyondLoopback = true;
      return this;
    }

    /**
     * Asks for this token in the admin interface, as {@code Authorization: Bearer}; beyond loopback
     * a random one is made if none is given.
     */
    public Builder adminToken(String token) {
      AdminToken.check(token);
      this.adminToken = token;
      return this;
    }

    /**
     * Answers requests that were sent to this name too, such as a container's; others than loopback
     * and, with {@link #allowRemote}, IP addresses are refused, for a web page can make any name
     * lead here.
     */
    public Builder hostName(String name) {
      hostNames.add(name);
      return this;
    }

    /** Calls this for every request once its answer is known; must return soon and not throw. */
    public Builder onRequest(Consumer<ServedRequest> watcher) {
      watchers.add(watcher);
      return this;
    }

    /** Serves another site behind the same door; it is made before the first request comes. */
    public Builder annex(Function<Simulator, Annex> site) {
      this.annex = site;
      return this;
    }

    /** Takes the time from here: for signatures, rate limits and creation times. */
    public Builder clock(Clock time) {
      this.clock = time;
      return this;
    }

    /** Enforces the contract's rate limits; off by default. */
    public Builder rateLimits(boolean enforced) {
      this.rateLimits = enforced;
      return this;
    }

    /**
     * Starts with no groups, accounts or marks; by default those of the documented samples are
     * there.
     */
    public Builder emptyWorld() {
      this.seeded = false;
      return this;
    }

    /**
     * Answers a documented sample request with the documented answer, tree-equal, whatever the
     * world holds.
     */
    public Builder documentedAnswers(boolean served) {
      this.documentedAnswers = served;
      return this;
    }

    /** Keeps this many of the last requests; 256 by default, 0 for none. */
    public Builder requestLog(int capacity) {
      if (capacity < 0) {
        throw new SimulatorException("the request log cannot keep " + capacity + " requests");
      }
      this.requestLog = capacity;
      return this;
    }

    /** Adds a fault that is there from the start, and again after each reset. */
    public Builder fault(FaultRule rule) {
      faults.add(rule);
      return this;
    }

    /** Starts; returns when requests are answered. */
    public Simulator start() {
      Simulator simulator = new Simulator(this);
      simulator.startServer();
      return simulator;
    }
  }
}
