package dev.chatcontract.conformance.server.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.Tag;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ItemErrorsDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.source.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests of one case, the server's answers, and what is wrong with them. */
public final class Dialogue {
  private static final String REFUSED = "refused before the request was looked at";

  /** Errors that a server returns before it has examined the request. */
  private static final Set<ErrorClass> REFUSALS =
      EnumSet.of(
          ErrorClass.AUTH,
          ErrorClass.PERMISSION,
          ErrorClass.CONFIG,
          ErrorClass.BILLING,
          ErrorClass.THROTTLE,
          ErrorClass.SERVER);

  private static final int SHOWN_CHARACTERS = 2000;
  private static final int EXCHANGES_SHOWN = 12;
  private static final int BREACHES_TOLD = 20;

  private final ServerChannel line;
  private final Contract contract;
  private final SeenKeys world;
  private final List<String> trace = new ArrayList<>();
  private final Set<String> breaches = new LinkedHashSet<>();
  private final Set<Tag> seenFields = new LinkedHashSet<>();
  private int exchanges;
  private boolean answered;
  private boolean sampled;

  public Dialogue(ServerChannel line, Contract contract, SeenKeys world) {
    this.line = line;
    this.contract = contract;
    this.world = world;
  }

  public Contract contract() {
    return contract;
  }

  public SeenKeys world() {
    return world;
  }

  /** Returns the smallest request that should succeed. */
  public ObjectNode request(OperationDef operation) throws NotApplicableException {
    return new RequestMaker(contract, world).smallest(operation);
  }

  /** Sends a request with correct credentials. */
  public Reply ask(OperationDef operation, JsonNode request)
      throws NotApplicableException, InterruptedException {
    return ask(
        operation, request, request.toString().getBytes(StandardCharsets.UTF_8), Access.PROPER);
  }

  /**
   * Sends bytes and checks the answer by the rules for every answer.
   *
   * @param request the bytes as JSON; missing if they are not JSON
   */
  public Reply ask(OperationDef operation, JsonNode request, byte[] body, Access access)
      throws NotApplicableException, InterruptedException {
    ServerChannel.Exchange exchange = line.exchange(operation, body, access);
    Reply reply = exchange.reply();
    show(operation, exchange, body);
    answered |= reply.failure().isEmpty();
    sampled |= reply.sample();
    for (Breach breach : line.rules().breaches(operation, request, reply)) {
      breach(breach);
    }
    if (!reply.failure().isEmpty() || !reply.json().isObject()) {
      throw new BrokenPromiseException();
    }
    AnswerWalk.over(
        contract,
        operation.response(),
        reply.json(),
        (schema, object, pointer, element) -> {
          String at = pointer.replaceAll("/[0-9]+(?=/|$)", "").replace('/', '.');
          object
              .fieldNames()
              .forEachRemaining(
                  name ->
                      seenFields.add(Tag.field(operation.name(), (at + "." + name).substring(1))));
        });
    return reply;
  }

  /** Sends a request that must succeed, and returns the answer. */
  public ObjectNode mustSucceed(OperationDef operation, JsonNode request, String why)
      throws NotApplicableException, InterruptedException {
    Reply reply = ask(operation, request);
    ErrorDef known = succeeded(operation, reply) ? null : known(operation, reply);
    if (known != null && known.errorClass() == ErrorClass.NOT_FOUND) {
      String absent = world.mayBeAbsent(operation, request);
      if (absent != null) {
        throw new NotApplicableException(absent);
      }
    }
    return success(operation, reply, why);
  }

  ObjectNode success(OperationDef operation, Reply reply, String why) {
    if (reply.json() instanceof ObjectNode answer && succeeded(operation, reply)) {
      return answer;
    }
    ErrorDef known = known(operation, reply);
    breach(
        known == null ? operation.at() : known.at(),
        why + ", but the call failed with " + described(operation, reply));
    notRefused(operation, reply);
    throw new BrokenPromiseException();
  }

  /** Returns whether the server rejected a request without examining it. */
  public boolean refused(OperationDef operation, Reply reply) {
    ErrorDef known = known(operation, reply);
    return known != null && REFUSALS.contains(known.errorClass());
  }

  /** Records a breach if the server rejected a request without examining it. */
  public void notRefused(OperationDef operation, Reply reply) {
    ErrorDef known = known(operation, reply);
    if (known != null && refused(operation, reply)) {
      breach(known.at(), REFUSED);
      breach(
          known.at(),
          "code "
              + known.code()
              + " "
              + known.name()
              + ": "
              + known.meaning()
              + " "
              + known.action());
    }
  }

