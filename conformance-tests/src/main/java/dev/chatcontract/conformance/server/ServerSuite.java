package dev.chatcontract.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.CoverageGoals;
import dev.chatcontract.conformance.corpus.model.CaseHead;
import dev.chatcontract.conformance.corpus.model.Credentials;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.conformance.server.dialogue.BrokenPromiseException;
import dev.chatcontract.conformance.server.dialogue.Dialogue;
import dev.chatcontract.conformance.server.dialogue.HttpAsker;
import dev.chatcontract.conformance.server.dialogue.NotApplicableException;
import dev.chatcontract.conformance.server.dialogue.Reply;
import dev.chatcontract.conformance.server.dialogue.RequestMaker;
import dev.chatcontract.conformance.server.dialogue.SeenKeys;
import dev.chatcontract.conformance.server.dialogue.ServerChannel;
import dev.chatcontract.conformance.server.dialogue.Signed;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.schema.PropertyDef;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** All cases for servers, and the server under test. Not thread-safe. */
public final class ServerSuite implements AutoCloseable {
  /**
   * A sample keeps no promises about keys, pages or filters; only our simulator marks its samples.
   */
  private static final String SAMPLED =
      "because the simulator does not carry the operation out and showed a sample"
          + "; x-effect or a behaviour of its own makes it applicable";

  /** Enough for a second page. */
  private static final int KEYS_WANTED = 3;

  private final Contract contract;
  private final ServerChannel line;
  private final SeenKeys world;
  private final List<String> refusals = new ArrayList<>();
  private boolean served;

  /**
   * The server to test, and how.
   *
   * @param writes whether requests that change something may be sent
   * @param deadline how long one answer may take
   */
  public record Target(String url, Credentials credentials, boolean writes, Duration deadline) {
    /** Returns whether the documented rates are kept: everywhere except on this machine. */
    boolean paced() {
      String host = HttpUrl.get(url).host();
      return !(host.equals("localhost") || host.startsWith("127.") || host.equals("::1"));
    }
  }

  /** How a case ended. */
  public enum Standing {
    KEPT,
    BROKEN,
    NOT_APPLICABLE,
    NOT_ASKED
  }

  /**
   * The result of a case.
   *
   * @param head the case, with the members that were seen added to what it covers
   * @param faults what is wrong, or why the case could not run
   */
  public record Judged(
      CaseHead head, Standing standing, List<String> faults, List<String> trace, long millis) {}

  private ServerSuite(Contract contract, Target target) {
    this.contract = contract;
    this.world = new SeenKeys(contract);
    this.line =
        new ServerChannel(
            contract,
            target.url(),
            new Signed(target.credentials(), Clock.systemUTC()),
            new HttpAsker(target.deadline()),
            target.paced());
  }

  /** Returns the cases that may be run on a server. */
  public static List<ServerCase> cases(Contract contract, boolean writes) {
    List<ServerCase> cases = new ArrayList<>();
    // These come last: a server may block a caller for a while after wrong signatures.
    List<ServerCase> strangers = new ArrayList<>();
    for (OperationDef operation : contract.operations()) {
      if (operation.reads() || writes) {
        cases.addAll(AnswerPromises.of(contract, operation));
        cases.addAll(KeyPromises.of(contract, operation));
        cases.addAll(FilterPromises.of(contract, operation));
        cases.addAll(ProjectionPromises.of(contract, operation));
        cases.addAll(PagingPromises.of(operation));
        cases.addAll(LimitPromises.of(contract, operation));
        cases.addAll(RefusalPromises.of(contract, operation));
        cases.addAll(WritePromises.of(contract, operation));
        strangers.addAll(AccessPromises.of(contract, operation));
      }
    }
    cases.addAll(strangers);
    return cases;
  }

  /** Returns all coverage goals. */
  public static CoverageGoals goals(Contract contract, boolean writes) {
    return ServerGoals.of(contract, writes);
  }

  /** Connects to a server and finds out what it has. */
  public static ServerSuite open(Contract contract, Target target) throws InterruptedException {
    ServerSuite suite = new ServerSuite(contract, target);
    try {
      suite.discover();
      if (target.writes() && suite.served) {
        suite.make();
        suite.discover();
      }
      return suite;
    } catch (RuntimeException | InterruptedException e) {
      suite.close();
      throw e;
    }
  }

  /** Returns why the server cannot be tested; empty if it can. */
  public List<String> unaskable() {
    return served ? List.of() : List.copyOf(new LinkedHashSet<>(refusals));
  }

