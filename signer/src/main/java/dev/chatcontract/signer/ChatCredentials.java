package dev.chatcontract.signer;

import org.jspecify.annotations.Nullable;

/**
 * An application, the account that speaks for it, and the key to sign with.
 *
 * <p>Cannot be made to show the key: it keeps either the source to ask or a {@link SigningKey},
 * which holds none. {@link #close()} wipes the latter. Safe for any number of threads.
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
   * Credentials with a fixed key.
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
   * Credentials with a fixed key.
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
   * Credentials whose key is asked for each time a UserSig is made, so that it can rotate.
   *
   * @param appId the SDKAppID
   * @param identifier an administrator account of the application
   * @param secretKey where the secret is; asked for the first time when the first UserSig is needed
   */
  public static ChatCredentials of(long appId, String identifier, SecretSource secretKey) {
    check(appId, identifier);
    return new ChatCredentials(appId, identifier, null, secretKey);
  }

  /** The SDKAppID. */
  public long appId() {
    return appId;
  }

  /** The account that signs. */
  public String identifier() {
    return identifier;
  }

  /**
   * A new UserSig for this account.
   *
   * @param issuedAt now, in seconds since 1970
   * @param validFor how long it shall hold, in seconds
   * @throws SecretUnavailableException when the source has no key
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

  /** Wipes what there is of the key; signing throws from now on. A source is not asked again. */
  @Override
  public void close() {
    closed = true;
    if (key != null) {
      key.close();
    }
  }

  /** Names application and account, and nothing of the key. */
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