  /** Records a breach unless the answer is a failure with one of these codes. */
  public void mustFail(
      OperationDef operation, Reply reply, Set<Integer> codes, Place at, String what) {
    EnvelopeDef envelope = operation.envelope();
    if (envelope == null) {
      return;
    }
    if (succeeded(operation, reply)) {
      breach(at, what + " must be refused with code " + one(codes) + ", but the call succeeded");
      return;
    }
    JsonNode code = code(operation, envelope, reply);
    if (!code.canConvertToInt() || !codes.contains(code.intValue())) {
      breach(
          at,
          what
              + " must be refused with code "
              + one(codes)
              + ", not with "
              + described(operation, reply));
    }
  }

  /** Returns whether the call succeeded, by the envelope and by a code beside it. */
  public boolean succeeded(OperationDef operation, Reply reply) {
    return SchemaValidator.succeeded(operation.envelope(), reply.json())
        && !failedBeside(operation, reply);
  }

  /** Returns whether the envelope succeeds and a code beside it says that the call failed. */
  private static boolean failedBeside(OperationDef operation, Reply reply) {
    ItemErrorsDef errors = operation.itemErrors();
    return errors != null
        && errors.ofAnswer()
        && SchemaValidator.succeeded(operation.envelope(), reply.json())
        && errors.failed(reply.json());
  }

  private static JsonNode code(OperationDef operation, EnvelopeDef envelope, Reply reply) {
    ItemErrorsDef errors = operation.itemErrors();
    return errors != null && failedBeside(operation, reply)
        ? errors.code(reply.json())
        : reply.json().path(envelope.code());
  }

  /** Returns the contract's entry for the code of a failed call. */
  @Nullable ErrorDef known(OperationDef operation, Reply reply) {
    EnvelopeDef envelope = operation.envelope();
    JsonNode code = envelope == null ? MissingNode.getInstance() : code(operation, envelope, reply);
    return code.canConvertToInt() && !succeeded(operation, reply)
        ? contract.error(operation, code.intValue())
        : null;
  }

  public void breach(Place at, String what) {
    breach(new Breach(what, at));
  }

  private void breach(Breach breach) {
    if (breaches.size() < BREACHES_TOLD) {
      breaches.add(breach.toString());
    }
  }

  /** Returns whether a breach was recorded. */
  public boolean isBroken() {
    return !breaches.isEmpty();
  }

  /** Returns whether the server answered at least once. */
  public boolean answered() {
    return answered;
  }

  /** Returns whether our simulator answered a request with a sample instead of carrying it out. */
  public boolean sampled() {
    return sampled;
  }

  public List<String> breaches() {
    return List.copyOf(breaches);
  }

  public List<String> trace() {
    List<String> lines = new ArrayList<>(trace);
    if (exchanges > EXCHANGES_SHOWN) {
      lines.add("... and " + (exchanges - EXCHANGES_SHOWN) + " more exchanges");
    }
    return lines;
  }

  /** Returns the coverage tags of the members in all answers. */
  public Set<Tag> seenFields() {
    return seenFields;
  }

  private void show(OperationDef operation, ServerChannel.Exchange exchange, byte[] body) {
    if (++exchanges > EXCHANGES_SHOWN) {
      return;
    }
    Reply reply = exchange.reply();
    trace.add("asked: " + shortened(new String(body, StandardCharsets.UTF_8)));
    trace.add("> " + operation.method() + " " + operation.path() + "?" + exchange.shownQuery());
    if (!reply.failure().isEmpty()) {
      trace.add("< " + reply.failure());
      return;
    }
    trace.add("< HTTP " + reply.status() + ", " + reply.contentType());
    trace.add("< " + shortened(reply.text()));
  }

  private String described(OperationDef operation, Reply reply) {
    EnvelopeDef envelope = operation.envelope();
    if (envelope == null) {
      return "HTTP " + reply.status();
    }
    ErrorDef known = known(operation, reply);
    return "code "
        + code(operation, envelope, reply)
        + (known == null ? "" : " " + known.name())
        + " ("
        + reply.json().path(envelope.info())
        + ")";
  }

  private static String one(Set<Integer> codes) {
    return String.join(" or ", codes.stream().map(String::valueOf).toList());
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_CHARACTERS
        ? text
        : text.substring(0, SHOWN_CHARACTERS) + "... (" + text.length() + " characters)";
  }
}