  /** Checks one promise of the server. */
  public Judged judge(ServerCase c) throws InterruptedException {
    long start = System.nanoTime();
    Dialogue talk = new Dialogue(line, contract, world);
    Standing standing;
    List<String> faults;
    try {
      c.promise().hold(talk);
      faults = talk.breaches();
      standing = talk.isBroken() ? Standing.BROKEN : Standing.KEPT;
    } catch (NotApplicableException e) {
      // Breaches found before the case stopped still count.
      faults = talk.isBroken() ? talk.breaches() : List.of("because " + e.getMessage());
      standing = talk.isBroken() ? Standing.BROKEN : Standing.NOT_APPLICABLE;
    } catch (BrokenPromiseException e) {
      faults = talk.breaches();
      standing = Standing.BROKEN;
    } catch (RuntimeException e) {
      faults = List.of("the runner could not ask this: " + e);
      standing = Standing.NOT_ASKED;
    }
    if (standing == Standing.BROKEN && talk.sampled()) {
      standing = Standing.NOT_APPLICABLE;
      faults = List.of(SAMPLED);
    }
    CaseHead head = c.head();
    Set<Tag> covers = new LinkedHashSet<>(head.covers());
    covers.addAll(talk.seenFields());
    return new Judged(
        new CaseHead(
            head.id(),
            head.operation(),
            head.kind(),
            head.title(),
            head.provenance(),
            head.place(),
            List.copyOf(covers)),
        standing,
        faults,
        standing == Standing.BROKEN ? talk.trace() : List.of(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  /**
   * Calls operations that need no key first, and then the others with the keys that were returned.
   */
  private void discover() throws InterruptedException {
    Set<String> asked = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (OperationDef operation : contract.operations()) {
        if (operation.reads() && !asked.contains(operation.name())) {
          ObjectNode request = request(operation);
          if (request != null) {
            asked.add(operation.name());
            more = true;
            ask(operation, request);
          }
        }
      }
    }
    samples();
    for (OperationDef operation : contract.operations()) {
      if (operation.reads() && !served && !asked.contains(operation.name())) {
        // No key is known; this request still shows whether the server accepts the caller.
        ask(operation, RequestMaker.JSON.objectNode());
      }
    }
  }

  /** Sends the documented requests: only an answer shows whether their entries exist. */
  private void samples() throws InterruptedException {
    for (OperationDef operation : contract.operations()) {
      if (!operation.reads()) {
        continue;
      }
      for (SampleDef sample : operation.requestSamples()) {
        if (sample.violates().isEmpty() && sample.value() instanceof ObjectNode request) {
          ask(operation, request);
        }
      }
    }
  }

  private @Nullable ObjectNode request(OperationDef operation) {
    try {
      ObjectNode request = new RequestMaker(contract, world).smallest(operation);
      BatchKeys.fill(request, contract, operation, world);
      return request;
    } catch (NotApplicableException e) {
      return null;
    }
  }

  /** Creates a few entries of different kinds if there are too few for the cases. */
  private void make() throws InterruptedException {
    SchemaValidator validator = new SchemaValidator(contract);
    for (OperationDef operation : contract.operations()) {
      if (operation.reads()
          || operation.idempotency() == null
          || operation.request() == null
          || enough(operation)) {
        continue;
      }
      for (ObjectNode request : variants(operation)) {
        if (validator.request(operation, request).stream().noneMatch(Violation::isError)) {
          ask(operation, request);
        }
      }
    }
  }

  private boolean enough(OperationDef operation) {
    for (String name : operation.idempotency().present()) {
      PropertyDef named = operation.request().property(name);
      String kind = named == null ? null : world.kind(named.value());
      if (kind != null && world.keys(kind).size() < KEYS_WANTED) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns one request for each known value of the first required member that has known values.
   */
  private List<ObjectNode> variants(OperationDef operation) {
    List<ObjectNode> variants = new ArrayList<>();
    for (PropertyDef property : operation.request().properties()) {
      List<JsonNode> rejected =
          property.rejectedValues().stream().map(value -> value.value()).toList();
      if (property.required() && !property.knownValues().isEmpty()) {
        property
            .knownValues()
            .forEach(
                known -> {
                  ObjectNode request = request(operation);
                  if (request != null && !rejected.contains(known.value())) {
                    request.set(property.name(), known.value());
                    variants.add(request);
                  }
                });
        return variants;
      }
    }
    return variants;
  }

  private void ask(OperationDef operation, ObjectNode request) throws InterruptedException {
    Dialogue talk = new Dialogue(line, contract, world);
    try {
      Reply reply = talk.ask(operation, request);
      if (talk.succeeded(operation, reply)) {
        served = true;
        harvest(operation, request, reply);
        return;
      }
      talk.notRefused(operation, reply);
      served |= !talk.refused(operation, reply);
      refusals.addAll(talk.breaches());
    } catch (NotApplicableException e) {
      refusals.add(String.valueOf(e.getMessage()));
    } catch (BrokenPromiseException e) {
      refusals.addAll(talk.breaches());
      // The cases report an answer that does not follow the API.
      served |= talk.answered();
    }
  }

  /**
   * Remembers the keys of an answer, unless it is a sample; keys in the request count only if the
   * operation fails for unknown keys.
   */
  private void harvest(OperationDef operation, ObjectNode request, Reply reply) {
    if (reply.sample()) {
      return;
    }
    world.harvest(operation, reply.json());
    if (!PromisedCodes.notFound(operation).isEmpty()) {
      world.harvestRequest(operation, request);
    }
  }

  @Override
  public void close() {
    line.close();
  }
}
