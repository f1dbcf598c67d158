package dev.chatcontract.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.chatcontract.cli.output.CommandFailure;
import dev.chatcontract.cli.output.ExitCode;
import dev.chatcontract.cli.output.Terminal;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.client.Operations;
import dev.chatcontract.client.model.GetAppidGroupListRequest;
import dev.chatcontract.client.model.GetAppidGroupListResponse;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.operation.Batching;
import dev.chatcontract.runtime.operation.Envelope;
import dev.chatcontract.runtime.operation.FieldSpec;
import dev.chatcontract.runtime.operation.ItemErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Operations whose answers list only failures, or have a code outside the envelope. */
class OutcomeShapesTest {
  private static final String DONE =
      "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0%s}";

  private static final Envelope.Names ENVELOPE =
      new Envelope.Names("ActionStatus", "OK", "ErrorCode", 0, "ErrorInfo");

  /** A write that must not be sent twice. */
  private static final Operation<GetGroupInfoRequest, GetGroupInfoResponse> WRITE =
      operation("mute_groups")
          .batching(
              Batching.withoutResults(
                  "GroupIdList",
                  2,
                  "",
                  GetGroupInfoRequest::groupIdList,
                  (q, keys) -> q.toBuilder().groupIdList(keys).buildUnchecked(),
                  failures()))
          .itemErrors(failures())
          .build();

  /** An operation whose answers have a code outside the envelope. */
  private static final Operation<GetGroupInfoRequest, GetGroupInfoResponse> TOLD =
      operation("tell_groups")
          .errors(Operations.GET_GROUP_INFO.errors())
          .itemErrors(
              ItemErrors.ofAnswer(
                  "ResultCode", "ResultInfo", List.of(0L), answer -> null, answer -> null))
          .build();

  /** An operation with pages, each of which lists failures beside its items. */
  private static final Operation<GetAppidGroupListRequest, GetAppidGroupListResponse> PAGED =
      Operation.named(
              "walk_groups", GetAppidGroupListRequest.CODEC, GetAppidGroupListResponse.CODEC)
          .path("/v4/test/walk_groups")
          .envelope(
              new Envelope<>(
                  ENVELOPE,
                  r -> r.actionStatus().value(),
                  GetAppidGroupListResponse::errorCode,
                  GetAppidGroupListResponse::errorInfo))
          .paging(Operations.GET_APPID_GROUP_LIST.paging().orElseThrow())
          .itemErrors(failures())
          .build();

  /** An operation whose keys are numbers. */
  private static final Operation<JsonNode, JsonNode> NUMBERED =
      Operation.named("read_numbers", JsonCodec.NODE, JsonCodec.NODE)
          .path("/v4/test/read_numbers")
          .envelope(
              new Envelope<>(
                  ENVELOPE,
                  answer -> answer.path("ActionStatus").asText(),
                  answer -> answer.path("ErrorCode").asLong(),
                  answer -> answer.path("ErrorInfo").asText()))
          .batching(
              new Batching<JsonNode, JsonNode, Long, JsonNode>(
                  "Numbers",
                  2,
                  "Items",
                  "Number",
                  request -> null,
                  (request, keys) -> request,
                  answer -> null,
                  item -> item.path("Number").asLong()))
          .requestFields(
              () ->
                  List.of(
                      FieldSpec.of("Numbers", FieldSpec.Type.ARRAY)
                          .items(FieldSpec.of("", FieldSpec.Type.INT64).build())
                          .build()))
          .build();

  private static Operation.Builder<GetGroupInfoRequest, GetGroupInfoResponse> operation(
      String name) {
    return Operation.named(name, GetGroupInfoRequest.CODEC, GetGroupInfoResponse.CODEC)
        .path("/v4/test/" + name)
        .envelope(
            new Envelope<>(
                ENVELOPE,
                r -> r.actionStatus().value(),
                GetGroupInfoResponse::errorCode,
                GetGroupInfoResponse::errorInfo))
        .requestFields(Operations.GET_GROUP_INFO::requestFields);
  }

  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private final List<String> answers = Collections.synchronizedList(new ArrayList<>());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;

  @TempDir Path directory;

