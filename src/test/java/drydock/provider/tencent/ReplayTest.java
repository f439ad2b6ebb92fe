package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ReplayTest {

  @Test
  void aMarkIsTakenOnceUntilItIsForgotten() {
    Replay replay = new Replay(Replay.Policy.ALL);
    assertTrue(replay.begin(mark("1")));
    assertFalse(replay.begin(mark("1")));
    assertTrue(replay.begin(mark("2")));
    replay.forget(mark("1"));
    assertTrue(replay.begin(mark("1")));
  }

  @Test
  void theOldestMarksAreDropped() {
    Replay replay = new Replay(Replay.Policy.ALL, 3);
    for (int i = 0; i < 5; i++) {
      assertTrue(replay.begin(mark("n" + i)));
    }
    assertFalse(replay.begin(mark("n2")), "the newest three are remembered");
    assertTrue(replay.begin(mark("n0")));
  }

  @Test
  void aMarkDependsOnAllFourParametersAndOnNothingElse() {
    Replay.Mark mark =
        Replay.Mark.of(
            request(Map.of("SecretId", "a", "Timestamp", "b", "Nonce", "c", "Signature", "d")));
    assertEquals(
        mark,
        Replay.Mark.of(
            request(
                Map.of(
                    "SecretId",
                    "a",
                    "Timestamp",
                    "b",
                    "Nonce",
                    "c",
                    "Signature",
                    "d",
                    "Action",
                    "x"))));
    assertNotEquals(
        mark,
        Replay.Mark.of(
            request(Map.of("SecretId", "ab", "Timestamp", "", "Nonce", "c", "Signature", "d"))));
    assertNotEquals(
        mark,
        Replay.Mark.of(
            request(Map.of("SecretId", "a", "Timestamp", "b", "Nonce", "c", "Signature", "e"))));
  }

  @Test
  void ofManyThreadsOneWins() throws Exception {
    Replay replay = new Replay(Replay.Policy.ALL, 100);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        tasks.add(() -> {
          int won = 0;
          for (int i = 0; i < 100; i++) {
            won += replay.begin(mark("n" + i)) ? 1 : 0;
          }
          return won;
        });
      }
      int won = 0;
      for (Future<Integer> each : threads.invokeAll(tasks)) {
        won += each.get();
      }
      assertEquals(100, won);
    }
  }

  private static Replay.Mark mark(String nonce) {
    return Replay.Mark.of(
        request(Map.of("SecretId", "a", "Timestamp", "1", "Nonce", nonce, "Signature", "s")));
  }

  private static ApiRequest request(Map<String, String> fields) {
    return new ApiRequest(ApiRequest.Method.GET, "h", fields);
  }
}
