package drydock.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CheckpointsTest {

  private static List<Long> thinned(List<Long> positions) {
    List<Long> left = new ArrayList<>(positions);
    left.removeAll(Checkpoints.superfluous(positions));
    return left;
  }

  @Test
  void ofAHundredFewRemain() {
    List<Long> tens = LongStream.rangeClosed(1, 100).mapToObj(i -> i * 10).toList();
    assertEquals(List.of(500L, 750L, 870L, 930L, 960L, 980L, 990L, 1000L), thinned(tens));
  }

  @Test
  void theNewestAreLeftAlone() {
    assertEquals(List.of(), Checkpoints.superfluous(List.of()));
    assertEquals(List.of(), Checkpoints.superfluous(List.of(1L)));
    assertEquals(List.of(), Checkpoints.superfluous(List.of(1L, 2L, 3L)));
  }

  /// Thinned after each new one, as in life, at whatever intervals they come.
  @RepeatedTest(20)
  void lookingBackCostsNoMoreThanItLooksBack(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Long> positions = List.of();
    long newest = 0;
    for (int i = 0; i < 2000; i++) {
      newest += 1 + random.nextInt(1000);
      List<Long> more = new ArrayList<>(positions);
      more.add(newest);
      positions = thinned(more);
      assertTrue(positions.size() <= 3 + 64, "as few as that: " + positions.size());
    }
    long before = 0;
    for (int i = 0; i < positions.size() - Checkpoints.NEWEST_KEPT; i++) {
      long gap = positions.get(i) - before;
      assertTrue(gap <= Math.max(1000, newest - positions.get(i)), gap + " in " + positions);
      before = positions.get(i);
    }
  }
}
