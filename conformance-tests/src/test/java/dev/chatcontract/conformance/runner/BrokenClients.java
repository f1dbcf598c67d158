package dev.chatcontract.conformance.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Answered;
import dev.chatcontract.conformance.corpus.model.CallOutcome.ApiError;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Batched;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Kind;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Listed;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.CallSettings.Validation;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.corpus.model.Mode;
import dev.chatcontract.conformance.runner.client.ClientCommand;
import dev.chatcontract.conformance.runner.client.ClientOutcome;
import dev.chatcontract.conformance.runner.client.ConformanceClient;
import dev.chatcontract.conformance.runner.client.InProcessClient;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserSig;
import dev.chatcontract.signer.UserSigClaims;
import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/** Variants of the Java client, each with one deliberate defect. */
final class BrokenClients {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * A broken client.
   *
   * @param suspects IDs of cases likely to catch it, tried first
   */
  record Broken(String name, List<String> suspects, ConformanceClient client) {}

  private final List<Broken> all = new ArrayList<>();

  static List<Broken> all() {
    BrokenClients made = new BrokenClients();
    made.query();
    made.message();
    made.behaviour();
    made.outcomes();
    made.values();
    made.commands();
    return made.all;
  }

  private void query() {
    url("random is a constant", u -> set(u, "random", "12345"), "*/auth/random-range");
    url(
        "random is a signed 32-bit number",
        u -> set(u, "random", "" + (int) Long.parseLong(u.queryParameter("random"))),
        "*/auth/random-range");
    url(
        "random is drawn from 31 bits",
        u -> set(u, "random", "" + (Long.parseLong(u.queryParameter("random")) & 0x7fffffff)),
        "*/auth/random-range");
    url("random is missing", u -> u.newBuilder().removeAllQueryParameters("random").build());
    url(
        "usersig loses its last character",
        u -> {
          String sig = u.queryParameter("usersig");
          return set(u, "usersig", sig.substring(0, sig.length() - 4));
        });
    url("usersig is there twice", u -> u.newBuilder().addQueryParameter("usersig", "x").build());
    url(
        "contenttype is missing",
        u -> u.newBuilder().removeAllQueryParameters("contenttype").build());
    url("contenttype is xml", u -> set(u, "contenttype", "xml"));
    url("a parameter too many", u -> u.newBuilder().addQueryParameter("apn", "1").build());
    url(
        "sdkappid is a signed 32-bit number",
        u -> set(u, "sdkappid", "" + (int) Long.parseLong(u.queryParameter("sdkappid"))),
        "*/auth/app-over-31-bits");
    url(
        "sdkappid is printed in the default locale",
        u -> set(u, "sdkappid", String.format("%d", Long.parseLong(u.queryParameter("sdkappid")))),
        "*/auth/locale-*");
    url(
        "identifier is not escaped",
        u -> {
          String name = u.queryParameter("identifier");
          String query = u.newBuilder().removeAllQueryParameters("identifier").build().query();
          return u.newBuilder().query(query + "&identifier=" + name).build();
        },
        "*/auth/identifier-*");
    url(
        "identifier is cut at ten characters",
        u -> {
          String name = u.queryParameter("identifier");
          return set(u, "identifier", name.substring(0, Math.min(10, name.length())));
        });
    url(
        "attributes are asked of the wrong service",
        u ->
            u.newBuilder()
                .encodedPath(u.encodedPath().replace("_attr_http_svc", "_http_svc"))
                .build(),
        "get_group_attr/wire/*");
  }

