package dev.chatcontract.console;

import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserSig;
import dev.chatcontract.signer.UserSigClaims;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Where calls are sent, and the identity they are signed with. The key stays in this process.
 *
 * @param baseUrl the URL, without a slash at the end
 * @param live whether it is not the simulator of this process, so that a change needs confirmation
 */
public record Target(
    Supplier<String> baseUrl,
    long appId,
    String identifier,
    SigningKey key,
    Clock clock,
    boolean live) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int HOUR_SECONDS = 3600;

  /** Returns a region as target, or another server used instead of one. */
  public static Target live(String baseUrl, long appId, String identifier, SigningKey key) {
    return new Target(() -> baseUrl, appId, identifier, key, Clock.systemUTC(), true);
  }

  /** A signed URL to send; its signature is hidden in {@code shown}. */
  record SignedUrl(String sent, String shown, String signature) {}

  SignedUrl url(OperationDef operation) {
    long now = clock.instant().getEpochSecond();
    String signature =
        UserSig.generate(key, UserSigClaims.of(appId, identifier, now, HOUR_SECONDS));
    long nonce = RANDOM.nextInt() & 0xFFFF_FFFFL;
    return new SignedUrl(
        joined(operation, encoded(signature), nonce),
        joined(operation, "(hidden)", nonce),
        signature);
  }

  private String joined(OperationDef operation, String signature, long nonce) {
    StringBuilder url = new StringBuilder(baseUrl.get()).append(operation.path());
    char before = '?';
    for (AuthParameterDef parameter : operation.auth()) {
      String value =
          switch (parameter.role()) {
            case APP_ID -> Long.toString(appId);
            case IDENTIFIER -> encoded(identifier);
            case SIGNATURE -> signature;
            case NONCE -> Long.toString(nonce);
            case FORMAT -> encoded(String.valueOf(parameter.constant()));
          };
      url.append(before).append(parameter.name()).append('=').append(value);
      before = '&';
    }
    return url.toString();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "Target[" + baseUrl.get() + ", app " + appId + "]";
  }
}
