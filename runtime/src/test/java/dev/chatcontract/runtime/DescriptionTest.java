package dev.chatcontract.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatcontract.runtime.Things.Ask;
import dev.chatcontract.runtime.Things.Found;
import dev.chatcontract.runtime.operation.Applicability;
import dev.chatcontract.runtime.operation.FieldSpec;
import dev.chatcontract.runtime.operation.Idempotency;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The descriptions that generated code passes in, and the options that a caller sets. */
class DescriptionTest {

  @Test
  void anOperationReturnsWhatTheContractSays() {
    FieldSpec field = FieldSpec.of("Ids", FieldSpec.Type.ARRAY).build();
    Operation<Ask, Found> op =
        Things.operation("full")
            .tag("t")
            .summary("s")
            .description("d")
            .source("p")
            .rateLimit(3, 4)
            .idempotency(Idempotency.<Ask>whenPresent(List.of("Name"), q -> true).alreadyDone(5, 6))
            .paging(Things.BY_NEXT)
            .batching(Things.BATCHING)
            .itemErrors(Things.ITEM_ERRORS)
            .documentedRegions("B", "A")
            .applies("Public", true, null)
            .applies("Live", false, "Stream")
            .requestFields(() -> List.of(field))
            .responseFields(() -> List.of(field, field))
            .requiredOnSuccess("Things", r -> r.things() != null)
            .build();
    assertThat(op).hasToString("full");
    assertThat(op.name()).isEqualTo("full");
    assertThat(op.tag()).isEqualTo("t");
    assertThat(op.summary()).isEqualTo("s");
    assertThat(op.description()).isEqualTo("d");
    assertThat(op.source()).isEqualTo("p");
    assertThat(op.method()).isEqualTo("POST");
    assertThat(op.path()).isEqualTo("/v1/things/full");
    assertThat(op.request()).isSameAs(Ask.CODEC);
    assertThat(op.response()).isSameAs(Found.CODEC);
    assertThat(op.envelope()).containsSame(Things.ENVELOPE);
    assertThat(op.errors()).isSameAs(Things.ERRORS);
    assertThat(op.rateLimit()).contains(new RateLimit(3, 4));
    assertThat(op.idempotency().members()).containsExactly("Name");
    assertThat(op.idempotency().alreadyDone()).containsExactly(5L, 6L);
    assertThat(op.idempotency().isAlways()).isFalse();
    assertThat(op.paging()).containsSame(Things.BY_NEXT);
    assertThat(op.batching()).containsSame(Things.BATCHING);
    assertThat(op.itemErrors()).containsSame(Things.ITEM_ERRORS);
    assertThat(op.documentedRegions()).containsExactly("B", "A");
    assertThat(op.applicability())
        .containsExactly(
            new Applicability("Public", true, null), new Applicability("Live", false, "Stream"));
    assertThat(op.requestFields()).containsExactly(field);
    assertThat(op.responseFields()).hasSize(2);
    assertThat(op.requiredOnSuccess()).containsExactly("Things");
    assertThat(op.sensitive()).containsExactly("Name");
    assertThat(op.check(Ask.ids(List.of()))).hasSize(1);
  }

  @Test
  void anOperationPromisesNothingByDefault() {
    Operation<Ask, Found> op = Operation.named("o", Ask.CODEC, Found.CODEC).path("/").build();
    assertThat(op.envelope()).isEmpty();
    assertThat(op.rateLimit()).isEmpty();
    assertThat(op.paging()).isEmpty();
    assertThat(op.batching()).isEmpty();
    assertThat(op.itemErrors()).isEmpty();
    assertThat(op.tag() + op.summary() + op.description() + op.source()).isEmpty();
    assertThat(op.requestFields()).isEmpty();
    assertThat(op.responseFields()).isEmpty();
    assertThat(op.idempotency().holds(Ask.empty())).isFalse();
    assertThat(op.idempotency().alreadyDone()).isEmpty();
    assertThat(op.check(Ask.ids(List.of()))).isEmpty();
    assertThat(Idempotency.<Ask>always().isAlways()).isTrue();
    assertThat(Idempotency.<Ask>always().members()).isEmpty();
  }

