package dev.chatcontract.cli.doctor;

import dev.chatcontract.runtime.text.InertText;
import dev.chatcontract.signer.Malformed;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserSig;
import dev.chatcontract.signer.UserSigClaims;
import dev.chatcontract.signer.UserSigVerifier;
import dev.chatcontract.signer.Verification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Checks of a key: whether it can sign, and whether it signed a UserSig. */
public final class KeyCheck {
  private static final String KEY = "key";
  private static final String USERSIG = "usersig";

  private KeyCheck() {}

  /** Signs something and verifies it. */
  public static Finding signs(SigningKey key, long app, String identifier) {
    UserSigClaims claims =
        UserSigClaims.of(app, identifier, Clock.systemUTC().instant().getEpochSecond(), 60);
    Verification own = UserSigVerifier.of(app, key).verify(UserSig.generate(key, claims), null);
    return own instanceof Verification.Ok
        ? Finding.ok(
            KEY,
            "signs for app "
                + app
                + " as "
                + InertText.line(identifier)
                + "; only a call can tell if it is the app's")
        : Finding.wrong(KEY, "signs what it does not verify", "Report this as a fault of chatctl.");
  }

  /** Checks a UserSig from elsewhere against the key. */
  public static Finding made(SigningKey key, long app, String identifier, String userSig) {
    Verification result = UserSigVerifier.of(app, key).verify(userSig, identifier);
    if (result instanceof Verification.Ok ok) {
      long left = ok.claims().expiresAt() - Clock.systemUTC().instant().getEpochSecond();
      return Finding.ok(USERSIG, "signed with this key, valid for " + Duration.ofSeconds(left));
    }
    if (result instanceof Malformed malformed) {
      return Finding.wrong(
          USERSIG,
          "none: " + malformed.detail(),
          "It was truncated or changed in transit (70003): check lengths, line breaks and"
              + " percent-encoding.");
    }
    if (result instanceof Verification.Expired expired) {
      return Finding.wrong(
          USERSIG,
          "expired at " + Instant.ofEpochSecond(expired.claims().expiresAt()),
          "Generate a new one (70001), and check the clock.");
    }
    if (result instanceof Verification.NotYetValid early) {
      return Finding.wrong(
          USERSIG,
          "begins at " + Instant.ofEpochSecond(early.claims().issuedAt()),
          "The clock of this machine, or of the one that made it, is wrong.");
    }
    if (result instanceof Verification.OtherApp other) {
      return Finding.wrong(
          USERSIG, "made for app " + other.claims().appId(), "Call with that sdkappid (70014).");
    }
    if (result instanceof Verification.OtherIdentifier other) {
      return Finding.wrong(
          USERSIG,
          "made for " + InertText.line(other.claims().identifier()),
          "Call with that identifier (70013).");
    }
    return Finding.wrong(
        USERSIG,
        "signed with another key, or changed since",
        "Compare the key with the console's (70009).");
  }
}