  private void message() {
    network(
        "GET instead of POST",
        // Without Content-Length, or the server would wait for the body that it announces.
        r -> r.newBuilder().method("GET", null).removeHeader("Content-Length").build());
    network(
        "the body is called plain text",
        r -> r.newBuilder().header("Content-Type", "text/plain").build());
    network("a cookie is sent", r -> r.newBuilder().header("Cookie", "a=b").build());
    network(
        "the signature is also sent as a header",
        r -> r.newBuilder().header("Authorization", "Bearer x").build());
    body("zero is left out", node -> without(node, v -> v.isNumber() && v.longValue() == 0));
    body(
        "empty texts are left out",
        node -> without(node, v -> v.isTextual() && v.asText().isEmpty()),
        "*/limit/*");
    body("lists that were not set go out empty", node -> ((ObjectNode) node).putArray("Extra"));
    body(
        "texts are trimmed", node -> texts(node, String::strip), "*/sample-request/*", "*/limit/*");
    body(
        "control characters are dropped",
        node -> texts(node, text -> text.replaceAll("\\p{Cntrl}", "")),
        "import_group/sample-request/*");
    body("the body is wrapped in an object", node -> NODES.objectNode().set("data", node));
    text(
        "the body is sent in ISO 8859-1",
        text -> text.getBytes(StandardCharsets.ISO_8859_1),
        "*/limit/*-cjk*");
    text(
        "the body begins with a byte order mark",
        text -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
    text(
        "the body has a member twice",
        text ->
            (text.substring(0, text.length() - 1)
                    + (text.length() > 2 ? "," : "")
                    + "\"a\":1,\"a\":1}")
                .getBytes(StandardCharsets.UTF_8));
  }

  private void behaviour() {
    http(
        "sends again on a broken connection",
        chain -> {
          try {
            return chain.proceed(chain.request());
          } catch (IOException e) {
            return chain.proceed(chain.request());
          }
        },
        "*/transport/reset-*",
        "*/transport/close-*");
    resend("sends again on 503", 503, "*/transport/status-503*");
    resend("sends again on 408", 408, "*/transport/status-408*");
    resend("sends again on 502, whatever it asked for", 502, "*/transport/status-502*");
    http(
        "follows redirects",
        chain -> {
          Response first = chain.proceed(chain.request());
          String place = first.header("Location");
          if (place == null) {
            return first;
          }
          first.close();
          HttpUrl next = chain.request().url().resolve(place);
          return chain.proceed(chain.request().newBuilder().url(next).build());
        },
        "*/transport/redirect-*");
    http(
        "takes any status for 200",
        chain -> chain.proceed(chain.request()).newBuilder().code(200).build(),
        "*/transport/status-*");
    http(
        "sends every request twice",
        chain -> {
          chain.proceed(chain.request()).close();
          return chain.proceed(chain.request());
        });
    http(
        "one region has the host of another",
        chain -> {
          HttpUrl url = chain.request().url();
          return url.host().startsWith("adminapikr")
              ? chain.proceed(
                  chain
                      .request()
                      .newBuilder()
                      .url(url.newBuilder().host("adminapisgp.im.qcloud.com").build())
                      .build())
              : chain.proceed(chain.request());
        },
        "*/region/*");
  }

  private void outcomes() {
    outcome(
        "the envelope is ignored",
        kind(Kind.API_ERROR),
        o -> ClientOutcome.ok(NODES.objectNode()),
        "*/documented-error/*");
    outcome(
        "only the code is looked at",
        (c, o) -> o.end() instanceof ApiError error && error.code() == 0,
        o -> ClientOutcome.ok(NODES.objectNode()),
        "*/envelope/*");
    outcome(
        "a 502 is called unreadable",
        (c, o) -> is(o, Kind.HTTP_ERROR),
        o -> ClientOutcome.of(Kind.DECODE_ERROR, "unexpected <"),
        "*/transport/status-*");
    outcome(
        "an unreadable answer is an empty success",
        kind(Kind.DECODE_ERROR),
        o -> ClientOutcome.ok(NODES.objectNode()),
        "*/malformed/*");
    outcome(
        "a lost answer is an empty success",
        kind(Kind.TRANSPORT_ERROR),
        o -> ClientOutcome.ok(NODES.objectNode()),
        "*/transport/*");
    outcome(
        "codes are 32-bit",
        kind(Kind.API_ERROR),
        o -> coded(o, (error(o).code() << 32) >> 32, error(o).info()),
        "*/envelope/*");
    outcome(
        "unlisted codes become 0",
        (c, o) -> o.end() instanceof ApiError error && error.code() > 99_999,
        o -> coded(o, 0, error(o).info()),
        "*/envelope/*");
    outcome(
        "the server's text is lost",
        kind(Kind.API_ERROR),
        o -> coded(o, error(o).code(), ""),
        "*/documented-error/*");
    outcome(
        "all errors are of one class",
        kind(Kind.API_ERROR),
        o -> classed(o, "server"),
        "*/documented-error/*");
    outcome(
        "faults have no place", kind(Kind.INVALID_REQUEST), o -> faults(o, List.of()), "*/limit/*");
    outcome(
        "an endless walk counts as finished",
        kind(Kind.PAGING_ERROR),
        o -> items(o, o.items()),
        "*/pages/*");
    outcome(
        "a walk loses its last item",
        (c, o) -> c.mode() == Mode.PAGES && is(o, Kind.OK),
        o -> items(o, shorter(((Listed) o.end()).items())),
        "*/pages/*");
    outcome(
        "failed elements are dropped",
        (c, o) -> c.mode() == Mode.BATCH && is(o, Kind.OK),
        o -> batch(o, found(o).items(), NODES.arrayNode(), found(o).missing()),
        "*/batch/*");
    outcome(
        "missing elements are not named",
        (c, o) -> c.mode() == Mode.BATCH && is(o, Kind.OK),
        o -> batch(o, found(o).items(), found(o).failed(), NODES.arrayNode()),
        "*/batch/*");
    outcome(
        "results come in another order",
        (c, o) -> c.mode() == Mode.BATCH && is(o, Kind.OK),
        o -> batch(o, reversed(found(o).items()), found(o).failed(), found(o).missing()),
        "*/batch/*");
    all.add(
        new Broken(
            "errors show the key",
            List.of("*/documented-error/*"),
            new Wrapped(
                new InProcessClient(),
                c -> c,
                (c, o) -> said(o, "signed with " + c.credentials().secretKey()))));
    all.add(
        new Broken(
            "errors show the URL, as Go and Python write it",
            List.of("*/transport/*"),
            new Wrapped(
                new InProcessClient(),
                c -> c,
                (c, o) ->
                    is(o, Kind.OK) ? o : said(o, "Post http://chat/?usersig=" + signature(c)))));
  }

  private static String signature(ClientCommand c) {
    try (SigningKey key = SigningKey.of(c.credentials().secretKey().toCharArray())) {
      UserSigClaims claims =
          UserSigClaims.of(
              c.credentials().sdkappid(), c.credentials().identifier(), 1_700_000_000, 60);
      return UserSig.generate(key, claims).replace("*", "%2A");
    }
  }

  private void values() {
    value(
        "numbers are 32-bit",
        node -> numbers(node, n -> NODES.numberNode(n.intValue())),
        "*/sample-response/*");
    value(
        "numbers pass through a double",
        node -> numbers(node, n -> NODES.numberNode((long) n.doubleValue())),
        "*/field/*-over-53-bits");
    value("numbers become texts", node -> numbers(node, n -> NODES.textNode(n.asText())));
    value(
        "unknown members are dropped",
        node -> named(node, name -> name.startsWith("Zz")),
        "*/unknown-member/*");
    value("null is dropped", node -> without(node, JsonNode::isNull), "*/field/*-null");
    value(
        "an empty text is taken for none",
        node -> without(node, v -> v.isTextual() && v.asText().isEmpty()),
        "*/field/*-empty-text");
    value(
        "an empty list is taken for none",
        node -> without(node, v -> v.isArray() && v.isEmpty()),
        "*/field/*-empty");
    value(
        "control characters are dropped from answers",
        node -> texts(node, t -> t.replaceAll("\\p{Cntrl}", "")),
        "*/field/*-nasty-text");
    value(
        "characters beyond the BMP are lost",
        node -> texts(node, t -> t.replaceAll("[^\\u0000-\\uFFFF]", "?")),
        "*/field/*-nasty-text");
    value(
        "errors of single groups are dropped",
        node -> inItems(node, Set.of("ErrorCode", "ErrorInfo")),
        "*/sample-response/*");
    value(
        "custom data of members is dropped",
        node -> inItems(node, Set.of("AppMemberDefinedData")),
        "*/sample-response/*");
    value(
        "the group a conversation is with is dropped",
        node -> inItems(node, Set.of("ToGroupId")),
        "*/sample-response/*");
    value("lists are cut at ten", BrokenClients::cutLists, "*/field/*-fifty");
    value("member names are put in lower case", BrokenClients::lowerCase);
    outcome(
        "an unknown value is an error",
        (c, o) -> String.valueOf(value(o)).contains("ZzNotInTheContract\""),
        o -> ClientOutcome.of(Kind.DECODE_ERROR, "no such constant"),
        "*/field/*-unknown-value");
    outcome(
        "a dated value is an error",
        (c, o) -> String.valueOf(value(o)).contains(":977"),
        o -> ClientOutcome.of(Kind.DECODE_ERROR, "no such constant"),
        "*/field/*-unknown-value");
  }

  private void commands() {
    command(
        "checks nothing", c -> options(c, validation(c.options(), Validation.OFF)), "*/limit/*");
    command(
        "always checks",
        c -> options(c, validation(c.options(), Validation.STRICT)),
        "*/limit/*-unchecked");
    command(
        "counts characters, not bytes",
        c ->
            c.arguments().toString().chars().anyMatch(ch -> ch > 127)
                ? options(c, validation(c.options(), Validation.OFF))
                : c,
        "*/limit/*-over-cjk");
    command("never repeats", c -> options(c, c.options().withRetries(0)), "*/retry/*");
    command(
        "repeats once too often",
        c ->
            options(
                c,
                c.options().retries() == 0
                    ? c.options()
                    : c.options().withRetries(c.options().retries() + 1)),
        "*/transport/status-502-for-ever");
    command(
        "has no bound on answers",
        c ->
            options(
                c,
                new CallSettings(
                    c.options().deadlineMs(),
                    c.options().retries(),
                    c.options().validation(),
                    c.options().locale(),
                    null,
                    null)),
        "*/malformed/over-the-bound");
    command(
        "keeps to no rate limit",
        c -> c.options().paced() == null ? c : options(c, CallSettings.STRICT),
        "get_appid_group_list/rate-limit/*");
    fullBudget(
        "begins with a full budget that is filled again meanwhile",
        "get_group_info/rate-limit/in-turn");
    command(
        "overruns its deadline",
        c ->
            options(
                c,
                c.options().deadlineMs() == null ? c.options() : c.options().withDeadlineMs(2900)),
        "get_group_attr/transport/deadline-no-answer");
    command(
        "walks from the first page, whatever was asked",
        c ->
            c.mode() == Mode.PAGES
                ? arguments(c, without(c.arguments().deepCopy(), JsonNode::isIntegralNumber))
                : c,
        "*/pages/*");
    all.add(
        new Broken(
            "repeats whatever failed",
            List.of("*/retry/*"),
            new Wrapped(new InProcessClient(), c -> c, (c, o) -> o) {
              @Override
              public ClientOutcome call(ClientCommand c) throws InterruptedException {
                ClientOutcome first = super.call(c);
                return is(first, Kind.OK) || c.options().retries() == 0 ? first : super.call(c);
              }
            }));
    all.add(
        new Broken(
            "hides from the runner that it failed",
            List.of("*/wire/*"),
            new Wrapped(
                new InProcessClient(),
                c -> c,
                (c, o) -> ClientOutcome.of(Kind.NOT_SUPPORTED, "later"))));
  }

  // ---- creating them

  private void url(String name, UnaryOperator<HttpUrl> change, String... suspects) {
    wire(name, builder -> builder.socketFactory(new BrokenRequestLine(change)), suspects);
  }

  private void network(String name, UnaryOperator<Request> change, String... suspects) {
    Interceptor interceptor = chain -> chain.proceed(change.apply(chain.request()));
    wire(name, builder -> builder.addNetworkInterceptor(interceptor), suspects);
  }

  private void http(String name, Interceptor interceptor, String... suspects) {
    wire(name, builder -> builder.addInterceptor(interceptor), suspects);
  }

  private void wire(String name, UnaryOperator<OkHttpClient.Builder> change, String... suspects) {
    all.add(new Broken(name, List.of(suspects), new InProcessClient(change)));
  }

  private void resend(String name, int status, String... suspects) {
    http(
        name,
        chain -> {
          Response first = chain.proceed(chain.request());
          if (first.code() != status) {
            return first;
          }
          first.close();
          return chain.proceed(chain.request());
        },
        suspects);
  }

  /**
   * An ordinary token bucket for each server and operation: it allows almost twice the limit at the
   * start.
   */
  private void fullBudget(String name, String... suspects) {
    Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    Interceptor pace =
        chain -> {
          HttpUrl url = chain.request().url();
          int calls = url.encodedPath().endsWith("get_appid_group_list") ? 1 : 200;
          try {
            buckets
                .computeIfAbsent(
                    url.port() + url.encodedPath(),
                    key ->
                        Bucket.builder()
                            .addLimit(
                                l -> l.capacity(calls).refillGreedy(calls, Duration.ofSeconds(1)))
                            .build())
                .asBlocking()
                .consume(1);
          } catch (InterruptedException e) {
            throw new InterruptedIOException();
          }
          return chain.proceed(chain.request());
        };
    all.add(
        new Broken(
            name,
            List.of(suspects),
            new Wrapped(
                new InProcessClient(http -> http.addInterceptor(pace)),
                c -> c.options().paced() == null ? c : options(c, CallSettings.STRICT),
                (c, o) -> o)));
  }

  private void text(
      String name, java.util.function.Function<String, byte[]> change, String... suspects) {
    http(
        name,
        chain -> {
          Buffer buffer = new Buffer();
          chain.request().body().writeTo(buffer);
          byte[] bytes = change.apply(buffer.readUtf8());
          return chain.proceed(chain.request().newBuilder().post(once(bytes)).build());
        },
        suspects);
  }

  /** One-shot like the client's own bodies, so that OkHttp does not send it again. */
  private static RequestBody once(byte[] bytes) {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return JSON;
      }

      @Override
      public long contentLength() {
        return bytes.length;
      }

      @Override
      public boolean isOneShot() {
        return true;
      }

      @Override
      public void writeTo(okio.BufferedSink sink) throws IOException {
        sink.write(bytes);
      }
    };
  }

  private void body(String name, UnaryOperator<JsonNode> change, String... suspects) {
    text(
        name,
        text -> {
          try {
            return CaseJson.line(change.apply(CaseJson.tree(text)))
                .getBytes(StandardCharsets.UTF_8);
          } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
          }
        },
        suspects);
  }

  private void outcome(
      String name,
      BiPredicate<ClientCommand, ClientOutcome> when,
      UnaryOperator<ClientOutcome> change,
      String... suspects) {
    all.add(
        new Broken(
            name,
            List.of(suspects),
            new Wrapped(
                new InProcessClient(), c -> c, (c, o) -> when.test(c, o) ? change.apply(o) : o)));
  }

  private void value(String name, UnaryOperator<JsonNode> change, String... suspects) {
    outcome(
        name,
        (c, o) -> value(o) != null,
        o -> ClientOutcome.ok(change.apply(value(o).deepCopy())),
        suspects);
  }

  private void command(String name, UnaryOperator<ClientCommand> change, String... suspects) {
    all.add(
        new Broken(
            name, List.of(suspects), new Wrapped(new InProcessClient(), change, (c, o) -> o)));
  }

  private static class Wrapped implements ConformanceClient {
    private final ConformanceClient real;
    private final UnaryOperator<ClientCommand> before;
    private final BiFunction<ClientCommand, ClientOutcome, ClientOutcome> after;

    Wrapped(
        ConformanceClient real,
        UnaryOperator<ClientCommand> before,
        BiFunction<ClientCommand, ClientOutcome, ClientOutcome> after) {
      this.real = real;
      this.before = before;
      this.after = after;
    }

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Set<Feature> features() {
      return real.features();
    }

    @Override
    public Runnable turn(ClientCommand c) {
      return real.turn(c);
    }

    @Override
    public ClientOutcome call(ClientCommand c) throws InterruptedException {
      return after.apply(c, real.call(before.apply(c)));
    }

    @Override
    public void caseEnded(URI server) {
      real.caseEnded(server);
    }

    @Override
    public void close() {
      real.close();
    }
  }

  // ---- changing things

  private static HttpUrl set(HttpUrl url, String name, String value) {
    return url.newBuilder().setQueryParameter(name, value).build();
  }

  private static BiPredicate<ClientCommand, ClientOutcome> kind(Kind kind) {
    return (c, o) -> is(o, kind);
  }

  private static boolean is(ClientOutcome outcome, Kind kind) {
    return outcome.kind() == kind;
  }

  private static JsonNode value(ClientOutcome o) {
    return o.end() instanceof Answered answer ? answer.value() : null;
  }

  private static ApiError error(ClientOutcome o) {
    return (ApiError) o.end();
  }

  private static Batched found(ClientOutcome o) {
    return (Batched) o.end();
  }

  private static ClientOutcome coded(ClientOutcome o, long code, String info) {
    return ClientOutcome.of(new ApiError(code, info, error(o).errorClass()), o.message());
  }

  private static ClientOutcome said(ClientOutcome o, String message) {
    return new ClientOutcome(o.end(), o.items(), message);
  }

  private static ClientOutcome classed(ClientOutcome o, String errorClass) {
    return ClientOutcome.of(
        new ApiError(error(o).code(), error(o).info(), errorClass), o.message());
  }

  private static ClientOutcome faults(ClientOutcome o, List<String> faults) {
    return ClientOutcome.of(new CallOutcome.InvalidRequest(faults), o.message());
  }

  private static ClientOutcome items(ClientOutcome o, JsonNode items) {
    return ClientOutcome.of(new Listed(items), o.message());
  }

  private static ClientOutcome batch(
      ClientOutcome o, JsonNode found, JsonNode failed, JsonNode missing) {
    return ClientOutcome.of(new Batched(found, failed, missing), o.message());
  }

  private static JsonNode shorter(JsonNode items) {
    ArrayNode copy = items.deepCopy();
    if (!copy.isEmpty()) {
      copy.remove(copy.size() - 1);
    }
    return copy;
  }

  private static JsonNode reversed(JsonNode items) {
    ArrayNode copy = NODES.arrayNode();
    for (int i = items.size() - 1; i >= 0; i--) {
      copy.add(items.get(i));
    }
    return copy;
  }

  private static ClientCommand options(ClientCommand c, CallSettings options) {
    return new ClientCommand(
        c.id(),
        c.operation(),
        c.baseUrl(),
        c.proxy(),
        c.region(),
        c.mode(),
        c.credentials(),
        c.arguments(),
        options);
  }

  private static ClientCommand arguments(ClientCommand c, JsonNode arguments) {
    return new ClientCommand(
        c.id(),
        c.operation(),
        c.baseUrl(),
        c.proxy(),
        c.region(),
        c.mode(),
        c.credentials(),
        arguments,
        c.options());
  }

  private static CallSettings validation(CallSettings o, Validation validation) {
    return new CallSettings(
        o.deadlineMs(), o.retries(), validation, o.locale(), o.maxResponseBytes(), o.paced());
  }

  /** Applies a change to every value, inner ones first. */
  private static JsonNode each(JsonNode node, UnaryOperator<JsonNode> change) {
    if (node instanceof ObjectNode object) {
      for (String name : names(object)) {
        object.set(name, each(object.get(name), change));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, each(array.get(i), change));
      }
    }
    return change.apply(node);
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode texts(JsonNode node, UnaryOperator<String> change) {
    return each(node, v -> v.isTextual() ? NODES.textNode(change.apply(v.asText())) : v);
  }

  private static JsonNode numbers(JsonNode node, UnaryOperator<JsonNode> change) {
    return each(node, v -> v.isIntegralNumber() ? change.apply(v) : v);
  }

  private static JsonNode without(JsonNode node, java.util.function.Predicate<JsonNode> gone) {
    return each(
        node,
        v -> {
          if (v instanceof ObjectNode object) {
            names(object).stream()
                .filter(name -> gone.test(object.get(name)))
                .forEach(object::remove);
          }
          return v;
        });
  }

  private static JsonNode named(JsonNode node, java.util.function.Predicate<String> gone) {
    return each(
        node,
        v -> {
          if (v instanceof ObjectNode object) {
            names(object).stream().filter(gone).forEach(object::remove);
          }
          return v;
        });
  }

  private static JsonNode inItems(JsonNode answer, Set<String> gone) {
    answer.forEach(member -> member.forEach(item -> named(item, gone::contains)));
    return answer;
  }

  private static JsonNode cutLists(JsonNode node) {
    return each(
        node,
        v -> {
          if (v instanceof ArrayNode array) {
            while (array.size() > 10) {
              array.remove(10);
            }
          }
          return v;
        });
  }

  private static JsonNode lowerCase(JsonNode node) {
    return each(
        node,
        v -> {
          if (v instanceof ObjectNode object) {
            for (String name : names(object)) {
              JsonNode value = object.remove(name);
              object.set(name.toLowerCase(java.util.Locale.ROOT), value);
            }
          }
          return v;
        });
  }
}
