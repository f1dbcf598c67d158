package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Code that calls the operations of {@code docs/examples-contract}: {@code
 * examples/UseExamples.java.txt}, compiled with their client.
 */
final class ExampleOperationsTest {
  private static final Path EXAMPLES = Path.of("..", "docs", "examples-contract");
  private static final String OK = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,";

  @TempDir static Path directory;
  private static URLClassLoader classes;

  @BeforeAll
  static void compile() throws IOException {
    Path spec = directory.resolve("spec");
    GeneratedProject.copy(Path.of("..", "spec"), spec);
    for (String part : List.of("operations", "schemas", "samples")) {
      add(EXAMPLES.resolve(part), spec.resolve(part));
    }
    Path root = spec.resolve("openapi.yaml");
    String text = Files.readString(root);
    try (Stream<Path> lists = Files.list(EXAMPLES.resolve("lists"))) {
      for (Path list : lists.sorted().toList()) {
        String added = Files.readString(list);
        if (text.contains(added)) {
          continue; // A copy of the checkout may already have them in its contract.
        }
        String key = list.getFileName().toString().replace(".yaml", "");
        Matcher there = Pattern.compile("(?m)^" + key + ":\\n(?:(?:[ #].*)?\\n)*").matcher(text);
        assertThat(there.find()).as("the list %s", key).isTrue();
        text = text.substring(0, there.end()) + added + text.substring(there.end());
      }
    }
    Files.writeString(root, text);
    GeneratedProject project = GeneratedProject.generate(root, directory.resolve("out"), Map.of());
    Files.copy(
        GeneratedProject.resource("examples/UseExamples.java.txt"),
        Files.createDirectories(project.sources().resolve("example")).resolve("UseExamples.java"));
    classes = project.compile();
  }

  @AfterAll
  static void close() throws IOException {
    classes.close();
  }

