package drydock.invariant;

import drydock.cluster.Cluster;
import drydock.profile.Release;
import drydock.service.Fleet;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.service.Revision;
import drydock.service.Service;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec.Strategy;
import drydock.service.StopReason;
import drydock.world.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a rollout may go. What is lost to nodes, crashes and clients is nobody's rollout, and
/// neither is what was too much before because fewer replicas are asked for now.
final class Bounds {

  private final World world;
  private final Findings findings;
  private boolean available;

  /// The service that was last scaled to another number, and when. Kubernetes shrinks its revisions
  /// in proportion then, whether their replicas are available or not.
  private @Nullable ServiceId rescaled;

  private Instant rescaledAt = Instant.MIN;

  Bounds(World world, Findings findings) {
    this.world = world;
    this.findings = findings;
  }

  /// More of a revision are wanted: that never brings all of them above the limit. Recreate begins
  /// with none while there are others. Scaling looks at no replicas: one that has some may grow
  /// beside those that cannot end because their node is lost, and so may the latest of a paused
  /// service (sync.go, scale).
  void scaled(ServiceEvent.RevisionScaled event) {
    Service service = world.services().find(event.service());
    if (event.aim() != null && event.from() > 0) {
      rescaled = event.service();
      rescaledAt = world.now();
    }
    if (service == null || event.to() <= event.from()) {
      return;
    }
    int wanted = service.spec().replicas();
    boolean rolling = service.spec().strategy() == Strategy.ROLLING_UPDATE;
    int most = rolling ? wanted + world.profile().rollout().surge(wanted) : wanted;
    int all = service.progress().revisions().stream().mapToInt(Revision::replicas).sum();
    findings.expect(
        all <= most, Invariant.SURGE, service.id(), "wants " + all + " where " + most + " may be");
    findings.expect(
        rolling
            || event.from() > 0
            || service.progress().paused()
            || onlyOf(event.revision(), event.service()),
        Invariant.SURGE,
        service.id(),
        "is recreated while it has earlier replicas");
  }

  private boolean onlyOf(String revision, ServiceId id) {
    return world.services().fleet(id).replicas().stream()
        .allMatch(replica -> replica.revision().equals(revision) || replica.evicted());
  }

  void made(ReplicaEvent.Created event) {
    Service service = world.services().find(event.replica().service());
    if (service != null) {
      Revision revision = service.revision(event.revision());
      int active = world.services().fleet(service.id()).of(revision).active();
      findings.expect(
          active <= revision.replicas(),
          Invariant.SURGE,
          service.id(),
          "has " + active + " of " + revision.name() + " and wants " + revision.replicas());
    }
  }

  void beforeStopped(ReplicaEvent.Stopping event) {
    Replica replica = world.services().replica(event.replica());
    available = replica != null && replica.state().available();
  }

  void stopped(ReplicaEvent.Stopping event) {
    Service service = world.services().find(event.replica().service());
    if (!available
        || service == null
        || event.reason() != StopReason.SCALED_DOWN
        || service.spec().strategy() != Strategy.ROLLING_UPDATE
        || (service.id().equals(rescaled) && world.now().equals(rescaledAt))) {
      return;
    }
    Fleet fleet = world.services().fleet(service.id());
    Fleet.Tally left = fleet.total();
    int wanted = service.spec().replicas();
    int least = wanted - world.profile().rollout().unavailable(wanted);
    findings.expect(
        left.available() >= least || mistaken(service, fleet, event.replica()),
        Invariant.AVAILABILITY,
        service.id(),
        "stops " + event.replica().name() + " and has " + left.available() + " left of " + least);
  }

  /// Whether a replica may have gone in place of one that is ready for not long enough. A rollout
  /// gives up the latter first, but it is the ReplicaSet that chooses, and in 1.30 that looks at
  /// how crowded nodes are before it looks at ages (controller_utils.go, ActivePodsWithRanks).
  private boolean mistaken(Service service, Fleet fleet, ReplicaId stopped) {
    Cluster cluster = world.clusters().find(stopped.service().cluster());
    Replica replica = fleet.find(stopped.name());
    if (cluster == null || cluster.release() != Release.MODERN || replica == null) {
      return false;
    }
    Fleet.Tally alike = fleet.of(service.revision(replica.revision()));
    return alike.ready() > alike.available();
  }
}
