package dev.chatcontract.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.operation.Applicability;
import dev.chatcontract.runtime.operation.Batching;
import dev.chatcontract.runtime.operation.Envelope;
import dev.chatcontract.runtime.operation.FieldSpec;
import dev.chatcontract.runtime.operation.Idempotency;
import dev.chatcontract.runtime.operation.ItemErrors;
import dev.chatcontract.runtime.operation.Paging;
import dev.chatcontract.runtime.text.Redaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The contract's description of one operation, in the form that the runtime uses.
 *
 * @param <Q> request type
 * @param <R> answer type
 */
public final class Operation<Q, R> {
  private static final List<String> BODY_METHODS = List.of("POST", "PUT", "PATCH");

  private final String name;
  private final String summary;
  private final Function<String, Operation<?, ?>> descriptions;
  private volatile @Nullable Builder<Q, R> known;

  private Operation(Builder<Q, R> builder) {
    this(builder.name, builder.summary, Operation::undescribed);
    known = builder;
  }

  private Operation(String name, String summary, Function<String, Operation<?, ?>> descriptions) {
    this.name = name;
    this.summary = summary;
    this.descriptions = descriptions;
  }

  /**
   * Creates an operation that is described when more than its name and summary are needed, so that
   * a program loads only the descriptions of the operations that it uses.
   *
   * @param descriptions function that returns the complete operation of a name, with the same types
   */
  public static <Q, R> Operation<Q, R> described(
      String name, String summary, Function<String, Operation<?, ?>> descriptions) {
    return new Operation<>(name, summary, descriptions);
  }

  private static List<FieldSpec> fields(@Nullable Supplier<List<FieldSpec>> described) {
    return described == null ? List.of() : described.get();
  }

  private static Operation<?, ?> undescribed(String name) {
    throw new IllegalStateException("no description of " + name);
  }

  private Builder<Q, R> b() {
    Builder<Q, R> builder = known;
    return builder == null ? describe() : builder;
  }

  /** Two threads may do this at once, with the same result; a lock could deadlock. */
  @SuppressWarnings("unchecked") // the caller of described() guarantees the types
  private Builder<Q, R> describe() {
    Operation<?, ?> whole = descriptions.apply(name);
    if (!whole.name.equals(name)) {
      throw new IllegalStateException(name + " was given the description of " + whole.name);
    }
    Builder<Q, R> builder = (Builder<Q, R>) whole.b();
    known = builder;
    return builder;
  }

  /** Starts a description; the name is the contract's operationId. */
  public static <Q, R> Builder<Q, R> named(
      String name, JsonCodec<Q> request, JsonCodec<R> response) {
    return new Builder<>(name, request, response);
  }

  /** Returns the contract's operationId. */
  public String name() {
    return name;
  }

  /** Returns the contract's tag. */
  public String tag() {
    return b().tag;
  }

  /** Returns the summary, one line. */
  public String summary() {
    return summary;
  }

  /** Returns the description, which may be long or empty. */
  public String description() {
    return b().description;
  }

  /** Returns the page that documents it; may be empty. */
  public String source() {
    return b().source;
  }

  /** Returns the HTTP method: POST, PUT or PATCH, since every request has a body. */
  public String method() {
    return b().method;
  }

  /** Returns the path, with a leading slash and without a query. */
  public String path() {
    return b().path;
  }

  /** Returns the codec of the request body. */
  public JsonCodec<Q> request() {
    return b().request;
  }

  /** Returns the codec of the answer's body. */
  public JsonCodec<R> response() {
    return b().response;
  }

  /** Returns how answers report success; empty if only the HTTP status does. */
  public Optional<Envelope<R>> envelope() {
    return Optional.ofNullable(b().envelope);
  }

  /** Returns the result codes. */
  public ErrorCatalogue errors() {
    return b().errors;
  }

  /** Returns the documented call budget. */
  public Optional<RateLimit> rateLimit() {
    return Optional.ofNullable(b().rateLimit);
  }

  /** Returns the budget of the calls that name the same key. */
  public Optional<KeyRateLimit> rateLimitPerKey() {
    return Optional.ofNullable(b().rateLimitPerKey);
  }

  /** Returns when a request may be sent twice. */
  public Idempotency<Q> idempotency() {
    return b().idempotency;
  }

  /**
   * Returns whether the operation changes nothing, according to the contract. An operation that may
   * be repeated can still change something.
   */
  public boolean reads() {
    return b().reads;
  }

  /** Returns how answers are paged. */
  public Optional<Paging<Q, R, ?, ?>> paging() {
    return Optional.ofNullable(b().paging);
  }

  /** Returns how requests are split. */
  public Optional<Batching<Q, R, ?, ?>> batching() {
    return Optional.ofNullable(b().batching);
  }

