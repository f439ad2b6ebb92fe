package drydock.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import drydock.cluster.Health;
import drydock.cluster.Node;
import drydock.log.Entry;
import drydock.service.Fleet;
import drydock.service.Replica;
import drydock.service.Service;
import drydock.service.ServiceStatus;
import drydock.world.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds what tables say against the world that made the history, and against the history itself.
final class Truth {
  private static final Pattern REVISION = Pattern.compile("\"revision\":\"([^\"]*)\"");
  private static final Pattern REQUEST = Pattern.compile("\"requestId\":(\\d+)");

  private Truth() {}

  static void check(Told told, Connection connection) throws SQLException {
    var read = new Read(connection, told.world());
    World world = told.sandbox.world;
    var state = world.state();
    assertEquals(state.clusters(), read.clusters());
    assertEquals(state.namespaces(), read.namespaces());
    assertEquals(state.nodes().stream().map(Truth::withoutImages).toList(), read.nodes());
    assertEquals(state.services(), read.services());
    assertEquals(state.replicas().stream().map(Truth::asTold).toList(), read.replicas());
    assertEquals(state.replicas().stream().map(Replica::restarts).toList(), read.restarts());
    assertEquals(state.tasks(), read.tasks());
    assertEquals(
        state.services().stream().map(each -> summary(each, world)).toList(), read.summaries());
    assertEquals(positions(told.entries), read.positions());
  }

  private static Node withoutImages(Node node) {
    return new Node(
        node.id(),
        node.name(),
        node.spec(),
        node.addresses(),
        node.labels(),
        node.phase(),
        node.born(),
        node.createdAt(),
        node.joinedAt(),
        node.dueAt(),
        node.cordoned(),
        node.kept(),
        Health.GOOD,
        new TreeMap<>());
  }

  private static Replica asTold(Replica replica) {
    Replica.State state = replica.state();
    return new Replica(
        replica.id(),
        replica.revision(),
        new Replica.Share(replica.share().cpu(), replica.share().memory(), 0, 0, List.of()),
        replica.labels(),
        replica.born(),
        replica.createdAt(),
        new Replica.State(
            state.phase(),
            state.node(),
            state.address(),
            state.dueAt(),
            state.readyAt(),
            state.availableAt() == null ? null : state.readyAt(),
            state.tries(),
            state.trouble(),
            null));
  }

  private static Read.Summary summary(Service service, World world) {
    Fleet fleet = world.services().fleet(service.id());
    return new Read.Summary(
        service.id(),
        ServiceStatus.of(service, fleet).text(),
        fleet.total().active(),
        fleet.total().ready(),
        fleet.total().available());
  }

  /// A row that a history tells of.
  private record Life(long born, long position) {}

  /// What [Read#positions] should say, found in what the log's entries are about, and without
  /// folding any of them.
  private static SortedMap<String, SortedMap<Long, Long>> positions(List<Entry> entries) {
    SortedMap<String, SortedMap<String, Life>> lives = new TreeMap<>();
    PostgresTables.NAMES.forEach(table -> lives.put(table, new TreeMap<>()));
    for (Entry entry : entries) {
      String kind = entry.type().substring(0, entry.type().indexOf('.'));
      String what = entry.type().substring(entry.type().indexOf('.') + 1);
      switch (kind) {
        case "cluster", "node", "namespace", "service", "replica" ->
            live(lives.get(kind), entry.subject(), what, entry);
        case "revision" -> {
          live(lives.get(kind), entry.subject() + "/" + found(REVISION, entry), what, entry);
          live(lives.get("service"), entry.subject(), "touched", entry);
        }
        case "task" ->
            lives
                .get("task")
                .put(
                    entry.subject(),
                    new Life(Long.parseLong(found(REQUEST, entry)), entry.position()));
        case "world", "configuration", "registry", "repository", "trigger", "fault" -> {
          // No table tells of it.
        }
        default -> fail(kind + " is not known");
      }
      if (entry.type().equals("service.deleted")) {
        lives.get("revision").keySet().removeIf(key -> key.startsWith(entry.subject() + "/"));
      }
      if (kind.equals("replica")) {
        String service = entry.subject().substring(0, entry.subject().lastIndexOf('/'));
        live(lives.get("service"), service, "touched", entry);
      }
    }
    SortedMap<String, SortedMap<Long, Long>> positions = new TreeMap<>();
    lives.forEach((table, rows) -> {
      SortedMap<Long, Long> ofTable = new TreeMap<>();
      rows.values().forEach(life -> ofTable.put(life.born, life.position));
      positions.put(table, ofTable);
    });
    return positions;
  }

  private static void live(SortedMap<String, Life> lives, String key, String what, Entry entry) {
    switch (what) {
      case "created", "ordered", "adopted" ->
          lives.put(key, new Life(entry.position(), entry.position()));
      case "deleted", "removed", "boot_failed" -> lives.remove(key);
      default -> lives.computeIfPresent(key, (_, life) -> new Life(life.born, entry.position()));
    }
  }

  private static String found(Pattern pattern, Entry entry) {
    Matcher matcher = pattern.matcher(entry.data());
    assertEquals(true, matcher.find(), entry::data);
    return matcher.group(1);
  }
}
