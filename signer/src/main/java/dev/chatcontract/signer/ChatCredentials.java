package dev.chatcontract.signer;

import org.jspecify.annotations.Nullable;

/**
 * An application, the account that acts for it, and the key to sign with.
 *
 * <p>The key cannot be read from it: it keeps either the source of the key or a {@link SigningKey},
 * which does not contain the key. {@link #close()} wipes the latter. Thread-safe.
 */
public final class ChatCredentials implements AutoCloseable {
  private final long appId;
  private final String identifier;
  private final @Nullable SigningKey key;
  private final @Nullable SecretSource source;
  private volatile boolean closed;

  private ChatCredentials(
      long appId, String identifier, @Nullable SigningKey key, @Nullable SecretSource source) {
    this.appId = appId;
    this.identifier = identifier;
    this.key = key;
    this.source = source;
  }

  /**
   * Creates credentials with a fixed key.
   *
   * @param appId the SDKAppID
   * @param identifier an administrator account of the application
   * @param secretKey the secret; the caller still owns the array and should wipe it
   */
  public static ChatCredentials of(long appId, String identifier, char[] secretKey) {
    check(appId, identifier);
    return new ChatCredentials(appId, identifier, SigningKey.of(secretKey), null);
  }

  /**
   * Creates credentials with a fixed key.
   *
   * @param appId the SDKAppID
   * @param identifier an administrator account of the application
   * @param secretKey the secret's UTF-8 bytes; the caller still owns the array and should wipe it
   */
  public static ChatCredentials of(long appId, String identifier, byte[] secretKey) {
    check(appId, identifier);
    return new ChatCredentials(appId, identifier, SigningKey.of(secretKey), null);
  }

  /**
   * Creates credentials whose key is read again for each new UserSig, so that it can be rotated.
   *
   * @param appId the SDKAppID
   * @param identifier an administrator account of the application
   * @param secretKey source of the secret; read for the first time when the first UserSig is needed
   */
  public static ChatCredentials of(long appId, String identifier, SecretSource secretKey) {
    check(appId, identifier);
    return new ChatCredentials(appId, identifier, null, secretKey);
  }

  /** Returns the SDKAppID. */
  public long appId() {
    return appId;
  }

  /** Returns the account that signs. */
  public String identifier() {
    return identifier;
  }

  /**
   * Generates a new UserSig for this account.
   *
   * @param issuedAt now, in seconds since 1970
   * @param validFor how long it is valid, in seconds
   * @throws SecretUnavailableException if the source has no key
   */
  public String sign(long issuedAt, long validFor) {
    requireOpen();
    UserSigClaims claims = UserSigClaims.of(appId, identifier, issuedAt, validFor);
    if (key != null) {
      return UserSig.generate(key, claims);
    }
    try (SigningKey fresh = SigningKey.from(source)) {
      return UserSig.generate(fresh, claims);
    }
  }

  /**
   * Wipes the key if it is held here. Signing throws from now on, and a source is not read again.
   */
  @Override
  public void close() {
    closed = true;
    if (key != null) {
      key.close();
    }
  }

  /** Returns application and account, without the key. */
  @Override
  public String toString() {
    return "ChatCredentials[appId=" + appId + ", identifier=" + identifier + ", key=hidden]";
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("these credentials are closed; create new ones");
    }
  }

  private static void check(long appId, String identifier) {
    UserSigClaims.of(appId, identifier, 0, 0);
  }
}