  /** Returns how single items report failure. */
  public Optional<ItemErrors<R, ?, ?>> itemErrors() {
    return Optional.ofNullable(b().itemErrors);
  }

  /** Returns the items of an answer that failed although the call succeeded. */
  public <K, I> List<BatchResult.Failed<K, I>> failures(ItemErrors<R, K, I> errors, R answer) {
    List<I> items = errors.items().apply(answer);
    return items == null
        ? List.of()
        : items.stream()
            .filter(errors::failed)
            .map(item -> failure(errors, errors.key().apply(item), item))
            .toList();
  }

  /** Describes an item that failed. */
  public <K, I> BatchResult.Failed<K, I> failure(
      ItemErrors<R, K, I> errors, @Nullable K key, I item) {
    Long code = errors.code().apply(item);
    String info = errors.info().apply(item);
    return new BatchResult.Failed<>(
        key,
        item,
        code,
        info == null ? null : Redaction.hidden(info, sensitive()),
        code == null ? Optional.empty() : errors().find(code));
  }

  /** Returns the IDs of the regions that the documentation names for it. */
  public Set<String> documentedRegions() {
    return b().documentedRegions;
  }

  /** Returns the kinds of object that it serves or does not serve. */
  public List<Applicability> applicability() {
    return b().applicability;
  }

  /** Returns whether an answer with this HTTP status has a result. */
  public boolean succeeds(int status) {
    String exact = Integer.toString(status);
    return b().statuses.contains(exact)
        || (b().statuses.contains("2XX") && exact.length() == 3 && exact.startsWith("2"));
  }

  /** Returns the members of the request. */
  public List<FieldSpec> requestFields() {
    return fields(b().requestFields);
  }

  /** Returns the members of the answer. */
  public List<FieldSpec> responseFields() {
    return fields(b().responseFields);
  }

  /**
   * Returns the wire names whose values are hidden in logs and exceptions, except a number or
   * boolean in place of another type.
   */
  public Set<String> sensitive() {
    return b().sensitive;
  }

  /** Returns the members that every successful answer has. */
  public Set<String> requiredOnSuccess() {
    return b().requiredOnSuccess.keySet();
  }

  /** Returns all faults of a request, including warnings. */
  public List<Fault> check(Q request) {
    Function<Q, List<Fault>> check = b().check;
    return check == null ? List.of() : check.apply(request);
  }

  @Override
  public String toString() {
    return name;
  }

  @Nullable RateLimit rateLimitOrNull() {
    return b().rateLimit;
  }

  /** Returns a member of {@link #requiredOnSuccess} that this answer lacks, or null. */
  public @Nullable String missingOnSuccess(R response) {
    for (Map.Entry<String, Predicate<R>> member : b().requiredOnSuccess.entrySet()) {
      if (!member.getValue().test(response)) {
        return member.getKey();
      }
    }
    return null;
  }

  /** As {@link #missingOnSuccess(Object)}, for an answer as a tree. */
  public @Nullable String missingOnSuccess(JsonNode response) {
    for (String member : b().requiredOnSuccess.keySet()) {
      if (!response.hasNonNull(member)) {
        return member;
      }
    }
    return null;
  }

  /** A builder of a description, for one use. */
  public static final class Builder<Q, R> {
    private List<String> statuses = List.of("200");
    private final String name;
    private final JsonCodec<Q> request;
    private final JsonCodec<R> response;
    private String tag = "";
    private String summary = "";
    private String description = "";
    private String source = "";
    private String method = "POST";
    private String path = "";
    private @Nullable Envelope<R> envelope;
    private ErrorCatalogue errors = ErrorCatalogue.empty();
    private @Nullable RateLimit rateLimit;
    private @Nullable KeyRateLimit rateLimitPerKey;
    private Idempotency<Q> idempotency = Idempotency.never();
    private boolean reads;
    private @Nullable Paging<Q, R, ?, ?> paging;
    private @Nullable Batching<Q, R, ?, ?> batching;
    private @Nullable ItemErrors<R, ?, ?> itemErrors;
    private Set<String> documentedRegions = Set.of();
    private List<Applicability> applicability = List.of();
    private @Nullable Supplier<List<FieldSpec>> requestFields;
    private @Nullable Supplier<List<FieldSpec>> responseFields;
    private Set<String> sensitive = Set.of();
    private final Map<String, Predicate<R>> requiredOnSuccess = new LinkedHashMap<>();
    private @Nullable Function<Q, List<Fault>> check;

    private Builder(String name, JsonCodec<Q> request, JsonCodec<R> response) {
      this.name = name;
      this.request = request;
      this.response = response;
    }

    /** See {@link Operation#tag()}. */
    public Builder<Q, R> tag(String value) {
      tag = value;
      return this;
    }

    /** See {@link Operation#summary()}. */
    public Builder<Q, R> summary(String value) {
      summary = value;
      return this;
    }

