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
 * <p>It verifies signatures, checks each request against the contract, stores what was written, and
 * shows any fault on demand, set in the test's own process or through {@code /__admin/chat} at run
 * time. By default it binds to loopback.
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

  /** Starts a simulator of the bundled contract on a free port. */
  public static Simulator start() {
    return builder().start();
  }

  /** Returns a builder to configure a simulator. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the URL for requests, without a slash at the end. */
  public String baseUrl() {
    String host =
        switch (bindAddress) {
          case "0.0.0.0" -> LOOPBACK;
          case "::" -> "::1";
          default -> bindAddress;
        };
    return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port();
  }

  /** Returns the port, also if it was chosen by the system. */
  public int port() {
    return server.port();
  }

  /** Returns the token that the admin interface requires; null if anyone on loopback may use it. */
  public @Nullable String adminToken() {
    return adminToken;
  }

  /**
   * Returns the operations with neither effect nor behaviour: they are answered with a sample, and
   * nothing is stored.
   */
  public List<String> answeredBySamples() {
    return contract.operations().stream()
        .filter(operation -> !effects.knows(operation))
        .map(OperationDef::name)
        .toList();
  }

  /** Returns the app whose signatures are accepted. */
  public SimulatedApp app() {
    return app;
  }

  /** Returns the simulated contract. */
  public Contract contract() {
    return contract;
  }

  /** Returns the stored data of the simulated API. */
  public World world() {
    return effects.world();
  }

  /** Returns the fault rules. */
  public FaultRules faults() {
    return faults;
  }

  /** Adds a fault rule after checking that its operation exists. */
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

  /** Returns the rate limits of the operations. */
  public RateLimits rateLimits() {
    return rateLimits;
  }

  /** Returns the log of the last requests. */
  public RequestLog requests() {
    return requests;
  }

  /** Returns the last requests that were not admitted. */
  public Refusals refusals() {
    return refusals;
  }

  /** Restores the initial state: world, faults, rate limits and requests. */
  public void reset() {
    faults.clear();
    initialFaults.forEach(faults::add);
    requests.clear();
    rateLimits.clear();
    effects.world().reset();
  }

  /** Ends waiting answers and frees the port; further calls have no effect. */
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
        // Jetty cannot stop cleanly what it did not start completely.
        e.addSuppressed(halfStarted);
      }
      throw ListenFailure.explained(e, bindAddress, server.getOptions().portNumber());
    }
  }

  /** Settings of a simulator; each of them has a default. */
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

    /** Listens on this address; an address other than loopback also needs {@link #allowRemote}. */
    public Builder bindAddress(String address) {
      this.bindAddress = address;
      return this;
    }

    /**
     * Accepts requests from other machines. Anyone who can reach the port can call the API with the
     * app's key; the admin interface requires {@link Simulator#adminToken}.
     */
    public Builder allowRemote() {
      this.beyondLoopback = true;
      return this;
    }

    /**
     * Makes the admin interface require this token, as {@code Authorization: Bearer}; if the
     * simulator is open to other machines and no token is given, a random one is created.
     */
    public Builder adminToken(String token) {
      AdminToken.check(token);
      this.adminToken = token;
      return this;
    }

    /**
     * Also accepts requests to this host name, such as a container's. Other names are rejected,
     * since a web page can make any name resolve to this machine; IP addresses other than loopback
     * need {@link #allowRemote}.
     */
    public Builder hostName(String name) {
      hostNames.add(name);
      return this;
    }

    /**
     * Calls this for every request as soon as its answer is known; it must return soon and must not
     * throw.
     */
    public Builder onRequest(Consumer<ServedRequest> watcher) {
      watchers.add(watcher);
      return this;
    }

    /** Serves another site on the same port; it is created before the first request arrives. */
    public Builder annex(Function<Simulator, Annex> site) {
      this.annex = site;
      return this;
    }

    /** Uses this clock for signatures, rate limits and creation times. */
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
     * Starts without groups, accounts or marks; by default, the world contains those of the
     * documented samples.
     */
    public Builder emptyWorld() {
      this.seeded = false;
      return this;
    }

    /**
     * Answers a documented sample request with the documented answer, equal as a JSON tree,
     * whatever the world contains.
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

    /** Adds a fault rule that is present from the start, and again after each reset. */
    public Builder fault(FaultRule rule) {
      faults.add(rule);
      return this;
    }

    /** Starts the simulator; returns when it answers requests. */
    public Simulator start() {
      Simulator simulator = new Simulator(this);
      simulator.startServer();
      return simulator;
    }
  }
}
