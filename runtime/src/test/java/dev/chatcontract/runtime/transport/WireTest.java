package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

class WireTest {
  private final Request request = new Request.Builder().url("https://h/").build();

  @Test
  void aCallSeeksUntilItHasFoundItsConnection() {
    Wire wire = new Wire();
    assertThat(wire.seeking()).isFalse();
    wire.seek();
    assertThat(wire.seeking()).isTrue();
    wire.found(request);
    assertThat(wire.seeking()).isFalse();
    wire.seek();
    wire.clear();
    assertThat(wire.seeking()).isFalse();
  }

  @Test
  void theUnsignedRequestIsKnownDuringAnExchangeOnly() {
    Wire wire = new Wire();
    assertThat(wire.unsigned()).isNull();
    wire.found(request);
    assertThat(wire.unsigned()).isSameAs(request);
    wire.clear();
    assertThat(wire.unsigned()).isNull();
    wire.found(request);
    wire.seek();
    assertThat(wire.unsigned()).isNull();
  }

  @Test
  void eachThreadHasItsOwn() {
    Wire here = Wire.current();
    assertThat(Wire.current()).isSameAs(here);
    assertThat(
            CompletableFuture.supplyAsync(Wire::current, task -> new Thread(task).start()).join())
        .isNotSameAs(here);
  }
}
