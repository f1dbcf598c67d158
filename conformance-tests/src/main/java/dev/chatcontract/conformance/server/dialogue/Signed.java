package dev.chatcontract.conformance.server.dialogue;

import dev.chatcontract.conformance.corpus.model.Credentials;
import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserSig;
import dev.chatcontract.signer.UserSigClaims;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes signed queries, correct and incorrect ones. */
public final class Signed {
  private static final long DAY_SECONDS = 86_400;
  private static final long HOUR_SECONDS = 3_600;
  private static final String STRANGER = "zz-no-administrator";

  private final Credentials credentials;
  private final Clock clock;

  public Signed(Credentials credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /** Returns the query to send. */
  String query(OperationDef operation, Access access) {
    return joined(operation, access, signature(access));
  }

  /** Returns the query with its signature hidden. */
  String shown(OperationDef operation, Access access) {
    return joined(operation, access, "(hidden)");
  }

  private String joined(OperationDef operation, Access access, String signature) {
    List<String> pairs = new ArrayList<>();
    for (AuthParameterDef parameter : operation.auth()) {
      String value = value(parameter, access, signature);
      if (value != null) {
        pairs.add(parameter.name() + "=" + value);
      }
    }
    return String.join("&", pairs);
  }

  private @Nullable String value(AuthParameterDef parameter, Access access, String signature) {
    return switch (parameter.role()) {
      case APP_ID ->
          switch (access) {
            case NO_APP -> null;
            case MALFORMED_APP -> "zz";
            case UNKNOWN_APP -> Long.toString(otherApp());
            default -> Long.toString(credentials.sdkappid());
          };
      case IDENTIFIER ->
          switch (access) {
            case NO_IDENTIFIER -> null;
            case NOT_ADMINISTRATOR -> STRANGER;
            default -> encoded(credentials.identifier());
          };
      case SIGNATURE ->
          switch (access) {
            case NO_SIGNATURE -> null;
            case EMPTY_SIGNATURE -> "";
            default -> signature;
          };
      case NONCE -> Long.toString(ThreadLocalRandom.current().nextLong(1L << 32));
      case FORMAT -> parameter.constant() == null ? "json" : encoded(parameter.constant());
    };
  }

  private String signature(Access access) {
    if (access == Access.GARBAGE) {
      return "zz-not-a-signature";
    }
    long now = clock.instant().getEpochSecond();
    long app =
        access == Access.OTHER_APP || access == Access.UNKNOWN_APP
            ? otherApp()
            : credentials.sdkappid();
    String identifier =
        access == Access.OTHER_IDENTIFIER || access == Access.NOT_ADMINISTRATOR
            ? STRANGER
            : credentials.identifier();
    UserSigClaims claims =
        access == Access.EXPIRED
            ? UserSigClaims.of(app, identifier, now - 2 * DAY_SECONDS, HOUR_SECONDS)
            : UserSigClaims.of(app, identifier, now, DAY_SECONDS);
    String secret = credentials.secretKey() + (access == Access.OTHER_KEY ? "-another" : "");
    try (SigningKey key = SigningKey.of(secret.getBytes(StandardCharsets.UTF_8))) {
      String signature = UserSig.generate(key, claims);
      return access == Access.CUT_SIGNATURE
          ? signature.substring(0, signature.length() / 2)
          : encoded(signature);
    }
  }

  private long otherApp() {
    return credentials.sdkappid() == 1 ? 2 : credentials.sdkappid() - 1;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
