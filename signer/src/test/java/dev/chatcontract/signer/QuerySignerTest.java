package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class QuerySignerTest {
  private static final int CALLS = 20_000;

  /** Headers of a String and of its byte array, and padding. */
  private static final int STRING_OVERHEAD = 64;

  private final UserSigCache cache =
      UserSigCache.of(ChatCredentials.of(1400000001, "administrator", Keys.TEXT.toCharArray()));
  private long next;
  private final QuerySigner signer =
      new QuerySigner(
          cache, new QueryNames("app", "who", "sig", "nonce", 9, "format", "json"), () -> next++);

  @Test
  void theNumberComesLast() {
    UserSigCache.Entry entry = cache.entry();
    String expected =
        "app=1400000001&who=administrator&sig=" + entry.userSig() + "&format=json&nonce=";

    assertThat(signer.query(entry)).isEqualTo(expected + "0");
    assertThat(signer.query(entry)).isEqualTo(expected + "1");
  }

  @Test
  void aQueryAllocatesNothingBeyondItself() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int most = signer.query(cache.entry()).length() + STRING_OVERHEAD;
    int length = 0;
    for (int i = 0; i < CALLS; i++) {
      length += signer.query(cache.entry()).length();
    }

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      length += signer.query(cache.entry()).length();
    }
    long perCall = (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;

    assertThat(length).isPositive();
    assertThat(perCall).isLessThanOrEqualTo(most);
  }
}
