package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.engine.OperationCaller;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.rules.ObjectRule;
import dev.chatcontract.runtime.rules.ValueRule;
import dev.chatcontract.runtime.testing.ChatExceptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Text leaves a client through messages, accessors and stack traces of exceptions, through logs,
 * observers and {@code toString}. Whatever a server sends back, none of them contains a secret.
 */
class SecretLeakTest {
  private static final String SIGNATURE =
      "eJwtzM0KgkAUhuF7Oetw5kzOKAgtAiGCFmULdRE0zhzkEJb4k0HRvWfi8nu-l--B6*EcTb6nFKKNgM26uOKuTxFvjW0r0SgtYlfYU9cZwpSqQoELNyoP8A*lS17_";

  /** A value of the member Name, which the operations here call sensitive. */
  private static final String NAME = "hunter2";

  private final WireServer server = new WireServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private static List<WireServer.Script> answersThatRepeatSecrets() {
    String both = SIGNATURE + "\",\"Name\":\"" + NAME;
    List<WireServer.Script> scripts = new ArrayList<>();
    for (String body :
        List.of(
            "{\"Status\":\"FAIL\",\"Code\":104,\"Info\":\"" + both + "\"}",
            "{\"Status\":\"" + SIGNATURE + "\",\"Code\":104,\"Info\":\"Name=" + NAME + "\"}",
            "{\"Status\":\"OK\",\"Code\":104,\"Info\":\"{\\\"Name\\\":\\\"" + NAME + "\\\"}\"}",
            "{\"Status\":\"FAIL\",\"Code\":104,\"Things\":{\"Name\":\""
                + NAME
                + "\",\""
                + both
                + "\"}}",
            "{\"Status\":7,\"" + both + "\"}",
            "{\"Status\":\"OK\",\"Code\":0,\"Things\":[{\"Name\":\"" + NAME + "\"," + SIGNATURE,
            "{\"Name\":" + NAME + "}",
            "{\"" + SIGNATURE + "\":{\"Code\":1},\"Status\":1}",
            SIGNATURE,
            "no JSON: " + SIGNATURE + " \"Name\": \"" + NAME + "\"")) {
      scripts.add(WireServer.json(body));
      scripts.add(WireServer.status(502, "text/html", body));
    }
    scripts.add(WireServer.raw("HTTP/1.1 " + SIGNATURE + " OK\r\n\r\n", new byte[0], false));
    scripts.add(WireServer.raw(SIGNATURE + "\r\n\r\n", new byte[0], false));
    scripts.add(
        WireServer.raw(
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n" + SIGNATURE + "\r\n\r\n",
            new byte[0],
            false));
    scripts.add(
        WireServer.raw(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + SIGNATURE + "\r\n",
            new byte[0],
            false));
    return scripts;
  }

  @Test
  void noServerAnswerRevealsASecret() throws Exception {
    List<String> out = new CopyOnWriteArrayList<>();
    Observer observer =
        new Observer() {
          @Override
          public void attempted(Report report) {
            out.add(report.toString());
          }

          @Override
          public void called(Report report) {
            out.add(report.toString());
          }
        };
    List<WireServer.Script> scripts = answersThatRepeatSecrets();
    try (Logged logs = new Logged("dev.chatcontract");
        OperationCaller caller =
            OperationCaller.create(
                Things.options(server)
                    .observer(observer)
                    .onAnswer(answer -> out.add(answer.toString()))
                    .retryPolicy(RetryPolicy.none())
                    .build())) {
      for (WireServer.Script script : scripts) {
        server.then(script);
        failed(() -> caller.call(Things.READ, Ask.empty(), CallOptions.none()), out);
        server.then(script);
        failed(() -> caller.callRaw(Things.READ, tree("{}"), CallOptions.none()), out);
        server.then(script);
        failed(() -> caller.callAsync(Things.READ, Ask.empty(), CallOptions.none()).get(), out);
      }
      out.addAll(logs.all());
    }
    assertThat(out).hasSizeGreaterThan(scripts.size() * 3 * 8);
    nothingLeaks(out);
  }

  @Test
  void noCallerInputRevealsASecret() throws Exception {
    List<String> out = new CopyOnWriteArrayList<>();
    for (String header : List.of("X-Key", "Authorization", "Cookie")) {
      for (String value : List.of(SIGNATURE + "\n", "\r\n" + SIGNATURE, SIGNATURE + "\u0000é")) {
        failed(() -> CallOptions.none().header(header, value), out);
        failed(() -> CallOptions.none().header(value, header), out);
        failed(() -> ClientOptions.builder().userAgent(value), out);
        failed(() -> ClientOptions.builder().application(value), out);
      }
    }
    for (String url :
        List.of(
            "http://u:" + NAME + "@h",
            "https://h/?usersig=" + SIGNATURE,
            "https://h/#" + SIGNATURE,
            SIGNATURE,
            "https://u:" + NAME + "@h:99999/",
            "ftp://u:" + NAME + "@h")) {
      failed(() -> ClientOptions.builder().baseUrl(url), out);
      failed(() -> CallOptions.none().baseUrl(url), out);
    }
    failed(
        () -> {
          throw new InvalidRequestException("x", List.of(fault(SIGNATURE)));
        },
        out);
    failed(
        () -> {
          throw ChatExceptions.httpStatus(Things.READ, 502, SIGNATURE + "{\"Name\":\"" + NAME);
        },
        out);
    failed(
        () -> {
          throw ChatExceptions.api(Things.READ, 104, SIGNATURE + "{\"Name\":\"" + NAME);
        },
        out);
    BatchResult<String, String> batch =
        new BatchResult<>(List.of(SIGNATURE), List.of(), List.of(SIGNATURE), List.of(), List.of());
    out.add(batch.toString());
    nothingLeaks(out);
  }

  private static Fault fault(String value) {
    ValueRule lower = ValueRule.of().pattern("^[a-z]$", "^[a-z]$");
    return ObjectRule.<String>of(v -> Map.of()).optional("Id", v -> v, lower).faults(value).get(0);
  }

  /** All text of an exception and of its causes. */
  private static void failed(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, List<String> out)
      throws Exception {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isNotNull();
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    out.add(trace.toString());
    Throwable own = thrown instanceof ChatException ? thrown : thrown.getCause();
    if (own instanceof ChatException) {
      for (Method accessor : accessors(own)) {
        out.add(accessor.getName() + " " + accessor.invoke(own));
      }
    }
  }

  private static List<Method> accessors(Throwable thrown) {
    return Stream.of(thrown.getClass().getMethods())
        .filter(m -> m.getParameterCount() == 0 && m.getReturnType() != void.class)
        .filter(m -> !Modifier.isStatic(m.getModifiers()))
        .filter(m -> m.getDeclaringClass() != Object.class)
        .filter(m -> !m.getName().equals("fillInStackTrace"))
        .toList();
  }

  private static com.fasterxml.jackson.databind.JsonNode tree(String json) throws Exception {
    return JsonCodec.NODE.fromBytes(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void nothingLeaks(List<String> out) {
    List<String> secrets = new ArrayList<>(List.of(NAME));
    for (int from = 0; from + 16 <= SIGNATURE.length(); from += 16) {
      secrets.add(SIGNATURE.substring(from, from + 16));
    }
    for (String secret : secrets) {
      assertThat(out).allSatisfy(text -> assertThat(text).doesNotContainIgnoringCase(secret));
    }
  }
}
