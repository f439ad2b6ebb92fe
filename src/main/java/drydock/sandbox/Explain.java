package drydock.sandbox;

import drydock.engine.Past;
import drydock.engine.WorldLoop;
import drydock.log.Entry;
import drydock.log.EventLog.Filter;
import drydock.log.LogUnavailable;
import drydock.placement.Verdict;
import drydock.service.Filtering;
import drydock.service.Fleet;
import drydock.service.Replica;
import drydock.service.ReplicaId;
import drydock.world.Explanation;
import drydock.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Why a replica is where it is, or nowhere. A placement is a function of the world at its moment,
/// so nothing is kept for this: one that was made is made again in the world as it was then.
final class Explain {

  private static final String SCHEDULED = "replica.scheduled";

  private final WorldLoop loop;
  private final LooksBack looksBack;

  /// An answer.
  ///
  /// @param node the machine it is on; null while it waits for one
  /// @param position the world's position when the nodes were as told here: right before the
  ///   replica was placed, or now
  /// @param trouble why it was not placed when that was last tried; empty if that never failed
  /// @param retryAt when it is tried again; null if it is not waiting for that
  /// @param filtering how many of the nodes will do, and how many each filter rules out
  /// @param nodes of its cluster, the oldest first
  record View(
      ReplicaId replica,
      @Nullable String node,
      long position,
      String trouble,
      @Nullable Instant retryAt,
      FilteringView filtering,
      List<NodeView> nodes) {}

  /// How many nodes there were, how many would do, and how many each filter ruled out.
  record FilteringView(int nodes, int feasible, SortedMap<String, Integer> ruledOut) {
    static FilteringView of(Filtering filtering) {
      return new FilteringView(
          filtering.nodes(),
          Objects.requireNonNullElse(filtering.feasible(), filtering.nodes()),
          Objects.requireNonNullElse(filtering.ruledOut(), Collections.emptySortedMap()));
    }
  }

  /// What placement said of a node.
  ///
  /// @param score from 0 to 30, in 1.30 to 500; null where a reason keeps the replica off. Of
  ///   several with the highest score one is chosen by lot
  record NodeView(
      String machine,
      String address,
      boolean chosen,
      @Nullable Integer score,
      List<String> reasons) {}

  /// A replica now, and what is said of the nodes now.
  private record Present(long position, Explanation explanation) {}

  Explain(WorldLoop loop, LooksBack looksBack) {
    this.loop = loop;
    this.looksBack = looksBack;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/sandbox/explain", List.of("replica", "cluster"), this::explain));
  }

  private void explain(Request request, Reply reply)
      throws Refused, LogUnavailable, InterruptedException {
    String name = request.text("replica");
    if (name == null) {
      throw new Refused(
          Problem.invalid("replica", "is missing", "the name of an instance of a service"));
    }
    String cluster = request.text("cluster");
    List<Present> found = Answers.await(loop.look(sight -> named(sight.world(), name, cluster)));
    if (found.isEmpty()) {
      throw new Refused(
          Problem.of(Problem.Kind.NOT_FOUND, "replica " + Problem.shown(name) + " does not exist"));
    }
    if (found.size() > 1) {
      throw new Refused(
          Problem.invalid(
              "replica", "is the name of one in several clusters", "cluster=… beside it"));
    }
    Present present = found.getFirst();
    Replica replica = present.explanation().replica();
    reply.json(
        replica.node() == null
            ? view(replica, present)
            : view(replica, looksBack.take(past -> placed(past, replica)).orElse(present)));
  }

  private static List<Present> named(World world, String name, @Nullable String cluster) {
    List<Present> found = new ArrayList<>();
    for (Fleet fleet : world.services().fleets()) {
      Replica replica = fleet.find(name);
      if (replica != null
          && (cluster == null || replica.id().service().cluster().equals(cluster))) {
        Explanation explanation = Explanation.of(world, replica.id());
        if (explanation != null) {
          found.add(new Present(world.position(), explanation));
        }
      }
    }
    return found;
  }

  /// The world right before a replica was placed.
  private static Optional<Present> placed(Past past, Replica replica) throws LogUnavailable {
    List<Entry> entries =
        past.read(replica.born(), 1, new Filter(replica.id().toString(), SCHEDULED));
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    long position = entries.getFirst().position() - 1;
    return past.at(position)
        .map(world ->
            new Present(position, Objects.requireNonNull(Explanation.of(world, replica.id()))));
  }

  private static View view(Replica replica, Present present) {
    String node = replica.node();
    Instant retryAt = node == null ? replica.state().dueAt() : null;
    List<NodeView> nodes = new ArrayList<>();
    for (Verdict verdict : present.explanation().verdicts()) {
      String machine = verdict.node().machine();
      nodes.add(
          new NodeView(
              machine,
              verdict.address(),
              machine.equals(node),
              verdict.score(),
              verdict.obstacles()));
    }
    return new View(
        replica.id(),
        node,
        present.position(),
        node == null ? replica.state().trouble() : "",
        retryAt,
        FilteringView.of(present.explanation().filtering()),
        nodes);
  }
}
