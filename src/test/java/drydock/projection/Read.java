package drydock.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import drydock.cluster.ApiEndpoint;
import drydock.cluster.Cluster;
import drydock.cluster.ClusterSpec;
import drydock.cluster.ClusterStatus;
import drydock.cluster.Health;
import drydock.cluster.Namespace;
import drydock.cluster.Node;
import drydock.cluster.NodeAddresses;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.cluster.NodeSpec;
import drydock.service.Balancer;
import drydock.service.Exposure;
import drydock.service.PodTemplate;
import drydock.service.Progressing;
import drydock.service.Replica;
import drydock.service.ReplicaId;
import drydock.service.ReplicaPhase;
import drydock.service.Revision;
import drydock.service.Rollout;
import drydock.service.Service;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.task.Task;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes a world's clusters, services and so on out of nothing but rows of its tables.
final class Read {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeMap<String, String>> LABELS = new TypeReference<>() {};
  private static final TypeReference<List<Exposure.Port>> PORTS = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final Connection connection;
  private final long world;

  Read(Connection connection, long world) {
    this.connection = connection;
    this.world = world;
  }

  private interface Maker<T> {
    T make(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String table, String order, Maker<T> maker) throws SQLException {
    List<T> rows = new ArrayList<>();
    String query = "select * from " + table + " where world = " + world + " order by " + order;
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(maker.make(row));
      }
    }
    return rows;
  }

  /// Every row of every table as it is, without what differs from one build to the next.
  SortedMap<String, List<String>> everything() throws SQLException {
    SortedMap<String, List<String>> tables = new TreeMap<>();
    for (String table : PostgresTables.NAMES) {
      tables.put(table, rows(table, "2, 3", Read::whole));
    }
    tables.put(
        "projection",
        rows("(select world, name, position, at from projection) mark", "name", Read::whole));
    return tables;
  }

  private static String whole(ResultSet row) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      values.add(row.getString(i));
    }
    return String.join("|", values);
  }

  List<Cluster> clusters() throws SQLException {
    return rows(
        "cluster",
        "id",
        row ->
            new Cluster(
                row.getString("id"),
                new ClusterSpec(
                    row.getString("name"),
                    row.getString("description"),
                    row.getString("cidr"),
                    row.getString("vpc"),
                    row.getString("region"),
                    row.getString("system"),
                    row.getString("kubernetes"),
                    row.getLong("project"),
                    row.getString("master_subnet")),
                constant(ClusterStatus.class, row.getString("status")),
                row.getLong("born"),
                moment(row, "created_at"),
                moment(row, "updated_at"),
                new ApiEndpoint(
                    constant(ApiEndpoint.Phase.class, row.getString("endpoint")),
                    textOf(row, "endpoint_address")),
                moment(row, "due_at")));
  }

  /// Without their images, of which no table tells.
  List<Node> nodes() throws SQLException {
    return rows(
        "node",
        "cluster, born",
        row ->
            new Node(
                new NodeId(row.getString("cluster"), row.getString("machine")),
                row.getString("name"),
                json(row.getString("spec"), new TypeReference<NodeSpec>() {}),
                new NodeAddresses(
                    row.getString("lan_address"),
                    textOf(row, "wan_address"),
                    row.getString("pods")),
                json(row.getString("labels"), LABELS),
                constant(NodePhase.class, row.getString("phase")),
                row.getLong("born"),
                moment(row, "created_at"),
                moment(row, "joined_at"),
                moment(row, "due_at"),
                row.getBoolean("cordoned"),
                row.getBoolean("kept"),
                Health.GOOD,
                new TreeMap<>()));
  }

  List<Namespace> namespaces() throws SQLException {
    return rows(
        "namespace",
        "cluster, born",
        row ->
            new Namespace(
                row.getString("cluster"),
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("terminating"),
                row.getLong("born"),
                moment(row, "created_at")));
  }

  List<Service> services() throws SQLException {
    List<Owned> revisions = revisions();
    return rows("service", "cluster, namespace, name", row -> service(row, revisions));
  }

  private record Owned(ServiceId service, Revision revision) {}

  private List<Owned> revisions() throws SQLException {
    return rows(
        "revision",
        "born",
        row ->
            new Owned(
                serviceId(row, "service"),
                new Revision(
                    row.getString("name"),
                    row.getInt("number"),
                    json(row.getString("template"), new TypeReference<PodTemplate>() {}),
                    row.getInt("wanted"),
                    row.getInt("min_ready_seconds"),
                    row.getLong("born"),
                    new Revision.Aim(row.getInt("desired"), row.getInt("most")))));
  }

  private static Service service(ResultSet row, List<Owned> revisions) throws SQLException {
    ServiceId id = serviceId(row, "name");
    var exposure =
        new Exposure(
            constant(Exposure.Type.class, row.getString("exposure")),
            json(row.getString("ports"), PORTS),
            row.getString("subnet"));
    String rollout = row.getString("rollout");
    return new Service(
        id,
        new ServiceSpec(
            row.getString("description"),
            row.getInt("wanted"),
            constant(ServiceSpec.Strategy.class, row.getString("strategy")),
            row.getInt("min_ready_seconds"),
            exposure,
            json(row.getString("template"), new TypeReference<PodTemplate>() {})),
        json(row.getString("labels"), LABELS),
        textOf(row, "address"),
        row.getLong("born"),
        moment(row, "created_at"),
        balancer(row),
        new Service.Progress(
            row.getBoolean("paused"),
            rollout == null ? null : constant(Rollout.class, rollout),
            row.getBoolean("updated"),
            row.getString("revision"),
            progressing(row),
            revisions.stream()
                .filter(each -> each.service.equals(id))
                .map(Owned::revision)
                .toList()));
  }

  private static Progressing progressing(ResultSet row) throws SQLException {
    String reason = row.getString("progressing");
    return reason == null
        ? null
        : new Progressing(
            constant(Progressing.Reason.class, reason),
            moment(row, "progressed_at"),
            moment(row, "progressing_since"),
            row.getInt("progress_deadline"));
  }

  private static Balancer balancer(ResultSet row) throws SQLException {
    String id = row.getString("balancer");
    return id == null
        ? null
        : new Balancer(id, row.getString("balancer_address"), moment(row, "balancer_due_at"), null);
  }

  /// Without what they are reckoned at and what becomes of each container, of which no table tells;
  /// nor when one counts as available that does not yet, for which stands since when it is ready.
  List<Replica> replicas() throws SQLException {
    return rows(
        "replica",
        "cluster, namespace, service, born",
        row ->
            new Replica(
                new ReplicaId(serviceId(row, "service"), row.getString("name")),
                row.getString("revision"),
                new Replica.Share(row.getInt("cpu"), row.getInt("memory"), 0, 0, List.of()),
                json(row.getString("labels"), LABELS),
                row.getLong("born"),
                moment(row, "created_at"),
                new Replica.State(
                    constant(ReplicaPhase.class, row.getString("phase")),
                    row.getString("node"),
                    textOf(row, "address"),
                    moment(row, "due_at"),
                    moment(row, "ready_at"),
                    row.getBoolean("available") ? null : moment(row, "ready_at"),
                    row.getInt("tries"),
                    textOf(row, "trouble"),
                    null)));
  }

  /// How often the containers of each replica were restarted, in the order of [#replicas].
  List<Integer> restarts() throws SQLException {
    return rows("replica", "cluster, namespace, service, born", row -> row.getInt("restarts"));
  }

  List<Task> tasks() throws SQLException {
    return rows(
        "task",
        "request_id",
        row ->
            new Task(
                row.getInt("request_id"),
                constant(Task.Kind.class, row.getString("kind")),
                row.getString("cluster"),
                json(row.getString("machines"), TEXTS),
                Arrays.stream(Task.Status.values())
                    .filter(each -> each.text().equals(text(row, "status")))
                    .findFirst()
                    .orElseThrow(),
                moment(row, "started_at")));
  }

  /// Of each table, the key of each row and the position of the last event that touched it.
  SortedMap<String, SortedMap<Long, Long>> positions() throws SQLException {
    SortedMap<String, SortedMap<Long, Long>> positions = new TreeMap<>();
    for (String table : PostgresTables.NAMES) {
      String key = table.equals("task") ? "request_id" : "born";
      SortedMap<Long, Long> ofTable = new TreeMap<>();
      rows(table, key, row -> ofTable.put(row.getLong(key), row.getLong("position")));
      positions.put(table, ofTable);
    }
    return positions;
  }

  /// What the row of a service says that follows from other things.
  record Summary(ServiceId id, String status, int active, int ready, int available) {}

  List<Summary> summaries() throws SQLException {
    return rows(
        "service",
        "cluster, namespace, name",
        row ->
            new Summary(
                serviceId(row, "name"),
                row.getString("status"),
                row.getInt("active"),
                row.getInt("ready"),
                row.getInt("available")));
  }

  /// Where each table stands.
  SortedMap<String, Long> marksByTable() throws SQLException {
    SortedMap<String, Long> marks = new TreeMap<>();
    rows("projection", "name", row -> marks.put(row.getString("name"), row.getLong("position")));
    return marks;
  }

  /// Where the tables stand, without repeats.
  SortedSet<Long> marks() throws SQLException {
    return new TreeSet<>(marksByTable().values());
  }

  private static ServiceId serviceId(ResultSet row, String name) throws SQLException {
    return new ServiceId(row.getString("cluster"), row.getString("namespace"), row.getString(name));
  }

  private static String text(ResultSet row, String column) {
    try {
      return row.getString(column);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /// Empty for null.
  private static String textOf(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    var moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  private static <T> T json(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(text, broken);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    String name = word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    return Enum.valueOf(type, name);
  }
}
