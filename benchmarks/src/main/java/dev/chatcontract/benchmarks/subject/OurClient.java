package dev.chatcontract.benchmarks.subject;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.runtime.RateLimiter;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The generated client, signing with a cached UserSig; only the rate limit is off, since 200 calls
 * a second measure nothing.
 */
public final class OurClient implements Subject {
  private final ChatClient chat;

  public OurClient(String baseUrl, Credentials who) {
    this.chat =
        SignedChatClients.builder()
            .baseUrl(baseUrl)
            .rateLimiter(RateLimiter.unlimited())
            .credentials(
                ChatCredentials.of(
                    who.sdkAppId(), who.identifier(), who.key().getBytes(StandardCharsets.UTF_8)))
            .build();
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
