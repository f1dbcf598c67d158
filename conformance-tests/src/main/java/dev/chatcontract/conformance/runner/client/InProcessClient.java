package dev.chatcontract.conformance.runner.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.Operations;
import dev.chatcontract.client.Region;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Kind;
import dev.chatcontract.conformance.corpus.model.CallSettings;
import dev.chatcontract.conformance.corpus.model.Credentials;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.BatchResult;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.runtime.ChatException;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.runtime.DecodeException;
import dev.chatcontract.runtime.Fault;
import dev.chatcontract.runtime.HttpStatusException;
import dev.chatcontract.runtime.InvalidRequestException;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.Pager;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.runtime.TimeSource;
import dev.chatcontract.runtime.TransportException;
import dev.chatcontract.runtime.Validation;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.json.JsonShapeException;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The generated Java client, called in this process through its public API. */
public final class InProcessClient implements ConformanceClient {
  private static final Set<Feature> FEATURES = EnumSet.allOf(Feature.class);

  private final OkHttpClient http;
  private final UnaryOperator<OkHttpClient.Builder> wire;
  private final ReadWriteLock locale = new ReentrantReadWriteLock();

  /** Clients kept for further calls of the same case. */
  private final Map<Key, Entry> clients = new HashMap<>();

  /** Creates the unmodified client. */
  public InProcessClient() {
    this(builder -> builder);
  }

