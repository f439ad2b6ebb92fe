package drydock.projection;

import drydock.cluster.Cluster;
import drydock.cluster.ClusterEvent;
import drydock.cluster.Clusters;
import drydock.cluster.Namespace;
import drydock.cluster.NamespaceEvent;
import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.kernel.Recorded;
import drydock.projection.Tables.Owned;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.Revision;
import drydock.service.Service;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.service.Services;
import drydock.task.Task;
import drydock.task.TaskEvent;
import drydock.task.Tasks;
import drydock.world.WorldState;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The fold of a world's events that its tables are read off, by the very classes that the world is
/// folded with. It tells each table which of its rows an event touches.
final class Fold {

  private final Clusters clusters = new Clusters();
  private final Services services = new Services();
  private final Tasks tasks = new Tasks();

  private final ReadModel<Cluster> clusterRows;
  private final ReadModel<Node> nodeRows;
  private final ReadModel<Namespace> namespaceRows;
  private final ReadModel<Service> serviceRows;
  private final ReadModel<Owned> revisionRows;
  private final ReadModel<Replica> replicaRows;
  private final ReadModel<Task> taskRows;
  private final List<ReadModel<?>> models;

  private long position;
  private Instant at = Instant.EPOCH;

  /// Nothing has happened yet; the tables have come to their marks.
  Fold(SortedMap<String, Mark> marks) {
    clusterRows = model(Tables.clusters(), marks);
    nodeRows = model(Tables.nodes(), marks);
    namespaceRows = model(Tables.namespaces(), marks);
    serviceRows = model(Tables.services(services), marks);
    revisionRows = model(Tables.revisions(), marks);
    replicaRows = model(Tables.replicas(), marks);
    taskRows = model(Tables.tasks(), marks);
    models =
        List.of(
            clusterRows, nodeRows, namespaceRows, serviceRows, revisionRows, replicaRows, taskRows);
  }

  private static <R> ReadModel<R> model(Layout<R> layout, SortedMap<String, Mark> marks) {
    Mark mark = marks.get(layout.table());
    if (mark == null) {
      throw new IllegalArgumentException("no mark for " + layout.table());
    }
    return new ReadModel<>(layout, mark);
  }

  List<ReadModel<?>> models() {
    return models;
  }

  /// Where the table stands that is furthest behind.
  long least() {
    long least = Long.MAX_VALUE;
    for (ReadModel<?> model : models) {
      least = Math.min(least, model.mark().position());
    }
    return least;
  }

  /// The tables that stand before [#position].
  List<ReadModel<?>> behind() {
    return models.stream().filter(model -> model.mark().position() < position).toList();
  }

  /// Hears where the tables stand. One of another edition was emptied, and one that has gone back
  /// was in a database that crashed: what they lack then is not remembered here.
  ///
  /// @return whether this fold can still serve them
  boolean reach(SortedMap<String, Mark> marks) {
    for (ReadModel<?> model : models) {
      Mark mark = marks.get(model.table());
      if (mark == null || !mark.follows(model.mark())) {
        return false;
      }
      model.reached(mark);
    }
    return true;
  }

  long position() {
    return position;
  }

  /// When the event at [#position] happened.
  Instant at() {
    return at;
  }

  /// Takes in what an earlier fold came to.
  void restore(WorldState state) {
    position = state.position();
    at = state.commandAt();
    state.clusters().forEach(clusters::restore);
    state.namespaces().forEach(clusters::restore);
    state.nodes().forEach(clusters::restore);
    state.services().forEach(services::restore);
    state.replicas().forEach(services::restore);
    state.tasks().forEach(tasks::restore);
  }

  void evolve(Recorded recorded) {
    if (recorded.position() != position + 1) {
      throw new IllegalStateException("position " + recorded.position() + " after " + position);
    }
    position = recorded.position();
    at = recorded.at();
    switch (recorded.event()) {
      case ReplicaEvent e -> evolve(e);
      case ServiceEvent e -> evolve(e);
      case NodeEvent e -> {
        Node before = clusters.node(e.node());
        clusters.evolve(e, position, at);
        nodeRows.note(position, before, clusters.node(e.node()));
      }
      case NamespaceEvent e -> {
        Namespace before = namespace(e);
        clusters.evolve(e, position, at);
        namespaceRows.note(position, before, namespace(e));
      }
      case ClusterEvent e -> evolve(e);
      case TaskEvent e -> {
        tasks.evolve(e, at);
        taskRows.note(position, null, tasks.find(e.requestId()));
      }
      default -> {
        // No table tells of it.
      }
    }
  }

  private void evolve(ReplicaEvent event) {
    Replica before = services.replica(event.replica());
    replicaRows.note(position, before, services.evolve(event, position, at));
    serviceRows.note(position, null, services.find(event.replica().service()));
  }

  private void evolve(ServiceEvent event) {
    Service before = services.find(event.service());
    services.evolve(event, position, at);
    Service after = services.find(event.service());
    serviceRows.note(position, before, after);
    noteRevisions(event.service(), revisions(before), revisions(after));
  }

  private static SortedMap<Long, Revision> revisions(@Nullable Service service) {
    SortedMap<Long, Revision> revisions = new TreeMap<>();
    if (service != null) {
      service.progress().revisions().forEach(each -> revisions.put(each.born(), each));
    }
    return revisions;
  }

  private void noteRevisions(
      ServiceId id, SortedMap<Long, Revision> before, SortedMap<Long, Revision> after) {
    after.forEach((born, revision) -> {
      if (!revision.equals(before.remove(born))) {
        revisionRows.note(position, null, new Owned(id, revision));
      }
    });
    before.values().forEach(gone -> revisionRows.note(position, new Owned(id, gone), null));
  }

  /// A cluster takes along what is still in it.
  private void evolve(ClusterEvent event) {
    Cluster before = clusters.find(event.cluster());
    if (event instanceof ClusterEvent.Deleted) {
      clusters.nodes(event.cluster()).forEach(node -> nodeRows.note(position, node, null));
      clusters
          .namespaces(event.cluster())
          .forEach(namespace -> namespaceRows.note(position, namespace, null));
    }
    clusters.evolve(event, position, at);
    clusterRows.note(position, before, clusters.find(event.cluster()));
  }

  private @Nullable Namespace namespace(NamespaceEvent event) {
    for (Namespace namespace : clusters.namespaces(event.cluster())) {
      if (namespace.name().equals(event.name())) {
        return namespace;
      }
    }
    return null;
  }
}
