package example;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;

/** The store in which a fleet counts its calls: {@code redis://host:port} or {@code jdbc:postgresql://host/database}. */
final class Store {
  /** A store that takes longer counts as unavailable; a shorter restart goes unnoticed. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private Store() {}

  static ProxyManager<String> at(String url) {
    return url.startsWith("jdbc:") ? postgres(url) : redis(url);
  }

  private static ProxyManager<String> redis(String url) {
    RedisCodec<String, byte[]> codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    // Lettuce's own delay grows to 30 s: processes would return to the store one by one.
    ClientResources resources =
        ClientResources.builder().reconnectDelay(Delay.constant(Duration.ofMillis(200))).build();
    return Bucket4jLettuce.casBasedBuilder(RedisClient.create(resources, url).connect(codec))
        .requestTimeout(PATIENCE)
        // The keys of operations that are no longer called expire.
        .expirationAfterWrite(
            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
        .build();
  }

  private static ProxyManager<String> postgres(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(4);
    config.setConnectionTimeout(PATIENCE.toMillis());
    HikariDataSource pool = new HikariDataSource(config);
    // postgresql.sql creates the table.
    return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(pool)
        .table("chat_budget")
        .primaryKeyMapper(PrimaryKeyMapper.STRING)
        .requestTimeout(PATIENCE)
        .build();
  }
}
