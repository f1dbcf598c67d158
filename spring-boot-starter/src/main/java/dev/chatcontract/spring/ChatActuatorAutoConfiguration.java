package dev.chatcontract.spring;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.signer.ChatCredentials;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds the health of the client to Actuator, and hides the key in its endpoints. The health types
 * of Boot 3 and of Boot 4 are in different packages, so each has a class here.
 */
@AutoConfiguration(after = ChatAutoConfiguration.class)
@ConditionalOnBean(ChatProperties.class)
public final class ChatActuatorAutoConfiguration {
  ChatActuatorAutoConfiguration() {}

  /** Hides the key, whatever {@code show-values} says and whatever property it came from. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(SanitizingFunction.class)
  static class Endpoints {
    @Bean
    SanitizingFunction chatSecretKeySanitizer(ChatProperties properties) {
      return new SecretKeySanitizer(properties.secretKey());
    }
  }

  /** The health in Spring Boot 3. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(org.springframework.boot.actuate.health.HealthIndicator.class)
  static class Boot3 {
    @Bean
    @ConditionalOnSingleCandidate(ChatClient.class)
    @ConditionalOnEnabledHealthIndicator("chat")
    @ConditionalOnMissingBean(name = "chatHealthIndicator")
    org.springframework.boot.actuate.health.HealthIndicator chatHealthIndicator(
        ChatProperties properties, ChatClient client, ObjectProvider<ChatCredentials> credentials) {
      ChatHealth health = new ChatHealth(properties.health(), client, credentials.getIfUnique());
      return () -> {
        ChatHealth.Report report = health.look();
        return org.springframework.boot.actuate.health.Health.status(report.state().name())
            .withDetails(report.details())
            .build();
      };
    }
  }

  /** The health in Spring Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthIndicator.class)
  static class Boot4 {
    @Bean
    @ConditionalOnSingleCandidate(ChatClient.class)
    @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator(
        "chat")
    @ConditionalOnMissingBean(name = "chatHealthIndicator")
    HealthIndicator chatHealthIndicator(
        ChatProperties properties, ChatClient client, ObjectProvider<ChatCredentials> credentials) {
      ChatHealth health = new ChatHealth(properties.health(), client, credentials.getIfUnique());
      return () -> {
        ChatHealth.Report report = health.look();
        return org.springframework.boot.health.contributor.Health.status(report.state().name())
            .withDetails(report.details())
            .build();
      };
    }
  }
}
