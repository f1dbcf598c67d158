package dev.chatcontract.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.conformance.junit.ChatSimulator;
import dev.chatcontract.conformance.simulator.Simulator;
import dev.chatcontract.conformance.simulator.fault.FaultRule;
import dev.chatcontract.conformance.simulator.fault.Faults;
import dev.chatcontract.signer.SecretSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@ChatSimulator
class ActuatorTest {
  private static final String OPERATION = "chat.health.operation=get_appid_group_list";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          // This module has Boot 4's type on its class path only for compilation.
          .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
          .withConfiguration(
              AutoConfigurations.of(
                  ChatAutoConfiguration.class, ChatActuatorAutoConfiguration.class));

  @Test
  void noEndpointShowsTheKeyEvenIfAllValuesAreShown(Simulator simulator) {
    String key = simulator.app().secretKey();
    Settings.of(runner, simulator)
        .withPropertyValues(
            "vault.chat=" + key,
            "command.line=--chat.secret-key=" + key,
            "chat.secret-key=${vault.chat}")
        .withSystemProperties("CHAT_SECRETKEY=" + key)
        .run(
            context -> {
              List<SanitizingFunction> functions =
                  List.copyOf(context.getBeansOfType(SanitizingFunction.class).values());
              EnvironmentEndpoint environment =
                  new EnvironmentEndpoint(context.getEnvironment(), functions, Show.ALWAYS);
              String shown =
                  new ObjectMapper()
                      .findAndRegisterModules()
                      .writeValueAsString(environment.environment(null));
              assertThat(shown).contains("vault.chat", "administrator").doesNotContain(key);
              ConfigurationPropertiesReportEndpoint report =
                  new ConfigurationPropertiesReportEndpoint(functions, Show.ALWAYS);
              report.setApplicationContext(context);
              shown = new ObjectMapper().writeValueAsString(report.configurationProperties());
              assertThat(shown).contains("sdkAppId", "administrator").doesNotContain(key);
              assertThat(context.getBean(ChatProperties.class).toString())
                  .contains("secretKey=hidden")
                  .doesNotContain(key);
            });
  }

  @Test
  void healthMakesNoCallUnlessAnOperationIsNamed(Simulator simulator) {
    Settings.of(runner, simulator)
        .run(
            context -> {
              Health health = context.getBean(HealthIndicator.class).health();
              assertThat(health.getStatus()).isEqualTo(Status.UP);
              assertThat(health.getDetails()).containsEntry("identifier", "administrator");
            });
    assertThat(simulator.requests().count()).isZero();
    Settings.of(runner, simulator)
        .withPropertyValues(OPERATION, "chat.health.body={\"Limit\": 1}")
        .run(
            context ->
                assertThat(context.getBean(HealthIndicator.class).health().getStatus())
                    .isEqualTo(Status.UP));
    assertThat(simulator.requests().count()).isEqualTo(1);
  }

  @Test
  void healthIsDownWithAReason(Simulator simulator, @TempDir Path directory) {
    Settings.of(runner, simulator)
        .withPropertyValues(
            "chat.secret-key=", "chat.secret-key-file=" + directory.resolve("absent"))
        .run(
            context -> {
              Health health = context.getBean(HealthIndicator.class).health();
              assertThat(health.getStatus()).isEqualTo(Status.DOWN);
              assertThat(health.getDetails().get("error").toString()).contains("absent");
            });
    simulator.addFault(FaultRule.on("get_appid_group_list").fault(Faults.code(10007)));
    Settings.of(runner, simulator)
        .withPropertyValues(OPERATION)
        .run(
            context -> {
              Health health = context.getBean(HealthIndicator.class).health();
              assertThat(health.getStatus()).isEqualTo(Status.DOWN);
              assertThat(health.getDetails()).containsEntry("code", 10007L);
            });
    simulator.addFault(FaultRule.on("get_appid_group_list").fault(Faults.reset()));
    Settings.of(runner, simulator)
        .withPropertyValues(OPERATION)
        .run(
            context ->
                assertThat(context.getBean(HealthIndicator.class).health().getStatus())
                    .isEqualTo(Status.DOWN));
  }

  @ParameterizedTest
  @MethodSource("brokenVaults")
  void healthIsDownWhateverAVaultThrows(SecretSource vault, String reason, Simulator simulator) {
    Settings.of(runner, simulator)
        .withPropertyValues("chat.secret-key=")
        .withBean(SecretSource.class, () -> vault)
        .run(
            context -> {
              Health health = context.getBean(HealthIndicator.class).health();
              assertThat(health.getStatus()).isEqualTo(Status.DOWN);
              assertThat(health.getDetails().get("error").toString()).contains(reason);
            });
  }

  static Stream<Arguments> brokenVaults() {
    SecretSource sealed =
        () -> {
          throw new UncheckedIOException(new IOException("the vault is sealed"));
        };
    SecretSource empty = () -> new byte[0];
    SecretSource absent = () -> null;
    return Stream.of(
        Arguments.of(sealed, "the vault is sealed"),
        Arguments.of(empty, "the secret key is empty"),
        Arguments.of(absent, "the SecretSource returned null"));
  }

  @Test
  void healthIsDownIfAnInterceptorThrows(Simulator simulator) {
    Interceptor broken =
        chain -> {
          throw new IllegalStateException("no tenant");
        };
    Settings.of(runner, simulator)
        .withPropertyValues(OPERATION)
        .withBean(
            ChatClientCustomizer.class,
            () -> builder -> builder.options(options -> options.interceptor(broken)))
        .run(
            context -> {
              Health health = context.getBean(HealthIndicator.class).health();
              assertThat(health.getStatus()).isEqualTo(Status.DOWN);
              assertThat(health.getDetails().get("error").toString()).contains("no tenant");
            });
  }

  @Test
  void healthRefusesOperationsThatWriteAndBodiesThatAreNotObjects(Simulator simulator) {
    for (String operation : List.of("import_group", "no_such_operation")) {
      Settings.of(runner, simulator)
          .withPropertyValues("chat.health.operation=" + operation)
          .run(
              context ->
                  assertThat(context.getStartupFailure())
                      .rootCause()
                      .hasMessageContaining("chat.health.operation is ")
                      .hasMessageContaining("get_appid_group_list")
                      .hasMessageNotContaining("import_group"));
    }
    for (String body : List.of("[1]", "{", "{} x")) {
      Settings.of(runner, simulator)
          .withPropertyValues(OPERATION, "chat.health.body=" + body)
          .run(
              context ->
                  assertThat(context.getStartupFailure())
                      .rootCause()
                      .hasMessageContaining("chat.health.body must be a JSON object"));
    }
  }

  @Test
  void aTimeoutThatIsNotPositiveIsRefused(Simulator simulator) {
    for (String timeout : List.of("0s", "-1s")) {
      Settings.of(runner, simulator)
          .withPropertyValues("chat.health.timeout=" + timeout)
          .run(
              context ->
                  assertThat(context.getStartupFailure())
                      .rootCause()
                      .isInstanceOf(ChatPropertiesException.class)
                      .hasMessageContaining("chat.health.timeout: "));
    }
  }

  @Test
  void healthCanBeSwitchedOff(Simulator simulator) {
    Settings.of(runner, simulator)
        .withPropertyValues("management.health.chat.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
  }

  @Test
  void anApplicationWithoutActuatorHasNoHealthIndicator(Simulator simulator) {
    Settings.of(runner, simulator)
        .withClassLoader(
            new FilteredClassLoader(
                "org.springframework.boot.actuate", "org.springframework.boot.health"))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("chatHealthIndicator"));
  }
}
