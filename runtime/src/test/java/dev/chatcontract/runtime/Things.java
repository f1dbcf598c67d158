package dev.chatcontract.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.json.JsonNames;
import dev.chatcontract.runtime.json.JsonReads;
import dev.chatcontract.runtime.json.JsonWrites;
import dev.chatcontract.runtime.operation.Batching;
import dev.chatcontract.runtime.operation.Envelope;
import dev.chatcontract.runtime.operation.Idempotency;
import dev.chatcontract.runtime.operation.ItemErrors;
import dev.chatcontract.runtime.operation.PageStop;
import dev.chatcontract.runtime.operation.Paging;
import dev.chatcontract.runtime.rules.ObjectRule;
import dev.chatcontract.runtime.rules.ValueRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An invented contract, written as the generator would write it. */
final class Things {
  /** Separate from the operations, which need the records, which need these names. */
  private static final class Name {
    static final SerializedString STATUS = new SerializedString("Status");
    static final SerializedString CODE = new SerializedString("Code");
    static final SerializedString INFO = new SerializedString("Info");
    static final SerializedString THINGS = new SerializedString("Things");
    static final SerializedString NEXT = new SerializedString("Next");
    static final SerializedString DONE = new SerializedString("Done");
    static final SerializedString ID = new SerializedString("Id");
    static final SerializedString IDS = new SerializedString("Ids");
    static final SerializedString NAME = new SerializedString("Name");
    static final SerializedString CURSOR = new SerializedString("Cursor");
  }

  record Thing(
      @Nullable String id,
      @Nullable Long code,
      @Nullable String info,
      @Nullable String name,
      Map<String, JsonNode> otherMembers) {
    private static final JsonNames NAMES = JsonNames.of(Name.ID, Name.CODE, Name.INFO, Name.NAME);
    static final JsonCodec<Thing> CODEC = JsonCodec.of(Thing::read, Thing::write);

    Thing {
      otherMembers = JsonReads.others(otherMembers);
    }

    static Thing of(String id) {
      return new Thing(id, null, null, null, Map.of());
    }

    private static Thing read(JsonParser p) throws IOException {
      JsonReads.startObject(p);
      long seen = 0;
      String id = null;
      Long code = null;
      String info = null;
      String name = null;
      Map<String, JsonNode> others = null;
      for (int m = NAMES.next(p, JsonNames.END); m != JsonNames.END; m = NAMES.next(p, m)) {
        switch (m) {
          case 0 -> {
            seen = JsonReads.once(p, seen, 0);
            id = JsonReads.string(p);
            others = kept(p, others, id);
          }
          case 1 -> {
            seen = JsonReads.once(p, seen, 1);
            code = JsonReads.int64OrNull(p);
            others = kept(p, others, code);
          }
          case 2 -> {
            seen = JsonReads.once(p, seen, 2);
            info = JsonReads.string(p);
            others = kept(p, others, info);
          }
          case 3 -> {
            seen = JsonReads.once(p, seen, 3);
            name = JsonReads.string(p);
            others = kept(p, others, name);
          }
          default -> others = JsonReads.other(p, others);
        }
      }
      return new Thing(id, code, info, name, JsonReads.others(others));
    }

    private static void write(Thing v, JsonGenerator g) throws IOException {
      g.writeStartObject();
      JsonWrites.string(g, Name.ID, v.id);
      JsonWrites.int64OrNull(g, Name.CODE, v.code);
      JsonWrites.string(g, Name.INFO, v.info);
      JsonWrites.string(g, Name.NAME, v.name);
      JsonWrites.others(g, v.otherMembers);
      g.writeEndObject();
    }
  }

  record Ask(@Nullable List<String> ids, @Nullable Long cursor, @Nullable String name) {
    private static final JsonNames NAMES = JsonNames.of(Name.IDS, Name.CURSOR, Name.NAME);
    static final JsonCodec<Ask> CODEC = JsonCodec.of(Ask::read, Ask::write);
    private static final ObjectRule<Ask> RULE =
        ObjectRule.<Ask>of(a -> Map.of())
            .optional("Ids", Ask::ids, ValueRule.of().minItems(1).maxItems(50))
            .optional("Name", Ask::name, ValueRule.of().maxBytes(30));

    static Ask empty() {
      return new Ask(null, null, null);
    }

