package drydock.bench;

import drydock.server.DatabaseUnavailable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How many durable commands a second come through HTTP from clients that sign each of them, next
/// to how many rows of the same shape plain JDBC commits one by one in the same database. Rounds of
/// either alternate, so that whatever else the machine does falls on both.
final class Commands {

  private static final int CLIENTS = 64;
  private static final int SERVICES_EACH = 10;
  private static final int NODES = 100;
  private static final int CONNECTIONS = 8;
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(4);
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final int CREATED = 4_000;

  /// Enough that hardly one has to be signed while time is measured.
  private static final int SIGNED_EACH = 20_000 * (int) ROUND.toSeconds() / CLIENTS;

  private final Home home;
  private final int port;
  private final String cluster;

  private Commands(Home home, int port, String cluster) {
    this.home = home;
    this.port = port;
    this.cluster = cluster;
  }

  static void measure() throws IOException, DatabaseUnavailable, SQLException {
    Table.section(
        "commands: %d clients, every request signed and every answer durable; %d nodes, %d services"
            .formatted(CLIENTS, NODES, 2 * CLIENTS * SERVICES_EACH));
    try (var home = new Home();
        var server = ServerProcess.start(home.settings());
        var api = new Api(server.port())) {
      Surroundings.printDatabase(home.jdbcUrl());
      String cluster = new Scene(api).cluster(NODES);
      for (int client = 0; client < CLIENTS; client++) {
        for (int which = 0; which < SERVICES_EACH; which++) {
          for (String kind : new String[] {"pause", "scale"}) {
            String name = name(kind, client, which);
            api.ask("CreateClusterService", Scene.service(cluster, name, 1));
          }
        }
      }
      new Commands(home, server.port(), cluster).compare();
    }
  }

  private static String name(String kind, int client, int which) {
    return kind + "-" + client + "-" + which;
  }

  private void compare() throws IOException, SQLException {
    try (var pauses = new Load(port, CLIENTS, this::pausing);
        var scales = new Load(port, CLIENTS, this::scaling)) {
      scales.run(WARM_UP.dividedBy(2), Integer.MAX_VALUE);
      pauses.run(WARM_UP, Integer.MAX_VALUE);
      var inserts = new RowInserts(home.jdbcUrl());
      Table.line("row of an event", "%d bytes, %s", inserts.row().bytes(), inserts.row().type());
      for (int connections : new int[] {1, 16}) {
        double rate = inserts.perSecond(connections, ROUND);
        Table.line("plain JDBC, %d connections".formatted(connections), "%,.0f rows/s", rate);
      }
      List<Measured> paused = new ArrayList<>();
      List<Measured> scaled = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        double rows = inserts.perSecond(CONNECTIONS, ROUND);
        paused.add(measured(pauses.prepared(SIGNED_EACH), Integer.MAX_VALUE, rows));
        scaled.add(measured(scales.prepared(SIGNED_EACH / 2), Integer.MAX_VALUE, rows));
        paused.getLast().print("round %d: Pause/Resume".formatted(i + 1));
      }
      double rows = Table.median(paused.stream().mapToDouble(Measured::rows).toArray());
      Table.line("plain JDBC, %d connections".formatted(CONNECTIONS), "%,.0f rows/s", rows);
      Measured.median(paused).print("Pause-/ResumeClusterService");
      Measured.median(scaled).print("ModifyServiceReplicas, 1 to 2 and back");
      try (var creates = new Load(port, CLIENTS, this::creating)) {
        creates.prepared(CREATED / CLIENTS);
        measured(creates, CREATED, rows).print("CreateClusterService");
      }
    }
  }

  private Load.Request pausing(int client, int which) {
    return new Load.Request(
        which % 2 == 0 ? "PauseClusterService" : "ResumeClusterService",
        Scene.named(cluster, name("pause", client, which / 2 % SERVICES_EACH)));
  }

  private Load.Request scaling(int client, int which) {
    String name = name("scale", client, which / 2 % SERVICES_EACH);
    return new Load.Request(
        "ModifyServiceReplicas", Scene.scaled(cluster, name, which % 2 == 0 ? 2 : 1));
  }

  private Load.Request creating(int client, int which) {
    return new Load.Request(
        "CreateClusterService", Scene.service(cluster, name("create", client, which), 1));
  }

  /// A run of commands, how many events it led to, and how many rows a second plain JDBC wrote just
  /// before.
  private record Measured(Load.Run run, long events, double rows) {

    double ratio() {
      return run.perSecond() / rows;
    }

    static Measured median(List<Measured> all) {
      return all.stream()
          .sorted((one, other) -> Double.compare(one.ratio(), other.ratio()))
          .skip(all.size() / 2)
          .findFirst()
          .orElseThrow();
    }

    void print(String name) {
      Table.line(
          name,
          "%,.0f commands/s, %.2f × JDBC; %.1f events each; p50 %s, p99 %s; %d refused",
          run.perSecond(),
          ratio(),
          (double) events / run.latencies().length,
          Table.millis(run.quantile(0.5)),
          Table.millis(run.quantile(0.99)),
          run.refused());
    }
  }

  private Measured measured(Load load, int requestsMax, double rows)
      throws IOException, SQLException {
    long before = position();
    Load.Run run = load.run(ROUND, requestsMax);
    return new Measured(run, position() - before, rows);
  }

  private long position() throws SQLException {
    try (Connection connection = DriverManager.getConnection(home.jdbcUrl());
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select max(position) from world")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
