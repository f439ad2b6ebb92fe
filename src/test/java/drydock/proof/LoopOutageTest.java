package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.engine.Outcome;
import drydock.engine.Sight;
import drydock.engine.WorldLoop;
import drydock.log.Relay;
import drydock.log.Relay.Way;
import drydock.proof.Receipts.Answer;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A world's loop whose database goes away in every manner that a network knows. It always tells
/// the truth, sooner or later, and comes back by itself.
@Timeout(120)
class LoopOutageTest {

  /// Where the network falls silent a statement is given up sooner than in a server, so that a test
  /// need not wait as long. Everywhere else it has the time that it has there.
  private static final Duration HASTY = Duration.ofSeconds(1);

  private final Harbour harbour = new Harbour();
  private Relay relay;
  private WorldLoop loop;
  private ServiceId service;
  private int commands;

  @BeforeEach
  void open() throws Exception {
    relay = new Relay(harbour.port());
  }

  private void serve(Duration patience) throws Exception {
    loop = harbour.serve(relay.port(), patience);
    service = harbour.service(loop);
  }

  @AfterEach
  void close() throws Exception {
    relay.heal();
    harbour.close();
    relay.close();
  }

  private CompletableFuture<Outcome> change(String image) {
    return harbour.ask(loop, new ServiceCommand.ChangeImage(service, image), image);
  }

  /// Asks until a command is accepted: the loop itself sets the pace of what it refuses.
  private void awaitRecovery() throws Exception {
    Outcome outcome;
    do {
      commands++;
      outcome = Harbour.await(change("nginx:again-" + commands));
    } while (!(outcome instanceof Outcome.Accepted));
    assertTrue(loop.ready());
    assertEquals(harbour.ledger().digest(), Harbour.await(loop.look(Sight::digest)));
    harbour.receipts().assertHeldBy(harbour.ledger());
  }

  @Test
  void aCommandWhoseCommitIsNotHeardOfIsToldThatItHolds() throws Exception {
    serve(Harbour.PATIENT);
    relay.fate((way, bytes) -> {
      if (way == Way.ANSWER && bytes.contains("INSERT 0 ")) {
        relay.heal();
        relay.cut();
        return false;
      }
      return true;
    });
    assertInstanceOf(Outcome.Accepted.class, Harbour.await(change("nginx:2.0")));
    awaitRecovery();
  }

  @Test
  void aCommandThatIsLostOnItsWayIsToldSo() throws Exception {
    serve(Harbour.PATIENT);
    relay.fate((way, bytes) -> {
      if (way == Way.QUESTION && bytes.contains("nginx:2.0")) {
        relay.heal();
        relay.cut();
        return false;
      }
      return true;
    });
    assertInstanceOf(Outcome.Unavailable.class, Harbour.await(change("nginx:2.0")));
    awaitRecovery();
  }

  @Test
  void whileTheDatabaseIsAwayCommandsAreRefusedAndTheLoopIsNotReady() throws Exception {
    serve(Harbour.PATIENT);
    relay.refuse();
    CompletableFuture<Outcome> doubtful = change("nginx:2.0");
    assertThrows(CompletionException.class, () -> loop.look(Sight::digest).join());
    for (int i = 1; i <= 5; i++) {
      assertInstanceOf(Outcome.Unavailable.class, Harbour.await(change("nginx:2." + i)));
      assertFalse(loop.ready());
    }
    relay.heal();
    assertInstanceOf(Outcome.Unavailable.class, Harbour.await(doubtful));
    awaitRecovery();
  }

  @Test
  void aCommandInASilentNetworkIsAnsweredInTime() throws Exception {
    serve(HASTY);
    relay.blackHole();
    long before = System.nanoTime();
    Outcome outcome = Harbour.await(change("nginx:2.0"));
    Duration waited = Duration.ofNanos(System.nanoTime() - before);
    assertInstanceOf(Outcome.Unknown.class, outcome);
    assertTrue(waited.compareTo(Duration.ofSeconds(30)) < 0, waited::toString);
    assertFalse(loop.ready());
    relay.heal();
    awaitRecovery();
  }

  @Test
  void aLoopThatIsClosedFinishesWhatItHasBegun() throws Exception {
    serve(Harbour.PATIENT);
    var held = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    relay.fate((way, bytes) -> {
      if (way == Way.QUESTION && bytes.contains("nginx:2.0")) {
        held.countDown();
      }
      return way == Way.QUESTION || held.getCount() > 0 || awaited(released);
    });
    CompletableFuture<Outcome> begun = change("nginx:2.0");
    assertTrue(held.await(30, TimeUnit.SECONDS), "its events are on their way");
    Thread closing = Thread.ofVirtual().start(loop::close);
    assertFalse(closing.join(Duration.ofMillis(300)), "it waits for the database");
    released.countDown();
    assertInstanceOf(Outcome.Accepted.class, Harbour.await(begun));
    closing.join();
    harbour.receipts().assertHeldBy(harbour.ledger());
  }

  private static boolean awaited(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return true;
  }

  @Test
  void aLoopThatIsClosedInASilenceSaysThatItDoesNotKnow() throws Exception {
    serve(HASTY);
    relay.fate((way, _) -> way == Way.QUESTION);
    CompletableFuture<Outcome> doubtful = change("nginx:2.0");
    loop.close();
    assertInstanceOf(Outcome.Unknown.class, Harbour.await(doubtful));
    harbour.receipts().assertHeldBy(harbour.ledger());
  }

  @Test
  void aSlowNetworkCostsTimeAndNothingElse() throws Exception {
    serve(Harbour.PATIENT);
    var never = new CountDownLatch(1);
    relay.fate((way, _) -> way == Way.QUESTION || !never.await(200, TimeUnit.MILLISECONDS));
    List<CompletableFuture<Outcome>> asked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      asked.add(change("nginx:2." + i));
    }
    for (CompletableFuture<Outcome> each : asked) {
      assertInstanceOf(Outcome.Accepted.class, Harbour.await(each));
    }
    awaitRecovery();
  }

  @Test
  void connectionsResetInTheMiddleOfTrafficLoseAndDoubleNothing() throws Exception {
    serve(Harbour.PATIENT);
    var random = new SplittableRandom(1);
    var answered = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int client = 0; client < 4; client++) {
        String name = "nginx:" + client;
        var own = random.split();
        clients.add(
            threads.submit(() -> {
              for (int i = 0; i < 200; i++) {
                Harbour.await(change(name + "-" + i));
                answered.incrementAndGet();
                if (own.nextInt(40) == 0) {
                  relay.cut();
                }
              }
              return null;
            }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
    assertTrue(harbour.receipts().count(Answer.ACKNOWLEDGED) > 200, harbour.receipts()::toString);
    awaitRecovery();
  }
}
