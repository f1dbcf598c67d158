package dev.chatcontract.spring;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.runtime.Observer;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.runtime.metrics.MicrometerObserver;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SecretSource;
import dev.chatcontract.signer.SignedChatClients;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Provides a {@link ChatClient}, configured by the properties {@code chat.*} unless the application
 * defines one, and a bean for each group of its operations, blocking and asynchronous.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnProperty(prefix = "chat", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(ChatProperties.class)
@Import(OperationClientBeans.class)
public final class ChatAutoConfiguration {
  ChatAutoConfiguration() {}

  /** Times calls in the application's registry. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  static class Metrics {
    @Bean
    @ConditionalOnSingleCandidate(MeterRegistry.class)
    @ConditionalOnMissingBean
    Observer chatObserver(MeterRegistry registry) {
      return new MicrometerObserver(registry);
    }
  }

  /** The client and its credentials. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingBean(ChatClient.class)
  static class Client {
    @Bean
    @ConditionalOnMissingBean
    ChatCredentials chatCredentials(ChatProperties properties, ObjectProvider<SecretSource> vault) {
      return ClientOfProperties.credentials(properties, vault::getIfAvailable);
    }

    @Bean
    ChatClient chatClient(
        ChatProperties properties,
        ChatCredentials credentials,
        ObjectProvider<Observer> observers,
        ObjectProvider<RateLimiter> rateLimiter,
        ObjectProvider<ChatClientCustomizer> customizers) {
      SignedChatClients.Builder builder = ClientOfProperties.builder(properties, credentials);
      observers
          .orderedStream()
          .reduce(Observer::andThen)
          .ifPresent(all -> builder.options(options -> options.observer(all)));
      rateLimiter.ifAvailable(builder::rateLimiter); // throws if it is unclear which one
      customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
      return builder.build();
    }
  }
}
