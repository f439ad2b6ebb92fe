package drydock.kernel;

import org.jspecify.annotations.Nullable;

/// Counts in a map, which keeps none of what there is none of: for [java.util.Map#merge].
public final class Counts {

  private Counts() {}

  /// Null if nothing is left.
  public static @Nullable Integer sum(int count, int more) {
    return count + more == 0 ? null : count + more;
  }
}
