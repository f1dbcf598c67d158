package dev.chatcontract.benchmarks.subject;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;

/**
 * The generated client, which signs with a cached UserSig; only the rate limit is off, since it
 * would limit the rate to 200 calls per second.
 */
public final class OurClient implements Subject {
  private final ChatClient chat;

  public OurClient(String baseUrl, Credentials who) {
    this(builder(baseUrl, who).rateLimiter(RateLimiter.unlimited()));
  }

  private OurClient(SignedChatClients.Builder builder) {
    this.chat = builder.build();
  }

  /** Creates one on the connections of another client, which its owner closes. */
  public static OurClient sharing(OkHttpClient http, String baseUrl, Credentials who) {
    return new OurClient(
        builder(baseUrl, who).rateLimiter(RateLimiter.unlimited()).okHttpClient(http));
  }

  /** Creates one with the contract's rate limits, and enough time to wait for them. */
  public static OurClient limited(String baseUrl, Credentials who) {
    return new OurClient(builder(baseUrl, who).options(o -> o.deadline(Duration.ofMinutes(5))));
  }

  private static SignedChatClients.Builder builder(String baseUrl, Credentials who) {
    return SignedChatClients.builder()
        .baseUrl(baseUrl)
        .credentials(
            ChatCredentials.of(
                who.sdkAppId(), who.identifier(), who.key().getBytes(StandardCharsets.UTF_8)));
  }

  public ChatClient chat() {
    return chat;
  }

  @Override
  public String name() {
    return "Chat Contract";
  }

  @Override
  public Object call() {
    return chat.groups()
        .getGroupInfo(GetGroupInfoRequest.of(List.of("@TGS#1NVTZEAE4", "@TGS#1CXTZEAET")));
  }

  @Override
  public void close() {
    chat.close();
  }
}
