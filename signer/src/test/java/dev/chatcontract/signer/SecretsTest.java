package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetGroupAttrRequest;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.RetryPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No log, exception or printed object contains the key or a UserSig. */
@Timeout(60)
class SecretsTest {
  private static final GetGroupAttrRequest REQUEST = GetGroupAttrRequest.of("group");
  private static final int PART = 20;

  private final Logger root = Logger.getLogger("");
  private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
  private final Level levelBefore = root.getLevel();
  private final Handler[] handlersBefore = root.getHandlers();
  private final Handler capture =
      new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
          // The stand-in server's log is not under test, and may contain what the server was sent.
          if (!String.valueOf(entry.getLoggerName()).startsWith("com.sun.net.httpserver")) {
            logged.add(entry.getLoggerName() + " " + formatter.format(entry));
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TempDir private Path directory;
  private StandInServer server;

  @BeforeEach
  void start() throws IOException {
    for (Handler handler : handlersBefore) {
      root.removeHandler(handler);
    }
    capture.setLevel(Level.ALL);
    root.addHandler(capture);
    root.setLevel(Level.ALL);
    server = new StandInServer();
  }

  @AfterEach
  void stop() {
    server.close();
    root.removeHandler(capture);
    root.setLevel(levelBefore);
    for (Handler handler : handlersBefore) {
      root.addHandler(handler);
    }
  }

  @Test
  void noLogOrExceptionShowsASecret() throws Exception {
    List<String> thrown = new ArrayList<>();
    ChatCredentials credentials =
        ChatCredentials.of(1400000001, "administrator", Keys.TEXT.toCharArray());
    CountDownLatch release = new CountDownLatch(1);
    try (ChatClient chat =
        SignedChatClients.builder()
            .baseUrl(server.baseUrl())
            .credentials(credentials)
            .options(
                options -> options.retryPolicy(new RetryPolicy(1, Duration.ZERO, Duration.ZERO, 0)))
            .build()) {
      chat.groups().getGroupAttr(REQUEST);

      // Servers, gateways and proxies often repeat the request.
      server.answer(200, query -> StandInServer.failure(70003, "bad request: " + query));
      thrown.add(failure(chat, CallOptions.none()));
      server.answer(200, query -> StandInServer.failure(70001, signature(query)));
      thrown.add(failure(chat, CallOptions.none()));
      server.answer(502, query -> "<html>no route for /v4/x?" + query + "</html>");
      thrown.add(failure(chat, CallOptions.none()));
      server.answer(200, query -> "no JSON: " + query);
      thrown.add(failure(chat, CallOptions.none()));
      server.answer(200, query -> "{\"ActionStatus\":7,\"usersig\":\"" + signature(query) + "\"}");
      thrown.add(failure(chat, CallOptions.none()));
      server.answer(302, query -> "see https://elsewhere.example/?" + query);
      thrown.add(failure(chat, CallOptions.none()));
      server.answer(200, query -> awaited(release));
      thrown.add(failure(chat, CallOptions.none().deadline(Duration.ofMillis(200))));
      release.countDown();
      thrown.add(failure(chat, CallOptions.none().baseUrl("http://127.0.0.1:1")));
      thrown.add(failure(chat, CallOptions.none().baseUrl("http://host.example")));
      server.close();
      thrown.add(failure(chat, CallOptions.none()));
      credentials.close();
      thrown.add(failure(chat, CallOptions.none()));
    }

    assertThat(thrown).hasSize(11);
    assertThat(String.join("\n", thrown)).contains("70003", "502", "302", "host.example", "closed");
    assertThat(logged)
        .hasSizeGreaterThan(20)
        .anyMatch(line -> line.startsWith("dev.chatcontract.calls"));
    nothingLeaks(Stream.concat(thrown.stream(), logged.stream()).toList());
  }

  @Test
  void noKeyIsShownWhenItIsRefused() {
    List<String> thrown = new ArrayList<>();
    for (String spoiled : new String[] {Keys.TEXT + "\n", " " + Keys.TEXT, Keys.TEXT + "\ud800"}) {
      thrown.add(text(catchThrowable(() -> SigningKey.of(spoiled.toCharArray()))));
    }
    thrown.add(text(catchThrowable(() -> SigningKey.of(Keys.TEXT.repeat(100).toCharArray()))));
    thrown.add(
        text(
            catchThrowable(
                () -> {
                  Path file = directory.resolve("secret.key");
                  Files.writeString(file, Keys.TEXT);
                  SecretSource.file(file).read();
                })));

    assertThat(thrown).hasSize(5).noneMatch(String::isEmpty);
    nothingLeaks(thrown);
  }

  @Test
  void noPublicObjectPrintsASecret() throws Exception {
    UserSigClaims claims =
        UserSigClaims.of(
                1400000001, "administrator", Clock.systemUTC().instant().getEpochSecond(), 60)
            .withUserBuf(RoomGrant.named("administrator", 1400000001, "room", 1, 1).toUserBuf());
    SigningKey key = Keys.published();
    ChatCredentials credentials =
        ChatCredentials.of(1400000001, "administrator", Keys.TEXT.toCharArray());
    UserSigCache cache = UserSigCache.of(credentials);
    SigningInterceptor interceptor = new SigningInterceptor(cache);
    OkHttpClient signing = new OkHttpClient.Builder().addInterceptor(interceptor).build();
    String response;
    try (var answered =
        signing.newCall(new okhttp3.Request.Builder().url(server.baseUrl()).build()).execute()) {
      response = answered.toString();
    }
    assertThat(server.queries()).hasSize(1);
    String sig = UserSig.generate(key, claims);
    UserSigVerifier verifier = UserSigVerifier.of(1400000001, key);
    List<Object> printed =
        List.of(
            key,
            credentials,
            cache,
            interceptor,
            verifier,
            claims,
            claims.userBuf(),
            claims.userBuf().grant().orElseThrow(),
            UserSig.inspect(sig),
            UserSig.inspect(sig.substring(4)),
            verifier.verify(sig),
            verifier.verify(sig, "other"),
            new SecretVariable("CHAT_KEY", name -> Keys.TEXT),
            SecretSource.file(Path.of("secret.key")),
            new SecretUnavailableException("none"),
            new SecretUnavailableException("none", new IOException("none")),
            Malformed.Fault.ZLIB,
            SignedChatClients.builder().credentials(credentials),
            SignedChatClients.builder().baseUrl(server.baseUrl()).credentials(credentials).build());

    nothingLeaks(
        Stream.concat(printed.stream().map(Object::toString), Stream.of(response)).toList());
    assertThat(missing(printed)).as("public types that this test does not print").isEmpty();
  }

  /** Public types of the package that can have instances and are not among the printed ones. */
  private static Set<String> missing(List<Object> printed) throws Exception {
    Set<String> missing = new TreeSet<>();
    Path classes =
        Path.of(SigningKey.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("dev/chatcontract/signer");
    List<String> names;
    try (Stream<Path> files = Files.list(classes)) {
      names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .collect(Collectors.toList());
    }
    assertThat(names).hasSizeGreaterThan(20);
    for (String name : names) {
      Class<?> type =
          Class.forName(
              "dev.chatcontract.signer." + name, false, SigningKey.class.getClassLoader());
      boolean hasInstances =
          Stream.of(type.getDeclaredConstructors()).anyMatch(c -> c.getParameterCount() > 0)
              || type.isInterface()
              || type == SignedChatClients.Builder.class;
      // All outcomes are records of the same claims, so two of them are enough.
      boolean outcome = Verification.class.isAssignableFrom(type);
      if (Modifier.isPublic(type.getModifiers())
          && hasInstances
          && !outcome
          && printed.stream().noneMatch(type::isInstance)) {
        missing.add(name);
      }
    }
    return missing;
  }

  private static String failure(ChatClient chat, CallOptions options) {
    String blocking = text(catchThrowable(() -> chat.groups().getGroupAttr(REQUEST, options)));
    String async =
        text(
            catchThrowable(
                () ->
                    chat.groups()
                        .async()
                        .getGroupAttr(REQUEST, options)
                        .get(20, TimeUnit.SECONDS)));
    assertThat(blocking).isNotEmpty();
    assertThat(async).isNotEmpty();
    return blocking + async;
  }

  private static String text(Throwable thrown) {
    StringWriter out = new StringWriter();
    assertThat(thrown).isNotNull();
    thrown.printStackTrace(new PrintWriter(out));
    return out.toString();
  }

  private static String signature(String query) {
    return query.replaceAll(".*usersig=([^&]*).*", "$1");
  }

  private static String awaited(CountDownLatch release) {
    try {
      assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return StandInServer.OK;
  }

  private void nothingLeaks(List<String> texts) {
    List<String> parts = new ArrayList<>();
    addParts(parts, Keys.TEXT);
    for (String query : server.queries()) {
      addParts(parts, signature(query));
    }
    for (String part : parts) {
      assertThat(texts).as("part of a secret").noneMatch(text -> text.contains(part));
    }
  }

  /** Adds every part of a secret that is long enough to be useful. */
  private static void addParts(List<String> parts, String secret) {
    assertThat(secret).hasSizeGreaterThan(PART);
    for (int from = 0; from + PART <= secret.length(); from += PART) {
      parts.add(secret.substring(from, from + PART));
    }
  }
}
