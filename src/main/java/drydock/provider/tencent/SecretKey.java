package drydock.provider.tencent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The half of a key pair that signs. It can be used and not read: there is no way back to its
/// text.
public final class SecretKey {

  /// How a request is signed. Clients name HmacSHA256 in SignatureMethod; anything else means
  /// SHA-1.
  public enum Algorithm {
    HMAC_SHA1("HmacSHA1"),
    HMAC_SHA256("HmacSHA256");

    private final String mac;

    Algorithm(String mac) {
      this.mac = mac;
    }

    static Algorithm named(String signatureMethod) {
      return signatureMethod.equals(HMAC_SHA256.mac) ? HMAC_SHA256 : HMAC_SHA1;
    }
  }

  // A Mac that holds the key costs a few microseconds to make, a copy of one a fraction of that;
  // and copies, unlike
  // one per thread, are safe wherever a request is served.
  private final Mac sha1;
  private final Mac sha256;

  public SecretKey(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a secret key must not be empty");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha1 = keyed(bytes, Algorithm.HMAC_SHA1);
    sha256 = keyed(bytes, Algorithm.HMAC_SHA256);
  }

  /// The signature of a message in two halves, as bytes: 20 for SHA-1, 32 for SHA-256.
  byte[] sign(Algorithm algorithm, byte[] first, byte[] second) {
    Mac keyed =
        switch (algorithm) {
          case HMAC_SHA1 -> sha1;
          case HMAC_SHA256 -> sha256;
        };
    try {
      Mac mac = (Mac) keyed.clone();
      mac.update(first);
      return mac.doFinal(second);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's own Mac can be copied", e);
    }
  }

  private static Mac keyed(byte[] key, Algorithm algorithm) {
    try {
      Mac mac = Mac.getInstance(algorithm.mac);
      mac.init(new SecretKeySpec(key, algorithm.mac));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm.mac, e);
    }
  }

  @Override
  public String toString() {
    return "SecretKey[…]";
  }
}