  @Test
  void anOperationIsDescribedOnFirstUseOfMoreThanItsName() {
    List<String> asked = new ArrayList<>();
    Operation<Ask, Found> op =
        Operation.described(
            "o",
            "Asks.",
            name -> {
              asked.add(name);
              return Operation.named(name, Ask.CODEC, Found.CODEC).path("/o").tag("t").build();
            });
    assertThat(op.name() + op.summary() + op).isEqualTo("oAsks.o");
    assertThat(asked).isEmpty();
    assertThat(op.path() + op.tag()).isEqualTo("/ot");
    assertThat(asked).containsExactly("o");
  }

  @Test
  void theDescriptionOfAnotherOperationIsRefused() {
    Operation<Ask, Found> other =
        Operation.named("other", Ask.CODEC, Found.CODEC).path("/").build();
    Operation<Ask, Found> op = Operation.described("o", "", name -> other);
    assertThatThrownBy(op::path).hasMessage("o was given the description of other");
  }

  @Test
  void anOperationServesSomeKindsOfObjectAndNotOthers() {
    Operation<Ask, Found> op =
        Things.operation("o")
            .serves("Public")
            .serves("Work", "Private")
            .doesNotServe("Live")
            .doesNotServe("Hall", "Room")
            .build();
    assertThat(op.applicability())
        .containsExactly(
            new Applicability("Public", true, null),
            new Applicability("Work", true, "Private"),
            new Applicability("Live", false, null),
            new Applicability("Hall", false, "Room"));
  }

  @Test
  void anOperationSaysHowItIsSentAndHowOften() {
    Operation<Ask, Found> op =
        Things.operation("o").method("PUT").reads(true).rateLimitPerKey("Name", 5, 2).build();
    assertThat(op.method()).isEqualTo("PUT");
    assertThat(op.reads()).isTrue();
    assertThat(op.rateLimitPerKey()).contains(new KeyRateLimit("Name", new RateLimit(5, 2)));
    assertThat(op.rateLimit()).isEmpty();
    assertThat(Things.WRITE.reads()).isFalse();
    assertThat(Things.WRITE.rateLimitPerKey()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "200, 200, true",
    "200, 201, false",
    "201, 201, true",
    "201, 200, false",
    "2XX, 200, true",
    "2XX, 299, true",
    "2XX, 199, false",
    "2XX, 300, false",
    "2XX, 20, false",
    "2XX, 2000, false"
  })
  void theContractSaysWhichHttpStatusesSucceed(String listed, int status, boolean succeeds) {
    assertThat(Things.operation("o").statuses(listed, "418").build().succeeds(status))
        .isEqualTo(succeeds);
    assertThat(Things.WRITE.succeeds(status)).isEqualTo(status == 200);
  }

  @Test
  void anOperationNeedsAPathAndAMethodWithABody() {
    assertThat(catchThrowable(() -> Operation.named("o", Ask.CODEC, Found.CODEC).build()))
        .hasMessage("o: the path \"\" must begin with /");
    assertThat(catchThrowable(() -> Operation.named("o", Ask.CODEC, Found.CODEC).method("GET")))
        .hasMessage("o: method GET is not one of [POST, PUT, PATCH]");
  }

