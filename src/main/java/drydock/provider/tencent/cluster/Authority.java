package drydock.provider.tencent.cluster;

import drydock.cluster.Cluster;
import drydock.kernel.Dice;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.SecureRandomParameters;
import java.security.Signature;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/// The certification authority of a cluster: a certificate that signs itself, by a key that follows
/// from the seed of the world. Signatures of Ed25519 (RFC 8410) hold no chance, so the same world
/// has the same certificate, byte for byte.
final class Authority {

  private static final int YEARS_VALID = 30;
  private static final int LINE = 64;

  // Tags of DER (ITU-T X.690).
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int UTF8_STRING = 0x0c;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;

  private static final byte[] ED25519 = der(SEQUENCE, bytes(0x06, 3, 0x2b, 0x65, 0x70));
  private static final byte[] COMMON_NAME = bytes(0x06, 3, 0x55, 0x04, 0x03);
  private static final byte[] BASIC_CONSTRAINTS = bytes(0x06, 3, 0x55, 0x1d, 0x13);
  private static final byte[] TRUE = bytes(0x01, 1, 0xff);

  private static final DateTimeFormatter EARLY = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
  private static final DateTimeFormatter LATE = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

  private static final byte[] ZERO = {0};

  private Authority() {}

  /// The certificate as PEM.
  static String certificate(Cluster cluster, Dice dice) {
    try {
      KeyPair keys = keys(cluster, dice);
      byte[] told = told(cluster, keys);
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(told);
      byte[] all = der(SEQUENCE, told, ED25519, der(BIT_STRING, ZERO, signature.sign()));
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(LINE, bytes('\n')).encodeToString(all)
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK knows Ed25519", impossible);
    }
  }

  private static KeyPair keys(Cluster cluster, Dice dice) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(255, new Drawn(cluster, dice));
    return generator.generateKeyPair();
  }

  /// What is signed: version, serial number, algorithm, issuer, validity, subject, key, and that
  /// this is an authority (RFC 5280, 4.1).
  private static byte[] told(Cluster cluster, KeyPair keys) {
    byte[] name = name(cluster.id());
    OffsetDateTime from = cluster.createdAt().atOffset(ZoneOffset.UTC);
    byte[] validity = der(SEQUENCE, moment(from), moment(from.plusYears(YEARS_VALID)));
    byte[] authority =
        der(SEQUENCE, BASIC_CONSTRAINTS, TRUE, der(OCTET_STRING, der(SEQUENCE, TRUE)));
    return der(
        SEQUENCE,
        der(VERSION, der(INTEGER, bytes(2))),
        der(INTEGER, bytes(1)),
        ED25519,
        name,
        validity,
        name,
        keys.getPublic().getEncoded(),
        der(EXTENSIONS, der(SEQUENCE, authority)));
  }

  private static byte[] name(String commonName) {
    byte[] text = der(UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8));
    return der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text)));
  }

  /// Two digits of the year up to 2049, four from then on (RFC 5280, 4.1.2.5).
  private static byte[] moment(OffsetDateTime moment) {
    boolean early = moment.getYear() < 2050;
    byte[] text = (early ? EARLY : LATE).format(moment).getBytes(StandardCharsets.US_ASCII);
    return der(early ? UTC_TIME : GENERALIZED_TIME, text);
  }

  private static byte[] der(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    var all = new ByteArrayOutputStream();
    all.write(tag);
    if (content.size() < 0x80) {
      all.write(content.size());
    } else if (content.size() < 0x100) {
      all.writeBytes(bytes(0x81, content.size()));
    } else {
      all.writeBytes(bytes(0x82, content.size() >> 8, content.size()));
    }
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /// Bytes that are drawn for a cluster, in place of chance.
  @SuppressWarnings("serial") // never written
  private static final class Drawn extends SecureRandom {
    private final transient Cluster cluster;
    private final transient Dice dice;
    private long drawn;

    Drawn(Cluster cluster, Dice dice) {
      super(null, null);
      this.cluster = cluster;
      this.dice = dice;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        byte[] eight =
            ByteBuffer.allocate(Long.BYTES)
                .putLong(dice.bits("cluster.authority", cluster.id(), drawn++))
                .array();
        left.put(eight, 0, Math.min(Long.BYTES, left.remaining()));
      }
    }

    @Override
    public void nextBytes(byte[] bytes, SecureRandomParameters parameters) {
      nextBytes(bytes);
    }
  }
}
