package dev.chatcontract.spring;

import dev.chatcontract.runtime.Validation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the client; absent ones keep the client's own defaults.
 *
 * @param enabled Whether the beans are created.
 * @param sdkAppId SDKAppID, the number of the application.
 * @param identifier Administrator account that signs the calls.
 * @param secretKey Secret key of the application. A file is safer: see secret-key-file.
 * @param secretKeyFile File that contains the secret key; only its owner may be able to use it. It
 *     is read again for each new signature, so that the key can be rotated.
 * @param region Data centre of the application, such as singapore or silicon-valley.
 * @param baseUrl Base URL instead of a region, such as that of a simulator.
 * @param allowPlainHttp Hosts other than loopback that may be called without TLS.
 * @param deadline Total time for a call, including all attempts and waits. 30 s by default.
 * @param connectTimeout Time allowed to connect. 5 s by default.
 * @param readTimeout Longest silence allowed while an answer is read. 10 s by default.
 * @param writeTimeout Longest stall allowed while a request is written. 10 s by default.
 * @param maxResponseSize Largest answer accepted, after decompression. 8 MB by default.
 * @param retries Attempts after the first, where the contract allows any. 2 by default.
 * @param rateLimits Whether the client keeps to the contract's rate limits.
 * @param validation What happens to a request that breaks the contract. STRICT by default.
 * @param health What the health endpoint checks.
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
   * What the health endpoint checks.
   *
   * @param operation Operation that each health check calls; it must be one that changes nothing.
   *     Without it, nothing is called.
   * @param body Request of that operation as JSON.
   * @param timeout Longest wait for its answer.
   */
  public record Health(
      @Nullable String operation,
      @DefaultValue("{}") String body,
      @DefaultValue("5s") Duration timeout) {}
}