  @Test
  void aFieldReturnsWhatTheContractSays() {
    FieldSpec item = FieldSpec.of("", FieldSpec.Type.STRING).build();
    FieldSpec f =
        FieldSpec.of("F", FieldSpec.Type.INT64)
            .items(item)
            .fields(List.of(item))
            .required()
            .description("d")
            .minimum("1")
            .maximum("2")
            .minItems(3)
            .maxItems(4)
            .maxBytes(5)
            .pattern("p")
            .knownValues("v", "m", "w", "")
            .unit("seconds")
            .example("\"e\"")
            .sensitive()
            .build();
    assertThat(f).hasToString("F: int64");
    assertThat(f.name()).isEqualTo("F");
    assertThat(f.type()).isEqualTo(FieldSpec.Type.INT64);
    assertThat(f.items()).isSameAs(item);
    assertThat(f.fields()).containsExactly(item);
    assertThat(f.required()).isTrue();
    assertThat(f.description()).isEqualTo("d");
    assertThat(f.minimum()).isEqualTo(BigDecimal.ONE);
    assertThat(f.maximum()).isEqualTo("2");
    assertThat(f.minItems()).isEqualTo(3);
    assertThat(f.maxItems()).isEqualTo(4);
    assertThat(f.maxBytes()).isEqualTo(5);
    assertThat(f.pattern()).isEqualTo("p");
    assertThat(f.knownValues())
        .containsExactly(new FieldSpec.KnownValue("v", "m"), new FieldSpec.KnownValue("w", ""));
    assertThat(f.unit()).isEqualTo("seconds");
    assertThat(f.example()).isEqualTo("\"e\"");
    assertThat(f.sensitive()).isTrue();
    assertThat(item.required()).isFalse();
    assertThat(item.sensitive()).isFalse();
    assertThat(item.description()).isEmpty();
    assertThat(item.minimum()).isNull();
    assertThat(item.items()).isNull();
  }

