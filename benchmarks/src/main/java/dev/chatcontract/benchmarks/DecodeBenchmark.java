package dev.chatcontract.benchmarks;

import dev.chatcontract.client.model.GetAppidGroupListResponse;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import dev.chatcontract.runtime.json.JsonCodec;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Bytes to records: generated codecs, a hand-written streaming parser, and stock okhttp-gson's
 * classes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodeBenchmark {
  @Param({"SAMPLE", "PAGE", "MEGABYTE"})
  String answer = "SAMPLE";

  private byte[] json = new byte[0];
  private JsonCodec<?> codec = GetGroupInfoResponse.CODEC;
  private Type type = stock.model.GetGroupInfoResponse.class;
  private boolean page;

  @Setup
  public void prepare() {
    json = Answers.valueOf(answer).bytes();
    page = answer.equals("PAGE");
    if (page) {
      codec = GetAppidGroupListResponse.CODEC;
      type = stock.model.GetAppidGroupListResponse.class;
    }
    new stock.JSON();
  }

  @Benchmark
  public Object generated() throws IOException {
    return codec.fromBytes(json);
  }

  @Benchmark
  public Object handWritten() throws IOException {
    return page ? HandWritten.groupIds(json) : HandWritten.profiles(json);
  }

  @Benchmark
  public Object stockOkhttpGson() {
    return stock.JSON.deserialize(new String(json, StandardCharsets.UTF_8), type);
  }
}
