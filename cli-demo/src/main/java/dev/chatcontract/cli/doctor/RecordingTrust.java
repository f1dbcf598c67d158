package dev.chatcontract.cli.doctor;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A trust manager that delegates to another one and records the certificate that it was shown. */
final class RecordingTrust implements X509TrustManager {
  private final X509TrustManager trusted;
  private volatile @Nullable X509Certificate shown;

  RecordingTrust(X509TrustManager trusted) {
    this.trusted = trusted;
  }

  static X509TrustManager ofThisJvm() {
    return of(null);
  }

  /** Returns the trust manager of that store, or of this JVM's if null. */
  static X509TrustManager of(@Nullable KeyStore store) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          return x509;
        }
      }
      throw new IllegalStateException("this JVM has no trust manager for X.509");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the trust store of this JVM cannot be read", e);
    }
  }

  SSLSocketFactory sockets() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  /** Returns the server's certificate, trusted or not; null if there was none. */
  @Nullable X509Certificate shown() {
    return shown;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    shown = chain[0];
    trusted.checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trusted.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trusted.getAcceptedIssuers();
  }
}
