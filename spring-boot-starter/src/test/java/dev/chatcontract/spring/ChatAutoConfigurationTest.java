package dev.chatcontract.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.GroupsAsyncClient;
import dev.chatcontract.client.GroupsClient;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.conformance.junit.ChatSimulator;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ClientOptions;
import dev.chatcontract.runtime.InvalidRequestException;
import dev.chatcontract.runtime.Observer;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.runtime.TransportException;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SecretSource;
import dev.chatcontract.signer.SignedChatClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@ChatSimulator
class ChatAutoConfigurationTest {
  private static final GetGroupInfoRequest REQUEST = GetGroupInfoRequest.of(List.of("@TGS#1"));

  private final ApplicationContextRunner bare =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ChatAutoConfiguration.class));

  @Test
  void propertiesConfigureASigningClient(Simulator simulator) throws Exception {
    at(simulator)
        .run(
            context -> {
              context.getBean(ChatClient.class).groups().getGroupInfo(REQUEST);
              context.getBean(GroupsClient.class).getGroupInfo(REQUEST);
              context.getBean(GroupsAsyncClient.class).getGroupInfo(REQUEST).get();
            });
    assertThat(simulator.requests().count()).isEqualTo(3);
  }

  @Test
  void eachGroupOfOperationsHasABeanInBothForms(Simulator simulator) {
    at(simulator)
        .run(
            context ->
                assertThat(context.getBeanNamesForType(Object.class))
                    .contains(
                        "groupsClient",
                        "groupsAsyncClient",
                        "conversationsClient",
                        "conversationsAsyncClient"));
  }

  @Test
  void aClientOfTheApplicationIsTheOnlyOne(Simulator simulator) {
    at(simulator)
        .withBean("mine", ChatClient.class, () -> unsigned(simulator))
        .run(
            context -> {
              assertThat(context).hasSingleBean(ChatClient.class).hasBean("mine");
              assertThat(context).doesNotHaveBean(ChatCredentials.class);
              assertThat(context).hasSingleBean(GroupsClient.class);
              // It does not sign, so the groups are those of this client.
              assertThatThrownBy(() -> context.getBean(GroupsClient.class).getGroupInfo(REQUEST))
                  .isInstanceOf(ApiException.class);
            });
  }

  @Test
  void withTwoClientsTheGroupsAreThoseOfThePrimaryOne(Simulator simulator) {
    ApplicationContextRunner two =
        at(simulator).withBean("first", ChatClient.class, () -> unsigned(simulator));
    two.withBean("second", ChatClient.class, () -> signed(simulator), b -> b.setPrimary(true))
        .run(context -> context.getBean(GroupsClient.class).getGroupInfo(REQUEST));
    two.withBean("second", ChatClient.class, () -> signed(simulator))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(GroupsClient.class));
  }

  private static ChatClient signed(Simulator simulator) {
    return SignedChatClients.builder()
        .baseUrl(simulator.baseUrl())
        .credentials(credentials(simulator))
        .build();
  }

  @Test
  void credentialsSecretSourceAndGroupsOfTheApplicationAreUsed(Simulator simulator) {
    at(simulator, "chat.sdk-app-id=", "chat.identifier=", "chat.secret-key=")
        .withBean(ChatCredentials.class, () -> credentials(simulator))
        .run(context -> context.getBean(GroupsClient.class).getGroupInfo(REQUEST));
    byte[] key = simulator.app().secretKey().getBytes(StandardCharsets.UTF_8);
    at(simulator, "chat.secret-key=")
        .withBean(SecretSource.class, () -> key::clone)
        .run(context -> context.getBean(GroupsClient.class).getGroupInfo(REQUEST));
    assertThat(simulator.requests().count()).isEqualTo(2);
    GroupsClient mine = unsigned(simulator).groups();
    at(simulator)
        .withBean("mine", GroupsClient.class, () -> mine)
        .run(context -> assertThat(context.getBean(GroupsClient.class)).isSameAs(mine));
  }

  @Test
  void aKeyFileIsReadForEachSignature(Simulator simulator, @TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("key");
    Files.writeString(file, simulator.app().secretKey() + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    at(simulator, "chat.secret-key=", "chat.secret-key-file=" + file)
        .run(context -> context.getBean(GroupsClient.class).getGroupInfo(REQUEST));
    assertThat(simulator.requests().count()).isEqualTo(1);
  }

  @Test
  void allMissingPropertiesAreReportedAtOnce() {
    bare.run(
        context -> {
          FailureAnalysis said =
              new ChatPropertiesFailureAnalyzer().analyze(context.getStartupFailure());
          assertThat(said.getDescription())
              .contains("chat.sdk-app-id is not set")
              .contains("chat.identifier is not set")
              .contains("neither chat.secret-key-file nor chat.secret-key is set")
              .contains("neither chat.region nor chat.base-url is set");
          assertThat(said.getAction()).contains("application.properties");
        });
  }

  @Test
  void eachInvalidPropertyIsNamed(Simulator simulator) {
    List<String> wrong =
        List.of(
            "chat.base-url=ftp://x",
            "chat.deadline=0s",
            "chat.connect-timeout=-1s",
            "chat.read-timeout=0",
            "chat.write-timeout=0",
            "chat.max-response-size=0",
            "chat.retries=-1",
            "chat.allow-plain-http=http://x");
    for (String property : wrong) {
      String name = property.substring(0, property.indexOf('='));
      at(simulator, property)
          .run(
              context ->
                  assertThat(context.getStartupFailure())
                      .rootCause()
                      .isInstanceOf(ChatPropertiesException.class)
                      .hasMessageContaining(name + ": "));
    }
    at(simulator, "chat.base-url=", "chat.region=atlantis")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("atlantis")
                    .hasMessageContaining("SILICON_VALLEY"));
    at(simulator, "chat.region=singapore")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("exclude each other"));
    at(simulator, "chat.secret-key=", "chat.secret-key-file=a\0b")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(ChatPropertiesException.class)
                    .hasMessageContaining("chat.secret-key-file is "));
    at(simulator, "chat.secret-key-file=/nowhere")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("exclude each other"));
  }

  @Test
  void regionsAreNamedAsPeopleWriteThem(Simulator simulator) {
    at(simulator, "chat.base-url=", "chat.region=Silicon-Valley")
        .run(context -> assertThat(context).hasSingleBean(ChatClient.class));
  }

  @Test
  void limitsReachTheClient(Simulator simulator) {
    simulator.addFault(FaultRule.on("get_group_info").fault(Faults.hang()).always());
    at(simulator, "chat.deadline=200ms")
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(GroupsClient.class).getGroupInfo(REQUEST))
                    .isInstanceOf(TransportException.class));
    simulator.reset();
    simulator.addFault(FaultRule.on("get_group_info").fault(Faults.code(10002)).always());
    at(simulator, "chat.retries=1", "chat.rate-limits=false")
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(GroupsClient.class).getGroupInfo(REQUEST))
                    .isInstanceOf(ApiException.class));
    assertThat(simulator.requests().count()).isEqualTo(2);
    at(simulator, "chat.validation=off")
        .run(
            context ->
                assertThatThrownBy(
                        () ->
                            context
                                .getBean(GroupsClient.class)
                                .getGroupInfo(
                                    GetGroupInfoRequest.builder()
                                        .groupIdList(List.of())
                                        .buildUnchecked()))
                    .isNotInstanceOf(InvalidRequestException.class)
                    .isInstanceOf(ApiException.class));
  }

  @Test
  void limiterAndCustomizersOfTheApplicationAreUsed(Simulator simulator) {
    AtomicInteger asked = new AtomicInteger();
    RateLimiter counting =
        (operation, wait) -> {
          asked.incrementAndGet();
          return 0;
        };
    at(simulator)
        .withBean(RateLimiter.class, () -> counting)
        .withBean(
            ChatClientCustomizer.class,
            () -> builder -> builder.options(options -> options.application("orders/1.0")))
        .run(context -> context.getBean(GroupsClient.class).getGroupInfo(REQUEST));
    assertThat(asked).hasValue(1);
  }

  @Test
  void severalObserversAreAllTold(Simulator simulator) {
    AtomicInteger told = new AtomicInteger();
    Observer throwing =
        new Observer() {
          @Override
          public void called(Report report) {
            told.addAndGet(1);
            throw new IllegalStateException("first");
          }
        };
    Observer counting =
        new Observer() {
          @Override
          public void called(Report report) {
            told.addAndGet(100);
          }
        };
    at(simulator)
        .withBean("one", Observer.class, () -> throwing)
        .withBean("two", Observer.class, () -> counting)
        .run(context -> context.getBean(GroupsClient.class).getGroupInfo(REQUEST));
    assertThat(told).hasValue(101);
  }

  @Test
  void twoLimitersOrVaultsAreRefusedUnlessOneIsPrimary(Simulator simulator) {
    ApplicationContextRunner limited =
        at(simulator).withBean("one", RateLimiter.class, RateLimiter::unlimited);
    limited
        .withBean("two", RateLimiter.class, RateLimiter::unlimited)
        .run(context -> unclear(context.getStartupFailure()));
    limited
        .withBean("two", RateLimiter.class, RateLimiter::unlimited, b -> b.setPrimary(true))
        .run(context -> assertThat(context).hasNotFailed());
    SecretSource vault = () -> new byte[] {'k'};
    ApplicationContextRunner vaults =
        at(simulator)
            .withBean("one", SecretSource.class, () -> vault)
            .withBean("two", SecretSource.class, () -> vault);
    vaults
        .withPropertyValues("chat.secret-key=")
        .run(context -> unclear(context.getStartupFailure()));
    vaults.run(context -> assertThat(context).hasNotFailed());
  }

  private static void unclear(Throwable failure) {
    assertThat(failure)
        .rootCause()
        .isInstanceOf(NoUniqueBeanDefinitionException.class)
        .hasMessageContaining("one,two");
  }

  @Test
  void callsAreTimedIfMicrometerIsPresent(Simulator simulator) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    at(simulator)
        .withBean(MeterRegistry.class, () -> registry)
        .run(
            context -> {
              context.getBean(GroupsClient.class).getGroupInfo(REQUEST);
              assertThat(registry.get("chat.calls").timer().count()).isEqualTo(1);
            });
    at(simulator).run(context -> assertThat(context).doesNotHaveBean(Observer.class));
    at(simulator)
        .withClassLoader(
            new FilteredClassLoader("io.micrometer", "org.springframework.boot.actuate"))
        .run(context -> assertThat(context).hasSingleBean(ChatClient.class));
  }

  @Test
  void noBeanIsCreatedWhenSwitchedOff() {
    bare.withPropertyValues("chat.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(ChatClient.class)
                    .doesNotHaveBean(GroupsClient.class));
  }

  private ApplicationContextRunner at(Simulator simulator, String... more) {
    return Settings.of(bare, simulator).withPropertyValues(more);
  }

  private static ChatCredentials credentials(Simulator simulator) {
    return ChatCredentials.of(
        simulator.app().appId(), "administrator", simulator.app().secretKey().toCharArray());
  }

  private static ChatClient unsigned(Simulator simulator) {
    return ChatClient.create(ClientOptions.builder().baseUrl(simulator.baseUrl()).build());
  }
}
