package drydock.provider.tencent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// Remembers signed requests so that an exact repeat (same SecretId, Timestamp, Nonce and
/// Signature) can be refused.
///
/// Several real clients use the same nonces in every process, and repeat reads byte for byte within
/// a second; so by default only requests that change something are remembered. What is remembered
/// is bounded: the newest [#REMEMBERED_MAX], in this process only. Beyond that many within two
/// hours, and after a restart, a repeat goes through; the window of timestamps bounds how long that
/// can be.
public final class Replay {

  /// The requests whose exact repeats are refused.
  public enum Policy {
    OFF,
    MUTATIONS,
    ALL
  }

  /// About 15 MB when full.
  static final int REMEMBERED_MAX = 131_072;

  /// A request's identity: half of a SHA-256, far beyond accident.
  record Mark(long high, long low) {
    static Mark of(ApiRequest request) {
      MessageDigest sha256;
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
      for (String name : new String[] {"SecretId", "Timestamp", "Nonce", "Signature"}) {
        byte[] value = request.field(name).getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(4).putInt(value.length).flip());
        sha256.update(value);
      }
      ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
      return new Mark(hash.getLong(), hash.getLong());
    }
  }

  private final Policy policy;
  private final int remembered;
  private final SequencedSet<Mark> marks = new LinkedHashSet<>();

  public Replay(Policy policy) {
    this(policy, REMEMBERED_MAX);
  }

  Replay(Policy policy, int remembered) {
    this.policy = policy;
    this.remembered = remembered;
  }

  boolean covers(boolean mutates) {
    return switch (policy) {
      case OFF -> false;
      case MUTATIONS -> mutates;
      case ALL -> true;
    };
  }

  /// Remembers a request before it is carried out; false if it is remembered already.
  synchronized boolean begin(Mark mark) {
    boolean isNew = marks.add(mark);
    if (marks.size() > remembered) {
      marks.removeFirst();
    }
    return isNew;
  }

  /// A request that changed nothing may be sent again.
  synchronized void forget(Mark mark) {
    marks.remove(mark);
  }
}
