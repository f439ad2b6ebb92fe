package drydock.placement;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// In which order some numbers were last touched: a list of them, linked through arrays.
final class Recency {

  private static final int NONE = -1;

  private int[] older = new int[0];
  private int[] newer = new int[0];

  /// When each was last touched, counted in touches.
  private long[] touched = new long[0];

  private int newest = NONE;
  private long touches;

  /// How many touches there were.
  long touches() {
    return touches;
  }

  void touch(int number) {
    reserve(number);
    touches++;
    if (newest != number) {
      unlink(number);
      older[number] = newest;
      newer[number] = NONE;
      if (newest != NONE) {
        newer[newest] = number;
      }
      newest = number;
    }
    touched[number] = touches;
  }

  private void unlink(int number) {
    if (newer[number] != NONE) {
      older[newer[number]] = older[number];
    }
    if (older[number] != NONE) {
      newer[older[number]] = newer[number];
    }
  }

  private void reserve(int number) {
    if (number >= touched.length) {
      int before = touched.length;
      int room = Math.max(number + 1, before * 2);
      older = Arrays.copyOf(older, room);
      newer = Arrays.copyOf(newer, room);
      touched = Arrays.copyOf(touched, room);
      Arrays.fill(older, before, room, NONE);
      Arrays.fill(newer, before, room, NONE);
    }
  }

  /// Shows those that were touched after the n-th touch, the latest first.
  void since(long touch, IntConsumer reader) {
    for (int each = newest; each != NONE && touched[each] > touch; each = older[each]) {
      reader.accept(each);
    }
  }

  /// Forgets which were touched, but not how often.
  void clear() {
    Arrays.fill(older, NONE);
    Arrays.fill(newer, NONE);
    newest = NONE;
  }
}