    static Ask ids(List<String> ids) {
      return new Ask(ids, null, null);
    }

    static Ask named(String name) {
      return new Ask(null, null, name);
    }

    private static Ask read(JsonParser p) throws IOException {
      JsonReads.startObject(p);
      long seen = 0;
      List<String> ids = null;
      Long cursor = null;
      String name = null;
      for (int m = NAMES.next(p, JsonNames.END); m != JsonNames.END; m = NAMES.next(p, m)) {
        switch (m) {
          case 0 -> {
            seen = JsonReads.once(p, seen, 0);
            ids = JsonReads.list(p, JsonCodec.STRING);
          }
          case 1 -> {
            seen = JsonReads.once(p, seen, 1);
            cursor = JsonReads.int64OrNull(p);
          }
          case 2 -> {
            seen = JsonReads.once(p, seen, 2);
            name = JsonReads.string(p);
          }
          default -> JsonReads.node(p);
        }
      }
      return new Ask(ids, cursor, name);
    }

    private static void write(Ask v, JsonGenerator g) throws IOException {
      g.writeStartObject();
      JsonWrites.list(g, Name.IDS, v.ids, JsonCodec.STRING);
      JsonWrites.int64OrNull(g, Name.CURSOR, v.cursor);
      JsonWrites.string(g, Name.NAME, v.name);
      g.writeEndObject();
    }

    private List<Fault> faults() {
      List<Fault> faults = new ArrayList<>(RULE.faults(this));
      if (cursor != null && name != null) {
        String where = "applies only when Name is absent: leave it out";
        faults.add(new Fault("/Cursor", "x-applies-when", where, Fault.Severity.WARNING));
      }
      return faults;
    }
  }

  record Found(
      @Nullable String status,
      long code,
      @Nullable String info,
      @Nullable List<Thing> things,
      @Nullable Long next,
      @Nullable Integer done,
      Map<String, JsonNode> otherMembers) {
    private static final JsonNames NAMES =
        JsonNames.of(Name.STATUS, Name.CODE, Name.INFO, Name.THINGS, Name.NEXT, Name.DONE);
    static final JsonCodec<Found> CODEC = JsonCodec.of(Found::read, Found::write);

    Found {
      otherMembers = JsonReads.others(otherMembers);
    }

    private static Found read(JsonParser p) throws IOException {
      JsonReads.startObject(p);
      long seen = 0;
      String status = null;
      long code = 0;
      String info = null;
      List<Thing> things = null;
      Long next = null;
      Integer done = null;
      Map<String, JsonNode> others = null;
      for (int m = NAMES.next(p, JsonNames.END); m != JsonNames.END; m = NAMES.next(p, m)) {
        switch (m) {
          case 0 -> {
            seen = JsonReads.once(p, seen, 0);
            status = JsonReads.string(p);
            others = kept(p, others, status);
          }
          case 1 -> {
            seen = JsonReads.once(p, seen, 1);
            code = JsonReads.int64(p);
          }
          case 2 -> {
            seen = JsonReads.once(p, seen, 2);
            info = JsonReads.string(p);
            others = kept(p, others, info);
          }
          case 3 -> {
            seen = JsonReads.once(p, seen, 3);
            things = JsonReads.list(p, Thing.CODEC);
            others = kept(p, others, things);
          }
          case 4 -> {
            seen = JsonReads.once(p, seen, 4);
            next = JsonReads.int64OrNull(p);
            others = kept(p, others, next);
          }
          case 5 -> {
            seen = JsonReads.once(p, seen, 5);
            done = JsonReads.int32OrNull(p);
            others = kept(p, others, done);
          }
          default -> others = JsonReads.other(p, others);
        }
      }
      NAMES.required(p, seen, 0b11, 0);
      return new Found(status, code, info, things, next, done, JsonReads.others(others));
    }

    private static void write(Found v, JsonGenerator g) throws IOException {
      g.writeStartObject();
      JsonWrites.string(g, Name.STATUS, v.status);
      JsonWrites.int64(g, Name.CODE, v.code);
      JsonWrites.string(g, Name.INFO, v.info);
      JsonWrites.list(g, Name.THINGS, v.things, Thing.CODEC);
      JsonWrites.int64OrNull(g, Name.NEXT, v.next);
      JsonWrites.int32OrNull(g, Name.DONE, v.done);
      JsonWrites.others(g, v.otherMembers);
      g.writeEndObject();
    }
  }