  @Test
  void aCatalogueLooksUpTheOperationsOwnMeaningFirst() {
    assertThat(Things.ERRORS.find(104).orElseThrow().name()).isEqualTo("BAD");
    assertThat(Things.ERRORS.find(700).orElseThrow().name()).isEqualTo("EXPIRED");
    assertThat(Things.ERRORS.find(1)).isEmpty();
    assertThat(Things.ERRORS.own()).hasSize(5);
    assertThat(Things.ERRORS.entries())
        .extracting(ErrorEntry::code)
        .containsExactly(100L, 101L, 102L, 103L, 104L, 700L);
    assertThat(Things.ERRORS.classOf(104)).isEqualTo(ErrorClass.INVALID_REQUEST);
    assertThat(Things.ERRORS.classOf(699)).isEqualTo(ErrorClass.UNLISTED);
    assertThat(Things.ERRORS.classOf(799)).isEqualTo(ErrorClass.AUTH);
    assertThat(Things.ERRORS.range(800)).isEmpty();
    assertThat(ErrorCatalogue.empty().entries()).isEmpty();
    assertThat(ErrorClass.NOT_FOUND.wireName()).isEqualTo("not-found");
    assertThat(Retry.IF_IDEMPOTENT.wireName()).isEqualTo("if-idempotent");
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,0"})
  void aRateLimitIsAtLeastOneCallPerSecond(int calls, int seconds) {
    assertThat(catchThrowable(() -> new RateLimit(calls, seconds)))
        .hasMessage(
            "rate limit of " + calls + " calls per " + seconds + " s: both must be at least 1");
  }

  @Test
  void waitsDoubleUpToTheCapLessTheJitter() {
    RetryPolicy p = new RetryPolicy(0, Duration.ofMillis(100), Duration.ofSeconds(1), 0.5);
    assertThat(p.delayNanos(0, 0)).isEqualTo(100_000_000L);
    assertThat(p.delayNanos(3, 0)).isEqualTo(800_000_000L);
    assertThat(p.delayNanos(4, 0)).isEqualTo(1_000_000_000L);
    assertThat(p.delayNanos(1000, 0)).isEqualTo(1_000_000_000L);
    assertThat(p.delayNanos(0, 1)).isEqualTo(50_000_000L);
    assertThat(RetryPolicy.standard())
        .isEqualTo(new RetryPolicy(2, Duration.ofMillis(500), Duration.ofSeconds(8), 0.25));
    assertThat(RetryPolicy.none().retries()).isZero();
  }

  @Test
  void aWaitMayBeWithoutACap() {
    Duration forEver = ChronoUnit.FOREVER.getDuration();
    RetryPolicy p = new RetryPolicy(2, Duration.ofMillis(100), forEver, 0);
    assertThat(p.delayNanos(3, 0)).isEqualTo(800_000_000L);
    assertThat(p.delayNanos(1000, 0)).isEqualTo(100_000_000L << 30);
    assertThat(new RetryPolicy(2, forEver, forEver, 0).delayNanos(0, 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aRetryPolicyChecksItsBounds() {
    Duration one = Duration.ofSeconds(1);
    assertThat(catchThrowable(() -> new RetryPolicy(-1, one, one, 0)))
        .hasMessageContaining("not -1");
    assertThat(catchThrowable(() -> new RetryPolicy(0, one.negated(), one, 0))).isNotNull();
    assertThat(catchThrowable(() -> new RetryPolicy(0, one, Duration.ZERO, 0))).isNotNull();
    assertThat(catchThrowable(() -> new RetryPolicy(0, one, one, 1.1))).hasMessageContaining("1.1");
    assertThat(catchThrowable(() -> new RetryPolicy(0, one, one, -0.1))).isNotNull();
    assertThat(catchThrowable(() -> new RetryPolicy(0, one, one, Double.NaN))).isNotNull();
    assertThat(new RetryPolicy(0, Duration.ZERO, Duration.ZERO, 1).jitter()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ftp://x", "//x", "localhost:80", "https://"})
  void aBaseUrlHasSchemeAndHost(String url) {
    assertThat(catchThrowable(() -> ClientOptions.builder().baseUrl(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must look like https://host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/?usersig=S3CRET",
        "https://h/#S3CRET",
        "https://S3CRET@h/",
        "https://:S3CRET@h/"
      })
  void aBaseUrlWithSecretsIsRefusedWithoutRepeatingThem(String url) {
    assertThat(catchThrowable(() -> CallOptions.none().baseUrl(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the base URL of h must have no user, query or fragment");
  }

  @Test
  void aRegionIsABaseUrl() {
    ServerRegion region =
        new ServerRegion() {
          @Override
          public String id() {
            return "R";
          }

          @Override
          public String displayName() {
            return "r";
          }

          @Override
          public String baseUrl() {
            return "https://r.example";
          }
        };
    assertThat(ClientOptions.builder().region(region).build().baseUrl())
        .hasToString("https://r.example/");
    assertThat(CallOptions.none().region(region).baseUrl()).hasToString("https://r.example/");
    assertThat(catchThrowable(() -> ClientOptions.builder().build()))
        .hasMessage("no base URL: call region(...) or baseUrl(...)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Host", "content-length", "Content-Type", "Transfer-Encoding", "CONNECTION"})
  void headersThatFrameTheMessageAreRefused(String name) {
    assertThat(catchThrowable(() -> CallOptions.none().header(name, "x")))
        .hasMessage("the header " + name + " belongs to the transport");
  }

  @Test
  void headersCannotBeBrokenOutOf() {
    assertThat(catchThrowable(() -> CallOptions.none().header("X", "a\r\nY: b"))).isNotNull();
    assertThat(catchThrowable(() -> ClientOptions.builder().userAgent("a\nb"))).isNotNull();
    assertThat(catchThrowable(() -> ClientOptions.builder().application("a\nb"))).isNotNull();
  }

  @Test
  void aHeaderHoldsPrintableAsciiAndTabs() {
    assertThat(CallOptions.none().header("!~", "\t ~a").headers()).containsEntry("!~", "\t ~a");
    for (String bad : List.of("a\u001f", "a\u007f", "a\n", "a\u00e9")) {
      assertThat(catchThrowable(() -> CallOptions.none().header("X", bad)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the value of the header X must be of ASCII characters without control characters;"
                  + " character 2 is U+00%02X",
              (int) bad.charAt(1));
    }
    for (String bad : List.of("", "a b", "a\u007f", "a\t")) {
      assertThat(catchThrowable(() -> CallOptions.none().header(bad, "x")))
          .hasMessage("the name of a header must be of ASCII characters without white space");
    }
  }

  @Test
  void optionsCheckTheirBounds() {
    for (Duration bad :
        List.of(
            Duration.ZERO,
            Duration.ofNanos(999_999),
            Duration.ofSeconds(-1),
            Duration.ofSeconds(Long.MIN_VALUE),
            ChronoUnit.FOREVER.getDuration(),
            Duration.ofDays(25))) {
      assertThat(catchThrowable(() -> CallOptions.none().deadline(bad)))
          .hasMessageStartingWith("deadline must be from 1 ms to 24 days, not ");
      assertThat(catchThrowable(() -> ClientOptions.builder().readTimeout(bad)))
          .hasMessageStartingWith("readTimeout must be");
    }
    assertThat(CallOptions.none().deadline(Duration.ofMillis(1)).deadline())
        .isEqualTo(Duration.ofMillis(1));
    assertThat(CallOptions.none().deadline(Duration.ofMillis(Integer.MAX_VALUE)).deadline())
        .isNotNull();
    assertThat(catchThrowable(() -> CallOptions.none().retries(-1)))
        .hasMessage("retries must be at least 0, not -1");
    assertThat(catchThrowable(() -> ClientOptions.builder().maxResponseBytes(0)))
        .hasMessage("maxResponseBytes must be at least 1, not 0");
    assertThat(CallOptions.none().retries(0).retries()).isZero();
    ClientOptions.Builder least = ClientOptions.builder().baseUrl("https://h").maxResponseBytes(1);
    assertThat(least.build().maxResponseBytes()).isEqualTo(1);
  }

  @Test
  void settingOneCallOptionKeepsTheOthers() {
    CallOptions all =
        CallOptions.none()
            .deadline(Duration.ofSeconds(1))
            .connectTimeout(Duration.ofSeconds(2))
            .readTimeout(Duration.ofSeconds(3))
            .writeTimeout(Duration.ofSeconds(4))
            .baseUrl("https://h")
            .retries(5)
            .validation(Validation.OFF)
            .header("A", "1")
            .header("B", "2");
    assertThat(all.deadline()).isEqualTo(Duration.ofSeconds(1));
    assertThat(all.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(all.readTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(all.writeTimeout()).isEqualTo(Duration.ofSeconds(4));
    assertThat(all.baseUrl()).hasToString("https://h/");
    assertThat(all.retries()).isEqualTo(5);
    assertThat(all.validation()).isEqualTo(Validation.OFF);
    assertThat(all.headers()).containsEntry("A", "1").containsEntry("B", "2");
    assertThat(CallOptions.none().headers()).isEmpty();
    assertThat(CallOptions.none().hasTimeouts()).isFalse();
  }

  @Test
  void optionsOfAClientAreACopy() {
    ClientOptions.Builder builder = ClientOptions.builder().baseUrl("https://a").userAgent("u");
    ClientOptions first = builder.build();
    builder.baseUrl("https://b");
    assertThat(first.baseUrl()).hasToString("https://a/");
    ClientOptions second = first.toBuilder().maxResponseBytes(9).build();
    assertThat(second.baseUrl()).hasToString("https://a/");
    assertThat(second.userAgent()).isEqualTo("u");
    assertThat(second.maxResponseBytes()).isEqualTo(9);
    assertThat(first.maxResponseBytes()).isEqualTo(8_388_608);
    assertThat(first.deadline()).isEqualTo(Duration.ofSeconds(30));
    assertThat(first.onResign().getAsBoolean()).isFalse();
    assertThat(DoubleStream.generate(first.random()).limit(20).boxed().distinct().toList())
        .allSatisfy(random -> assertThat(random).isBetween(0.0, 1.0))
        .hasSizeGreaterThan(1);
  }
}