    /** See {@link Operation#description()}. */
    public Builder<Q, R> description(String value) {
      description = value;
      return this;
    }

    /** See {@link Operation#source()}. */
    public Builder<Q, R> source(String value) {
      source = value;
      return this;
    }

    /** See {@link Operation#method()}. */
    public Builder<Q, R> method(String value) {
      if (!BODY_METHODS.contains(value)) {
        throw new IllegalArgumentException(
            name + ": method " + value + " is not one of " + BODY_METHODS);
      }
      method = value;
      return this;
    }

    /** See {@link Operation#path()}. */
    public Builder<Q, R> path(String value) {
      path = value;
      return this;
    }

    /** See {@link Operation#envelope()}. */
    public Builder<Q, R> envelope(Envelope<R> value) {
      envelope = value;
      return this;
    }

    /** See {@link Operation#errors()}. */
    public Builder<Q, R> errors(ErrorCatalogue value) {
      errors = value;
      return this;
    }

    /** See {@link Operation#rateLimit()}. */
    public Builder<Q, R> rateLimit(int calls, int perSeconds) {
      rateLimit = new RateLimit(calls, perSeconds);
      return this;
    }

    /** See {@link Operation#rateLimitPerKey()}. */
    public Builder<Q, R> rateLimitPerKey(String member, int calls, int perSeconds) {
      rateLimitPerKey = new KeyRateLimit(member, new RateLimit(calls, perSeconds));
      return this;
    }

    /** See {@link Operation#idempotency()}; without it no request is sent twice. */
    public Builder<Q, R> idempotency(Idempotency<Q> value) {
      idempotency = value;
      return this;
    }

    /** See {@link Operation#reads()}; without it the operation counts as one that writes. */
    public Builder<Q, R> reads(boolean value) {
      reads = value;
      return this;
    }

    /** See {@link Operation#paging()}. */
    public Builder<Q, R> paging(Paging<Q, R, ?, ?> value) {
      paging = value;
      return this;
    }

    /** See {@link Operation#batching()}. */
    public Builder<Q, R> batching(Batching<Q, R, ?, ?> value) {
      batching = value;
      return this;
    }

    /** See {@link Operation#itemErrors()}. */
    public Builder<Q, R> itemErrors(ItemErrors<R, ?, ?> value) {
      itemErrors = value;
      return this;
    }

    /** See {@link Operation#documentedRegions()}. */
    public Builder<Q, R> documentedRegions(String... ids) {
      documentedRegions = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(ids)));
      return this;
    }

    /** Adds to {@link Operation#applicability()}. */
    public Builder<Q, R> applies(String type, boolean supported, @Nullable String alias) {
      List<Applicability> more = new ArrayList<>(applicability);
      more.add(new Applicability(type, supported, alias));
      applicability = List.copyOf(more);
      return this;
    }

    /** Adds a kind of object that it serves. */
    public Builder<Q, R> serves(String type) {
      return applies(type, true, null);
    }

    /** Adds a kind of object that it serves, and another name of that kind. */
    public Builder<Q, R> serves(String type, String alias) {
      return applies(type, true, alias);
    }

    /** Adds a kind of object that it does not serve. */
    public Builder<Q, R> doesNotServe(String type) {
      return applies(type, false, null);
    }

    /** Adds a kind of object that it does not serve, and another name of that kind. */
    public Builder<Q, R> doesNotServe(String type, String alias) {
      return applies(type, false, alias);
    }

    /** Sets the HTTP statuses of success, such as {@code 201} or {@code 2XX}; 200 by default. */
    public Builder<Q, R> statuses(String... values) {
      statuses = List.of(values);
      return this;
    }

    /** See {@link Operation#requestFields()}; called only when needed. */
    public Builder<Q, R> requestFields(Supplier<List<FieldSpec>> value) {
      requestFields = value;
      return this;
    }

    /** See {@link Operation#responseFields()}; called only when needed. */
    public Builder<Q, R> responseFields(Supplier<List<FieldSpec>> value) {
      responseFields = value;
      return this;
    }

    /** See {@link Operation#sensitive()}. */
    public Builder<Q, R> sensitive(String... wireNames) {
      sensitive = Set.of(wireNames);
      return this;
    }

    /** Adds a member to {@link Operation#requiredOnSuccess()}. */
    public Builder<Q, R> requiredOnSuccess(String wireName, Predicate<R> present) {
      requiredOnSuccess.put(wireName, present);
      return this;
    }

    /** Sets how {@link Operation#check} finds faults. */
    public Builder<Q, R> check(Function<Q, List<Fault>> value) {
      check = value;
      return this;
    }

    /** Returns the description; the builder must not be used afterwards. */
    public Operation<Q, R> build() {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException(name + ": the path \"" + path + "\" must begin with /");
      }
      return new Operation<>(this);
    }
  }
}
