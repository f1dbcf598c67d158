package dev.chatcontract.spring;

import dev.chatcontract.runtime.Validation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the client is made of; what is absent keeps the client's own default.
 *
 * @param enabled Whether the beans are made at all.
 * @param sdkAppId Number of the application, the SDKAppID.
 * @param identifier Administrator account that signs the calls.
 * @param secretKey Secret key of the application. A file is the safer place: see secret-key-file.
 * @param secretKeyFile File that holds the secret key, for its owner alone. It is read again for
 *     each new signature, so that the key can rotate.
 * @param region Data centre of the application, such as singapore or silicon-valley.
 * @param baseUrl Base URL instead of a region, such as that of a simulator.
 * @param allowPlainHttp Hosts other than loopback that may be called without TLS.
 * @param deadline Total time of a call, all attempts and waits together. 30 s by default.
 * @param connectTimeout Time to connect. 5 s by default.
 * @param readTimeout Longest silence while an answer is read. 10 s by default.
 * @param writeTimeout Longest stall while a request is written. 10 s by default.
 * @param maxResponseSize Largest answer accepted, decompressed. 8 MB by default.
 * @param retries Attempts after the first, where the contract allows any. 2 by default.
 * @param rateLimits Whether calls are spread by the contract's rate limits.
 * @param validation What happens to a request that breaks the contract. STRICT by default.
 * @param health What the health endpoint looks at.
 */
@ConfigurationProperties("chat")
public record ChatProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable Long sdkAppId,
    @Nullable String identifier,
    @Nullable ChatSecretKey secretKey,
    @Nullable String secretKeyFile,
    @Nullable String region,
    @Nullable String baseUrl,
    @DefaultValue List<String> allowPlainHttp,
    @Nullable Duration deadline,
    @Nullable Duration connectTimeout,
    @Nullable Duration readTimeout,
    @Nullable Duration writeTimeout,
    @Nullable DataSize maxResponseSize,
    @Nullable Integer retries,
    @DefaultValue("true") boolean rateLimits,
    @Nullable Validation validation,
    @DefaultValue Health health) {

  /**
   * What the health endpoint looks at.
   *
   * @param operation Operation that each look at the health calls; one that changes nothing.
   *     Without it nothing is called.
   * @param body Request of that operation as JSON.
   * @param timeout Longest wait for its answer.
   */
  public record Health(
      @Nullable String operation,
      @DefaultValue("{}") String body,
      @DefaultValue("5s") Duration timeout) {}
}
