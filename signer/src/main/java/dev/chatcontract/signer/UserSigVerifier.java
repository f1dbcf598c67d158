package dev.chatcontract.signer;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Verifies UserSigs of one application, as a server must: bounded work for hostile input,
 * comparison in constant time, and a typed result for every text. Immutable and thread-safe.
 */
public final class UserSigVerifier {
  /** How far ahead the signer's clock may be. */
  public static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(60);

  private final long appId;
  private final SigningKey key;
  private final Clock clock;
  private final Duration leeway;

  private UserSigVerifier(long appId, SigningKey key, Clock clock, Duration leeway) {
    this.appId = appId;
    this.key = key;
    this.clock = clock;
    this.leeway = leeway;
  }

  /** Creates a verifier for an SDKAppID; the caller closes the key. */
  public static UserSigVerifier of(long appId, SigningKey key) {
    return new UserSigVerifier(appId, key, Clock.systemUTC(), DEFAULT_LEEWAY);
  }

  /** Returns the same verifier with another clock. */
  public UserSigVerifier withClock(Clock other) {
    return new UserSigVerifier(appId, key, other, leeway);
  }

  /** Returns one with another tolerance for UserSigs from the future; expired ones get none. */
  public UserSigVerifier withLeeway(Duration other) {
    if (other.isNegative()) {
      throw new IllegalArgumentException("leeway is " + other + "; it must not be negative");
    }
    return new UserSigVerifier(appId, key, clock, other);
  }

  /** Verifies a UserSig of any account; the claims of the result name it. */
  public Verification verify(@Nullable String userSig) {
    return verify(userSig, null);
  }

  /**
   * Verifies a UserSig of one account.
   *
   * @param identifier the account that presents it, or null for any
   */
  public Verification verify(@Nullable String userSig, @Nullable String identifier) {
    UserSigDocument document;
    try {
      document = UserSigDocument.parse(userSig);
    } catch (MalformedUserSig e) {
      return e.result();
    }
    UserSigClaims claims = document.claims();
    if (claims.appId() != appId) {
      return new Verification.OtherApp(claims);
    }
    if (!MessageDigest.isEqual(UserSig.expectedMac(key, claims), document.mac())) {
      return new Verification.BadSignature(claims);
    }
    if (identifier != null && !identifier.equals(claims.identifier())) {
      return new Verification.OtherIdentifier(claims);
    }
    long now = clock.instant().getEpochSecond();
    if (now > claims.expiresAt()) {
      return new Verification.Expired(claims);
    }
    if (claims.issuedAt() - leeway.toSeconds() > now) {
      return new Verification.NotYetValid(claims);
    }
    return new Verification.Ok(claims);
  }
}