  static final Envelope<Found> ENVELOPE =
      new Envelope<>(
          new Envelope.Names("Status", "OK", "Code", 0, "Info"),
          Found::status,
          Found::code,
          Found::info);

  static final ErrorCatalogue ERRORS =
      ErrorCatalogue.of(
          List.of(
              entry(100, "BROKEN", ErrorClass.SERVER, Retry.IF_IDEMPOTENT, null),
              entry(101, "BUSY", ErrorClass.THROTTLE, Retry.SAFE, null),
              entry(102, "WAIT", ErrorClass.THROTTLE, Retry.SAFE, 5),
              entry(103, "TAKEN", ErrorClass.CONFLICT, Retry.NEVER, null),
              entry(104, "BAD", ErrorClass.INVALID_REQUEST, Retry.NEVER, null)),
          ErrorCatalogue.common(
              List.of(
                  entry(700, "EXPIRED", ErrorClass.AUTH, Retry.RESIGN, null),
                  entry(104, "OTHER_BAD", ErrorClass.SERVER, Retry.SAFE, null)),
              List.of(new ErrorRange(700, 799, ErrorClass.AUTH, "signatures"))));

  static final Paging<Ask, Found, Long, Thing> BY_NEXT =
      new Paging<>(
          "Cursor",
          "Next",
          "Things",
          0L,
          Ask::cursor,
          (q, c) -> new Ask(q.ids(), c, q.name()),
          Found::next,
          Found::things,
          PageStop.nextEquals("Next = 0", r -> Long.valueOf(0).equals(r.next())));

  static final Paging<Ask, Found, Long, Thing> BY_FLAG =
      new Paging<>(
          "Cursor",
          "Next",
          "Things",
          0L,
          Ask::cursor,
          (q, c) -> new Ask(q.ids(), c, q.name()),
          Found::next,
          Found::things,
          PageStop.fieldEquals("Done = 1", r -> Integer.valueOf(1).equals(r.done())));

  static final ItemErrors<Found, String, Thing> ITEM_ERRORS =
      new ItemErrors<>(
          "Things",
          "Id",
          "Code",
          "Info",
          List.of(0L),
          Found::things,
          Thing::id,
          Thing::code,
          Thing::info);

  static final Batching<Ask, Found, String, Thing> BATCHING =
      new Batching<>(
          "Ids",
          50,
          "Things",
          "Id",
          Ask::ids,
          (q, ids) -> new Ask(ids, q.cursor(), q.name()),
          Found::things,
          Thing::id,
          ITEM_ERRORS);

  private Things() {}

  private static @Nullable Map<String, JsonNode> kept(
      JsonParser p, @Nullable Map<String, JsonNode> others, @Nullable Object value)
      throws IOException {
    return value == null ? JsonReads.keepNull(p, others) : others;
  }

  static ErrorEntry entry(
      long code, String name, ErrorClass errorClass, Retry retry, @Nullable Integer after) {
    return new ErrorEntry(
        code,
        name,
        "Meaning of " + name,
        errorClass,
        retry,
        after,
        false,
        false,
        "Action for " + name,
        "made up");
  }

  static Operation.Builder<Ask, Found> operation(String name) {
    return Operation.named(name, Ask.CODEC, Found.CODEC)
        .path("/v1/things/" + name)
        .envelope(ENVELOPE)
        .errors(ERRORS)
        .sensitive("Name")
        .check(Ask::faults);
  }

  /** A read: always repeatable. */
  static final Operation<Ask, Found> READ =
      operation("read_things").idempotency(Idempotency.always()).build();

  /** A write that is never repeatable. */
  static final Operation<Ask, Found> WRITE = operation("write_thing").build();

  /** A write that is repeatable if its request names the thing. */
  static final Operation<Ask, Found> PUT =
      operation("put_thing")
          .idempotency(
              Idempotency.<Ask>whenPresent(List.of("Name"), q -> q.name() != null).alreadyDone(103))
          .build();

  static ClientOptions.Builder options(WireServer server) {
    return ClientOptions.builder()
        .baseUrl(server.url())
        .random(() -> 0)
        .rateLimiter(RateLimiter.unlimited());
  }
}