  /**
   * Creates a client with modified HTTP; this is how the suite breaks it on purpose.
   *
   * @param wire changes the underlying OkHttp client
   */
  public InProcessClient(UnaryOperator<OkHttpClient.Builder> wire) {
    this.wire = wire;
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(256);
    dispatcher.setMaxRequestsPerHost(256);
    this.http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(128, 5, TimeUnit.SECONDS))
            .build();
  }

  @Override
  public String name() {
    return "java (generated)";
  }

  @Override
  public Set<Feature> features() {
    return FEATURES;
  }

  /**
   * Waits for a turn: the default locale belongs to the process, so no other call may run while it
   * is changed.
   */
  @Override
  public Runnable turn(ClientCommand command) {
    String tag = command.options().locale();
    if (tag == null) {
      locale.readLock().lock();
      return locale.readLock()::unlock;
    }
    locale.writeLock().lock();
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(tag));
    return () -> {
      Locale.setDefault(before);
      locale.writeLock().unlock();
    };
  }

  @Override
  public void caseEnded(URI server) {
    synchronized (clients) {
      for (Iterator<Map.Entry<Key, Entry>> all = clients.entrySet().iterator(); all.hasNext(); ) {
        Map.Entry<Key, Entry> kept = all.next();
        if (kept.getKey().isOf(server.toString())) {
          kept.getValue().close();
          all.remove();
        }
      }
    }
  }

  @Override
  public void close() {
    synchronized (clients) {
      clients.values().forEach(Entry::close);
      clients.clear();
    }
    ExecutorService threads = http.dispatcher().executorService();
    threads.shutdown();
    http.connectionPool().evictAll();
  }

  @Override
  public ClientOutcome call(ClientCommand command) {
    try {
      Operation<?, ?> operation =
          Operations.byName(command.operation())
              .orElseThrow(
                  () ->
                      new ClientFaultException(
                          "the generated client has no operation " + command.operation()));
      ChatClient client = client(command);
      return switch (command.mode()) {
        case PAGES -> pages(client, operation, command);
        case BATCH -> batch(client, operation, command);
        case CALL -> ClientOutcome.ok(called(client, operation, command));
      };
    } catch (ChatException e) {
      return failure(e);
    } catch (JsonShapeException e) {
      return invalid(shapeFaults(e), String.valueOf(e.getMessage()));
    } catch (IOException | IllegalArgumentException e) {
      return invalid(List.of(""), String.valueOf(e.getMessage()));
    }
  }

  private static <Q, R> JsonNode called(
      ChatClient client, Operation<Q, R> operation, ClientCommand command) throws IOException {
    Q request = operation.request().fromTree(command.arguments());
    R answer = client.call(operation, request, options(command.options()));
    return operation.response().toTree(answer);
  }

  private static ClientOutcome pages(
      ChatClient client, Operation<?, ?> operation, ClientCommand command) throws IOException {
    Pager<?, ?> pager = (Pager<?, ?>) generated(client, operation, "Pages", command);
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    try {
      for (Object item : pager) {
        items.add(tree(item));
      }
    } catch (ChatException e) {
      ClientOutcome failed = failure(e);
      return new ClientOutcome(failed.end(), items, failed.message());
    }
    return ClientOutcome.of(new CallOutcome.Listed(items), null);
  }

  private static ClientOutcome batch(
      ChatClient client, Operation<?, ?> operation, ClientCommand command) throws IOException {
    BatchResult<?, ?> result = (BatchResult<?, ?>) generated(client, operation, "Batch", command);
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    boolean keys = operation.batching().filter(batching -> !batching.hasResults()).isPresent();
    for (Object item : result.found()) {
      found.add(keys ? JsonNodeFactory.instance.textNode(String.valueOf(item)) : tree(item));
    }
    ArrayNode failed = JsonNodeFactory.instance.arrayNode();
    for (BatchResult.Failed<?, ?> item : result.failed()) {
      failed.add(
          item.item() == null
              ? JsonNodeFactory.instance.textNode(String.valueOf(item.key()))
              : tree(item.item()));
    }
    ArrayNode missing = JsonNodeFactory.instance.arrayNode();
    result.missing().forEach(key -> missing.add(String.valueOf(key)));
    return ClientOutcome.of(new CallOutcome.Batched(found, failed, missing), null);
  }

  /** Calls the generated method for pages or batches, as users do. */
  private static Object generated(
      ChatClient client, Operation<?, ?> operation, String suffix, ClientCommand command)
      throws IOException {
    Object request = operation.request().fromTree(command.arguments());
    String name = camel(operation.name()) + suffix;
    try {
      Method accessor = ChatClient.class.getMethod(camel(operation.tag()));
      Method method =
          accessor.getReturnType().getMethod(name, request.getClass(), CallOptions.class);
      return method.invoke(accessor.invoke(client), request, options(command.options()));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new ClientFaultException("the generated client has no method " + name);
    }
  }

  private static JsonNode tree(Object item) throws IOException {
    try {
      @SuppressWarnings("unchecked") // every generated model has a codec for its own type
      JsonCodec<Object> codec = (JsonCodec<Object>) item.getClass().getField("CODEC").get(null);
      return codec.toTree(item);
    } catch (ReflectiveOperationException e) {
      throw new ClientFaultException(item.getClass() + " has no codec: " + e);
    }
  }

  private static String camel(String snake) {
    StringBuilder camel = new StringBuilder();
    for (String word : snake.split("_", -1)) {
      camel.append(
          camel.length() == 0
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }

  private static ClientOutcome failure(ChatException e) {
    String message = e.getMessage();
    if (e instanceof ApiException api) {
      String errorClass = api.errorClass().name().toLowerCase(Locale.ROOT).replace('_', '-');
      return ClientOutcome.of(
          new CallOutcome.ApiError(api.code(), api.info(), errorClass), message);
    }
    if (e instanceof HttpStatusException http) {
      return ClientOutcome.of(new CallOutcome.HttpError(http.status()), message);
    }
    if (e instanceof InvalidRequestException invalid) {
      return invalid(invalid.faults().stream().map(Fault::pointer).toList(), message);
    }
    if (e instanceof DecodeException decode) {
      return ClientOutcome.of(
          decode.kind() == DecodeException.Kind.PAGING ? Kind.PAGING_ERROR : Kind.DECODE_ERROR,
          message);
    }
    if (e instanceof TransportException) {
      return ClientOutcome.of(Kind.TRANSPORT_ERROR, message);
    }
    throw new ClientFaultException("the client threw " + Throwables.chain(e));
  }

  private static ClientOutcome invalid(List<String> faults, @Nullable String message) {
    return ClientOutcome.of(new CallOutcome.InvalidRequest(faults), message);
  }

  /** Reports a missing member below the object that lacks it. */
  private static List<String> shapeFaults(JsonShapeException e) {
    return e.missing().isEmpty()
        ? List.of(e.pointer())
        : e.missing().stream().map(name -> e.pointer() + "/" + name).toList();
  }

  private static CallOptions options(CallSettings settings) {
    CallOptions options =
        CallOptions.none()
            .retries(settings.retries())
            .validation(Validation.valueOf(settings.validation().name()));
    return settings.deadlineMs() == null
        ? options
        : options.deadline(Duration.ofMillis(settings.deadlineMs()));
  }

  private record Key(
      @Nullable String baseUrl,
      @Nullable String proxy,
      @Nullable String region,
      Credentials credentials,
      @Nullable Long maxResponseBytes,
      boolean paced) {
    boolean isOf(String server) {
      return server.equals(baseUrl) || server.equals(proxy);
    }
  }

  private record Entry(ChatClient client, ChatCredentials credentials) {
    void close() {
      client.close();
      credentials.close();
    }
  }

  private ChatClient client(ClientCommand command) {
    Key key =
        new Key(
            command.baseUrl(),
            command.proxy(),
            command.region(),
            command.credentials(),
            command.options().maxResponseBytes(),
            Boolean.TRUE.equals(command.options().paced()));
    synchronized (clients) {
      Entry entry = clients.get(key);
      if (entry == null) {
        entry = create(key);
        clients.put(key, entry);
      }
      return entry.client();
    }
  }

  private Entry create(Key key) {
    OkHttpClient.Builder builder = wire.apply(http.newBuilder());
    if (key.proxy() != null) {
      URI proxy = URI.create(key.proxy());
      builder.proxy(
          new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort())));
    }
    ChatCredentials credentials =
        ChatCredentials.of(
            key.credentials().sdkappid(),
            key.credentials().identifier(),
            key.credentials().secretKey().toCharArray());
    SignedChatClients.Builder signed =
        SignedChatClients.builder()
            .credentials(credentials)
            .okHttpClient(builder.build())
            .options(options -> settings(options, key));
    if (!key.paced()) {
      signed.rateLimiter(RateLimiter.unlimited());
    }
    if (key.region() != null) {
      signed.region(
          Region.byId(key.region())
              .orElseThrow(
                  () ->
                      new ClientFaultException(
                          "the generated client has no region " + key.region())));
    } else {
      signed.baseUrl(String.valueOf(key.baseUrl()));
    }
    return new Entry(signed.build(), credentials);
  }

  private static void settings(ClientOptions.Builder options, Key key) {
    if (!key.paced()) {
      options.timeSource(Hurried.INSTANCE);
    }
    if (key.maxResponseBytes() != null) {
      options.maxResponseBytes(key.maxResponseBytes());
    }
  }

  /** Real time for deadlines, but no waiting between attempts. */
  private enum Hurried implements TimeSource {
    INSTANCE;

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void sleep(long nanos) {}

    @Override
    public void schedule(Runnable task, long nanos, Executor executor) {
      executor.execute(task);
    }
  }
}
