package dev.chatcontract.benchmarks;

import com.tencentyun.TLSSigAPIv2;
import dev.chatcontract.benchmarks.subject.Credentials;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserSig;
import dev.chatcontract.signer.UserSigCache;
import dev.chatcontract.signer.UserSigClaims;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One signature made from scratch, by us and by the vendor's library. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class UserSigBenchmark {
  private static final Credentials WHO = Credentials.EXAMPLE;
  private static final long DAY = 86_400;

  private final SigningKey key = SigningKey.of(WHO.key().getBytes(StandardCharsets.UTF_8));
  private final UserSigCache cache =
      UserSigCache.of(
          ChatCredentials.of(
              WHO.sdkAppId(), WHO.identifier(), WHO.key().getBytes(StandardCharsets.UTF_8)));
  private final TLSSigAPIv2 vendor = new TLSSigAPIv2(WHO.sdkAppId(), WHO.key());

  @Benchmark
  public String ours() {
    long now = System.currentTimeMillis() / 1000;
    return UserSig.generate(key, UserSigClaims.of(WHO.sdkAppId(), WHO.identifier(), now, DAY));
  }

  @Benchmark
  public String oursCached() {
    return cache.userSig();
  }

  /** The lower limit of a cache that must check whether its signature is still valid. */
  @Benchmark
  public long clock() {
    return System.currentTimeMillis();
  }

  @Benchmark
  public String vendor() {
    return vendor.genUserSig(WHO.identifier(), DAY);
  }
}
