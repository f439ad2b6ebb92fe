package drydock.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A fingerprint of a whole history up to some position: equal ones mean equal histories. It is a
/// chain: that of n entries is the SHA-256 of that of n - 1 entries followed by entry n, and that
/// of none is 32 zeros.
///
/// The bytes of an entry are its position, its `at` in milliseconds since 1970, subject, type, data
/// and cause: numbers as 8 bytes, the highest first, and a text as the number of its UTF-8 bytes
/// and those bytes. That is all that the world itself knows of an entry, and neither the machine's
/// time of recording it nor who its writer was.
public final class HistoryDigest {
  private static final int SIZE = 32;

  public static final HistoryDigest EMPTY = new HistoryDigest(new byte[SIZE]);

  private final byte[] bytes;

  private HistoryDigest(byte[] bytes) {
    this.bytes = bytes;
  }

  /// What [#bytes] gave.
  public static HistoryDigest of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.length);
    }
    return new HistoryDigest(bytes.clone());
  }

  public HistoryDigest after(Entry entry) {
    return after(List.of(entry));
  }

  /// The digest after some more entries; it is cheaper to give many at once.
  public HistoryDigest after(List<Entry> entries) {
    MessageDigest sha = sha256();
    byte[] chain = bytes.clone();
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    for (Entry entry : entries) {
      sha.update(chain);
      sha.update(number.clear().putLong(entry.position()).flip());
      sha.update(number.clear().putLong(entry.at().toEpochMilli()).flip());
      text(sha, number, entry.subject());
      text(sha, number, entry.type());
      text(sha, number, entry.data());
      text(sha, number, entry.cause());
      finish(sha, chain);
    }
    return new HistoryDigest(chain);
  }

  /// The length comes first, so that no two entries have the same bytes by moving text from one
  /// field to the next.
  private static void text(MessageDigest sha, ByteBuffer number, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    sha.update(number.clear().putLong(utf8.length).flip());
    sha.update(utf8);
  }

  private static void finish(MessageDigest sha, byte[] into) {
    try {
      sha.digest(into, 0, SIZE);
    } catch (DigestException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HistoryDigest that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
