package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.engine.Sight;
import drydock.engine.WorldLoop;
import drydock.proof.Receipts.Answer;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two writers of one world: by mistake, since a world is served by one at a time. The log stays
/// whole all the same.
class RivalsTest {

  private static final int CLIENTS = 4;
  private static final int COMMANDS = 50;

  private final Harbour harbour = new Harbour();

  /// Every command meets one of the other loop: what the two do in turn is no rivalry.
  private final CyclicBarrier meeting = new CyclicBarrier(CLIENTS);

  @AfterEach
  void close() throws Exception {
    harbour.close();
  }

  @Test
  void twoLoopsOnOneWorldKeepOneHistory() throws Exception {
    WorldLoop one = harbour.serve();
    ServiceId service = harbour.service(one);
    WorldLoop other = harbour.serve();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        String name = "nginx:" + client;
        WorldLoop loop = client % 2 == 0 ? one : other;
        clients.add(threads.submit(() -> change(loop, service, name)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
    assertEquals(CLIENTS * COMMANDS + 2, harbour.receipts().count(Answer.ACKNOWLEDGED));
    assertTrue(takeovers() > COMMANDS, "there was hardly any rivalry");
    for (WorldLoop loop : List.of(one, other)) {
      String last = "nginx:last-" + harbour.receipts().count(Answer.ACKNOWLEDGED);
      Harbour.await(harbour.ask(loop, new ServiceCommand.ChangeImage(service, last), last));
      assertEquals(harbour.ledger().digest(), Harbour.await(loop.look(Sight::digest)));
    }
    harbour.receipts().assertHeldBy(harbour.ledger());
  }

  /// How many times a loop took the world over from the other and got to write.
  private int takeovers() throws SQLException {
    try (var connection = harbour.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(distinct writer) from event")) {
      row.next();
      return row.getInt(1);
    }
  }

  private Void change(WorldLoop loop, ServiceId service, String name) throws Exception {
    for (int i = 0; i < COMMANDS; i++) {
      String image = name + "-" + i;
      meeting.await(60, TimeUnit.SECONDS);
      Harbour.await(harbour.ask(loop, new ServiceCommand.ChangeImage(service, image), image));
    }
    return null;
  }
}
