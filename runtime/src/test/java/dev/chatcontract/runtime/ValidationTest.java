package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.json.JsonCodec;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static final Ask BAD = new Ask(Collections.nCopies(51, "a"), 1L, "\u6f22".repeat(11));

  private final WireServer server = new WireServer();
  private final OperationCaller caller = OperationCaller.create(Things.options(server).build());
  private final Logged logged = new Logged("dev.chatcontract");

  @AfterEach
  void close() {
    logged.close();
    caller.close();
    server.close();
  }

  @Test
  void anInvalidRequestReportsAllFaultsAndIsNotSent() {
    InvalidRequestException e =
        catchThrowableOfType(
            InvalidRequestException.class, () -> caller.call(Things.READ, BAD, CallOptions.none()));
    assertThat(e.faults()).extracting(Fault::pointer).containsExactly("/Ids", "/Name", "/Cursor");
    assertThat(e.attempts()).isZero();
    assertThat(e)
        .hasMessage(
            "read_things: the request was not sent: /Ids: has 51 items, at most 50 are allowed: split the request; /Name: has 33 bytes in UTF-8, at most 30 are allowed: shorten it; /Cursor: applies only when Name is absent: leave it out");
    assertThat(server.requests()).isZero();
  }

  @Test
  void aWarningIsLoggedWithoutTheValueAndTheRequestIsSent() {
    caller.call(Things.READ, new Ask(List.of("a"), 1L, "secret name"), CallOptions.none());
    assertThat(server.requests()).isEqualTo(1);
    assertThat(logged.warnings())
        .containsExactly("read_things is sent although /Cursor breaks x-applies-when");
  }

  @Test
  void warnModeSendsTheRequestAndLogsEveryFault() {
    caller.call(Things.READ, BAD, CallOptions.none().validation(Validation.WARN));
    assertThat(server.requests()).isEqualTo(1);
    assertThat(logged.warnings()).hasSize(3);
  }

  @Test
  void offModeChecksNothing() {
    caller.call(Things.READ, BAD, CallOptions.none().validation(Validation.OFF));
    assertThat(server.requests()).isEqualTo(1);
    assertThat(logged.warnings()).isEmpty();
  }

  @Test
  void aCallUsesTheClientsModeUnlessItSetsItsOwn() {
    try (OperationCaller off =
        OperationCaller.create(Things.options(server).validation(Validation.OFF).build())) {
      off.call(Things.READ, BAD, CallOptions.none());
      assertThat(
              catchThrowableOfType(
                  InvalidRequestException.class,
                  () ->
                      off.call(Things.READ, BAD, CallOptions.none().validation(Validation.STRICT))))
          .isNotNull();
    }
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void checksTreesTheSameWay() throws IOException {
    InvalidRequestException shape =
        catchThrowableOfType(
            InvalidRequestException.class,
            () ->
                caller.callRaw(
                    Things.READ,
                    JsonCodec.NODE.fromString("{\"Ids\":[\"a\",2]}"),
                    CallOptions.none()));
    assertThat(shape.faults())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pointer()).isEqualTo("/Ids/1");
              assertThat(f.rule()).isEqualTo("type");
              assertThat(f.message()).contains("expected a string, found an integer");
            });
    InvalidRequestException rule =
        catchThrowableOfType(
            InvalidRequestException.class,
            () ->
                caller.callRaw(
                    Things.READ, JsonCodec.NODE.fromString("{\"Ids\":[]}"), CallOptions.none()));
    assertThat(rule.faults()).extracting(Fault::rule).containsExactly("minItems");
    assertThat(server.requests()).isZero();
    caller.callRaw(
        Things.READ,
        JsonCodec.NODE.fromString("{\"Ids\":[]}"),
        CallOptions.none().validation(Validation.OFF));
    assertThat(server.request(0).body()).isEqualTo("{\"Ids\":[]}");
  }

  @Test
  void failsTheFutureInsteadOfThrowing() {
    assertThat(caller.callAsync(Things.READ, BAD, CallOptions.none()))
        .isCompletedExceptionally()
        .failsWithin(java.time.Duration.ofSeconds(1))
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withCauseInstanceOf(InvalidRequestException.class);
  }

  @Test
  void throwsForABuilderOnlyIfAFaultStopsTheRequest() {
    Fault warning = new Fault("/A", "r", "m", Fault.Severity.WARNING);
    Fault error = new Fault("", "r", "m", Fault.Severity.ERROR);
    InvalidRequestException.throwIfAny("Ask", List.of());
    InvalidRequestException.throwIfAny("Ask", List.of(warning));
    InvalidRequestException e =
        catchThrowableOfType(
            InvalidRequestException.class,
            () -> InvalidRequestException.throwIfAny("Ask", List.of(warning, error)));
    assertThat(e).hasMessage("Ask: the request was not sent: /A: m; (request): m");
    assertThat(e.faults()).containsExactly(warning, error);
  }

  @Test
  void refusesAMemberThatWasSetTwice() throws IOException {
    Operation<Things.Thing, Things.Found> op =
        Operation.named("put", Things.Thing.CODEC, Things.Found.CODEC).path("/put").build();
    Map<String, JsonNode> others = Map.of("Id", TextNode.valueOf("other"));
    CallOptions off = CallOptions.none().validation(Validation.OFF);

    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class,
                () -> caller.call(op, new Things.Thing("own", null, null, null, others), off)))
        .hasMessageContaining("/Id: the member occurs twice; it has a setter of its own,");
    assertThat(server.requests()).isZero();
    caller.call(op, new Things.Thing(null, null, null, "n", others), off);
    assertThat(server.request(0).body()).isEqualTo("{\"Name\":\"n\",\"Id\":\"other\"}");
  }

  @Test
  void refusesATreeThatHasNoJsonForm() {
    com.fasterxml.jackson.databind.node.ObjectNode body =
        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    body.putPOJO("Ids", new Object());
    for (Validation mode : Validation.values()) {
      InvalidRequestException e =
          catchThrowableOfType(
              InvalidRequestException.class,
              () -> caller.callRaw(Things.READ, body, CallOptions.none().validation(mode)));
      assertThat(e).hasMessageContaining("a POJO node has no JSON form");
    }
    assertThat(server.requests()).isZero();
  }

  @Test
  void refusesARequestThatCannotBeWritten() {
    Operation<Ask, Things.Found> op =
        Operation.named(
                "unwritable",
                JsonCodec.<Ask>of(
                    Ask.CODEC::read,
                    (v, g) -> {
                      throw new IOException("cannot");
                    }),
                Things.Found.CODEC)
            .path("/x")
            .build();
    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class,
                () -> caller.call(op, Ask.empty(), CallOptions.none())))
        .hasMessage("unwritable: the request was not sent: (request): cannot");
  }
}
