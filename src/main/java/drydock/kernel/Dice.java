package drydock.kernel;

import java.time.Duration;

/// Chance as a pure function of what is asked, never of when. The same seed gives the same world:
/// an answer depends on the question alone, not on order, batching or restarts.
///
/// A question is `what` is drawn (`node.boot`), `who` it is drawn for (an id) and `which` draw it
/// is of that kind.
public record Dice(long seed) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /// A number in [0, 1).
  public double roll(String what, String who, long which) {
    return (bits(what, who, which) >>> 11) * 0x1.0p-53;
  }

  /// Sixty-four even bits.
  public long bits(String what, String who, long which) {
    return mix(mix(mix(seed ^ hash(what)) ^ hash(who)) ^ which);
  }

  /// `length` characters of an alphabet, each as likely as the next.
  public String letters(String what, String who, long which, String alphabet, int length) {
    var text = new StringBuilder(length);
    long bits = bits(what, who, which);
    for (int i = 0; i < length; i++) {
      bits = mix(bits + i);
      text.append(alphabet.charAt((int) Long.remainderUnsigned(bits, alphabet.length())));
    }
    return text.toString();
  }

  /// A lognormal duration with a median and the standard deviation of its logarithm, never above
  /// `max`, in whole milliseconds. Uses [StrictMath], whose results are the same on every machine.
  public Duration lognormal(Lognormal shape, String what, String who, long which) {
    if (shape.sigma() == 0) {
      return shape.median();
    }
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - roll(what, who, 2 * which)));
    double normal = radius * StrictMath.cos(2 * StrictMath.PI * roll(what, who, 2 * which + 1));
    double millis = shape.median().toMillis() * StrictMath.exp(shape.sigma() * normal);
    return Duration.ofMillis((long) StrictMath.min(millis, (double) shape.max().toMillis()));
  }

  /// A hash of text that is the same on every machine and in every version.
  public static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
  /// Generators, 2014).
  private static long mix(long bits) {
    long z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