  private static void add(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Runs the named method against a server that gives these answers. */
  private static List<?> use(String name, List<String> seen, String... answers) throws Exception {
    try (OutsideContractTest.Server server = new OutsideContractTest.Server(seen, answers)) {
      Object chat =
          OutsideContractTest.client(classes, server.url(), "dev.chatcontract.client.ChatClient");
      try {
        Class<?> client = classes.loadClass("dev.chatcontract.client.ChatClient");
        return (List<?>)
            classes.loadClass("example.UseExamples").getMethod(name, client).invoke(null, chat);
      } finally {
        OutsideContractTest.call(chat, "close");
      }
    }
  }

  @Test
  void elementsAreSentByKindAndUnknownKindsUnchanged() throws Exception {
    List<String> seen = new ArrayList<>();
    assertThat(use("send", seen, OK + "\"MsgSeq\":7}").toString()).isEqualTo("[7]");
    assertThat(seen)
        .containsExactly(
            "POST /v4/group_open_http_svc/send_group_msg {\"GroupId\":\"@TGS#1\",\"Random\":1,"
                + "\"MsgBody\":[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"hi\"}},"
                + "{\"MsgType\":\"TIMHologramElem\",\"MsgContent\":{\"Uuid\":\"h\",\"Frames\":[1,null]}}]}");
  }

  @Test
  void elementsAreReadByKindAndWrittenBackUnchanged() throws Exception {
    String answer =
        OK
            + "\"RspMsgList\":[{\"MsgBody\":["
            + "{\"MsgContent\":{\"Text\":\"hi\",\"More\":{\"a\":[1.50]}},\"MsgType\":\"TIMTextElem\"},"
            + "{\"MsgContent\":{\"Index\":9007199254740993},\"MsgType\":\"TIMFaceElem\"},"
            + "{\"MsgContent\":{\"Uuid\":\"h\",\"Nothing\":null},\"MsgType\":\"TIMHologramElem\"},"
            + "{\"MsgContent\":{\"Text\":5},\"MsgType\":\"TIMTextElem\"}]}]}";
    List<?> read = use("read", new ArrayList<>(), answer);
    assertThat(read.subList(0, 4).toString())
        .isEqualTo(
            "[TIMTextElem hi -, TIMFaceElem - 9007199254740993, TIMHologramElem - -,"
                + " TIMTextElem not as the contract says]");
    JsonMapper mapper = new JsonMapper();
    JsonNode written = mapper.readTree(String.valueOf(read.get(4)));
    assertThat(written).isEqualTo(mapper.readTree(answer));
  }

  @Test
  void objectsAreBatchedByTheirKeyAndResultsMatchedByIt() throws Exception {
    List<String> seen = new ArrayList<>();
    List<?> added =
        use(
            "add",
            seen,
            OK
                + "\"ResultItem\":[{\"To_Account\":\"id2\",\"ResultCode\":30525,\"ResultInfo\":\"blocked\"},"
                + "{\"To_Account\":\"id0\",\"ResultCode\":0,\"ResultInfo\":\"\"}],\"Fail_Account\":[\"id2\"]}",
            OK + "\"ResultItem\":[{\"To_Account\":\"id100\",\"ResultCode\":0}]}");
    assertThat(added.toString())
        .isEqualTo("[found id0 id100, failed id2 30525 BLOCKED_BY_FRIEND blocked, missing 98]");
    assertThat(seen).hasSize(2);
    assertThat(seen.get(1))
        .endsWith(
            "{\"From_Account\":\"id\",\"AddFriendItem\":[{\"To_Account\":\"id100\","
                + "\"AddSource\":\"AddSource_Type_Phone\"}]}");
  }

  @Test
  void anAccessorReturnsTheFailuresOfAnAnswer() throws Exception {
    assertThat(
            use(
                    "failures",
                    new ArrayList<>(),
                    OK
                        + "\"ResultItem\":[{\"To_Account\":\"a\",\"ResultCode\":0},"
                        + "{\"To_Account\":\"b\",\"ResultCode\":30006,\"ResultInfo\":\"inside\"}]}",
                    OK + "\"ResultItem\":[{\"To_Account\":\"a\"}],\"Fail_Account\":[\"b\"]}")
                .toString())
        .isEqualTo("[b 30006 INTERNAL_SERVER_ERROR inside, b null]");
  }

  @Test
  void failedKeysAreMatchedWithTheResultsOfSeparateRequests() throws Exception {
    assertThat(
            use(
                    "unblock",
                    new ArrayList<>(),
                    OK + "\"ResultItem\":[{\"To_Account\":\"a\"}],\"Fail_Account\":[\"b\"]}")
                .toString())
        .isEqualTo("[found a, failed b null, missing 1]");
  }

  @Test
  void aBatchWhoseAnswersListOnlyFailuresIsSplitAndUnlistedKeysSucceeded() throws Exception {
    List<String> seen = new ArrayList<>();
    assertThat(
            use(
                    "accounts",
                    seen,
                    OK + "\"FailAccounts\":[\"id7\"]}",
                    OK + "\"FailAccounts\":[]}",
                    OK + "\"FailAccounts\":[\"b\"]}")
                .toString())
        .isEqualTo("[100, failed id7 null, missing 0, b null]");
    assertThat(seen).hasSize(3);
    assertThat(seen.get(1)).endsWith("{\"Accounts\":[\"id100\"]}");
  }

  @Test
  void aBatchWhoseAnswersAreOnlyTheEnvelopeReportsWhichRequestFailed() throws Exception {
    String done = OK.replaceFirst(",$", "}");
    List<String> seen = new ArrayList<>();
    assertThat(use("mute", seen, done, done, done).toString()).isEqualTo("[1001]");
    assertThat(seen).hasSize(3);
    assertThat(seen.get(2))
        .endsWith("{\"GroupId\":\"@TGS#1\",\"Members_Account\":[\"m1000\"],\"ShutUpTime\":60}");
    seen.clear();
    String failed = "{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"who\",\"ErrorCode\":10004}";
    assertThat(use("mute", seen, done, failed).toString())
        .isEqualTo("[10004, 500, m500 to m999, 501]");
    assertThat(seen).hasSize(2);
  }

  @Test
  void bitsHaveNamesAndUnknownOnesAreKept() throws Exception {
    assertThat(
            use(
                    "flags",
                    new ArrayList<>(),
                    OK
                        + "\"MsgList\":[{\"MsgFlagBits\":0},{\"MsgFlagBits\":24},{\"MsgFlagBits\":8}]}")
                .toString())
        .isEqualTo("[false 0 0, true 16 24, true 0 8]");
  }

  @Test
  void valuesOutsideANarrowedListAreRefusedBeforeTheyAreSent() throws Exception {
    List<String> seen = new ArrayList<>();
    assertThat(use("refused", seen).toString())
        .isEqualTo(
            "[/Type x-rejected-values, /MsgBody x-max-total-bytes, /MsgBody/0/MsgContent/Text required]");
    assertThat(seen).isEmpty();
  }
}