  private static <R> ItemErrors<R, String, String> failures() {
    return new ItemErrors<>(
        "FailedGroups",
        "",
        "",
        "",
        List.of(),
        answer -> null,
        key -> key,
        key -> null,
        key -> null);
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          String answer = answers.isEmpty() ? DONE.formatted("") : answers.remove(0);
          if (!answer.isEmpty()) {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int run(String... arguments) throws Exception {
    return run(WRITE, arguments);
  }

  private int run(Operation<?, ?> operation, String... arguments) throws Exception {
    OperationCommand command = new OperationCommand(operation);
    CommandSpec spec = CommandSpec.create();
    command.describe(spec);
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(
                "HOME", directory.toString(),
                "CHATCTL_BASE_URL", "http://127.0.0.1:" + server.getAddress().getPort(),
                "CHATCTL_SDKAPPID", "1400000001",
                "CHATCTL_IDENTIFIER", "administrator",
                "CHATCTL_SECRET_KEY", "of-this-test-alone"),
            directory,
            false,
            false,
            100,
            question -> Optional.empty());
    return command.run(new Call(terminal, new CommandLine(spec).parseArgs(arguments)));
  }

  private String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void write(int keys) throws IOException {
    Files.write(
        directory.resolve("keys.txt"), IntStream.range(0, keys).mapToObj(i -> "g" + i).toList());
  }

  @Test
  void theKeysOfEachRequestSucceedExceptThoseListedAsFailed() throws Exception {
    write(5);
    answers.add(DONE.formatted(",\"FailedGroups\":[\"g1\"]"));
    assertThat(run("--from", "keys.txt", "--rate", "100000")).isEqualTo(ExitCode.API);
    assertThat(seen)
        .extracting(body -> TerminalJson.parse(body, "body").path("GroupIdList").toString())
        .containsExactly("[\"g0\",\"g1\"]", "[\"g2\",\"g3\"]", "[\"g4\"]");
    assertThat(text(out).lines().map(line -> TerminalJson.parse(line, "line")))
        .extracting(JsonNode::asText)
        .containsExactly("g0", "g2", "g3", "g4");
    assertThat(text(err)).contains("failed: line 2: ").contains("5 lines: 4 done, 1 failed (in ");
    assertThat(directory.resolve("keys.txt.failures")).hasContent("g1");
  }

  @Test
  void keysThatAreNumbersAreSentAsNumbers() throws Exception {
    Files.write(directory.resolve("keys.txt"), List.of("7", "007", "9007199254740993"));
    answers.add(
        DONE.formatted(",\"Items\":[{\"Number\":7,\"x\":1},{\"Number\":9007199254740993}]"));
    assertThat(run(NUMBERED, "--from", "keys.txt", "--rate", "100000")).isEqualTo(ExitCode.OK);
    assertThat(seen).containsExactly("{\"Numbers\":[7,9007199254740993]}");
    assertThat(text(err)).contains("3 lines: 3 done");
    Files.write(directory.resolve("keys.txt"), List.of("7", "seven"));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> run(NUMBERED, "--from", "keys.txt"))
        .withMessage("--from keys.txt, line 2 seven: a whole number is expected");
    assertThat(seen).hasSize(1);
  }

  @Test
  void aRequestWhoseAnswerWasLostIsInDoubtAndNotInTheFailuresFile() throws Exception {
    write(4);
    answers.add("");
    assertThat(run("--from", "keys.txt", "--rate", "100000")).isEqualTo(ExitCode.TRANSPORT);
    assertThat(seen).hasSize(2);
    assertThat(text(err))
        .contains("lines 1 to 2 may have been carried out (")
        .contains("they are not sent again")
        .contains("4 lines: 2 done, 2 in doubt");
    assertThat(directory.resolve("keys.txt.failures")).doesNotExist();
  }

  @Test
  void aCodeOutsideTheEnvelopeFailsACallAndALine() throws Exception {
    String late = ",\"ResultCode\":10010,\"ResultInfo\":\"gone\"";
    answers.add(DONE.formatted(late));
    assertThat(run(TOLD, "--group-id-list", "g0")).isEqualTo(ExitCode.API);
    assertThat(text(err)).contains("failed: 10010 GROUP_NOT_FOUND: gone");
    answers.add(DONE.formatted(",\"ResultCode\":0,\"ResultInfo\":\"\""));
    assertThat(run(TOLD, "--group-id-list", "g0")).isEqualTo(ExitCode.OK);
    Files.write(
        directory.resolve("lines.jsonl"),
        List.of("{\"GroupIdList\":[\"g1\"]}", "{\"GroupIdList\":[\"g2\"]}"));
    answers.add(DONE.formatted(late));
    assertThat(run(TOLD, "--from", "lines.jsonl", "--rate", "100000")).isEqualTo(ExitCode.API);
    assertThat(text(err)).contains("2 lines: 1 done, 1 failed");
    assertThat(directory.resolve("lines.jsonl.failures")).hasContent("{\"GroupIdList\":[\"g1\"]}");
  }

  @Test
  void failuresOnAnyPageAreNamedAndAreNotASuccess() throws Exception {
    answers.add(DONE.formatted(",\"GroupIdList\":[{\"GroupId\":\"g0\"}],\"Next\":5"));
    answers.add(DONE.formatted(",\"GroupIdList\":[],\"FailedGroups\":[\"g1\"],\"Next\":9"));
    answers.add(DONE.formatted(",\"GroupIdList\":[{\"GroupId\":\"g2\"}],\"Next\":0"));
    assertThat(run(PAGED, "--all", "-o", "jsonl")).isEqualTo(ExitCode.API);
    assertThat(text(out).lines()).hasSize(2);
    assertThat(text(err)).contains("failed: g1: ").contains("2 items on 3 pages");
  }

  @Test
  void aPlainCallNamesWhatFailed() throws Exception {
    answers.add(DONE.formatted(",\"FailedGroups\":[\"g1\"]"));
    assertThat(run("--group-id-list", "g0,g1")).isEqualTo(ExitCode.API);
    assertThat(text(err)).contains("failed: g1: ");
  }
}
