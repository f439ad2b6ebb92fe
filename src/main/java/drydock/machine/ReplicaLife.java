package drydock.machine;

import drydock.cluster.Node;
import drydock.kernel.Dice;
import drydock.placement.Placement;
import drydock.profile.Profile;
import drydock.registry.Registry;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ServiceSpec;
import java.time.Duration;
import java.time.Instant;

/// What a replica goes through on its machine: images pulled, containers started, ready, stopped.
/// Each event says when the next is due.
public final class ReplicaLife {

  private final Profile profile;
  private final Dice dice;
  private final ImagePull pull;

  public ReplicaLife(Profile profile, Registry registry, Dice dice) {
    this.profile = profile;
    this.dice = dice;
    this.pull = new ImagePull(profile.timings(), registry, dice);
  }

  /// A replica goes to the node that placement found.
  public ReplicaEvent.Scheduled scheduled(
      Replica replica, PodTemplate template, Placement.Choice.Found found, Instant now) {
    Node node = found.node().node();
    return new ReplicaEvent.Scheduled(
        replica.id(),
        node.id().machine(),
        found.address(),
        pull.doneAt(replica, template, node, now));
  }

  /// What comes next for a replica of a service, now that it is due.
  public ReplicaEvent due(
      Replica replica, ServiceSpec spec, PodTemplate template, Node node, Instant now) {
    return switch (replica.phase()) {
      case PENDING ->
          throw new IllegalStateException("placement is to say what comes next: " + replica.id());
      case PULLING -> pulled(replica, template, node, now);
      case PULL_BACK_OFF ->
          new ReplicaEvent.PullRetried(replica.id(), now.plus(pull.recheck(replica)));
      case STARTING ->
          new ReplicaEvent.Started(
              replica.id(), Readiness.readyAt(replica, template, now, profile.timings(), dice));
      case RUNNING ->
          new ReplicaEvent.Ready(
              replica.id(), now.plus(Duration.ofSeconds(spec.minReadySeconds())));
      case READY -> new ReplicaEvent.Available(replica.id());
      case STOPPING -> new ReplicaEvent.Removed(replica.id());
    };
  }

  /// Whether all images of a template are there to be pulled.
  public boolean imagesExist(PodTemplate template) {
    return template.containers().stream().allMatch(container -> pull.exists(container.image()));
  }

  private ReplicaEvent pulled(Replica replica, PodTemplate template, Node node, Instant now) {
    String failing = pull.failing(replica, template, node, profile.failures().imagePull(), now);
    if (failing != null) {
      String message = "Failed to pull image \"" + failing + "\"";
      Instant retryAt = now.plus(ImagePull.backOff(replica.state().tries()));
      return new ReplicaEvent.PullFailed(replica.id(), failing, message, retryAt);
    }
    Duration start =
        dice.lognormal(
            profile.timings().containerStart(), "container.start", replica.id().name(), 0);
    return new ReplicaEvent.Pulled(replica.id(), now.plus(start));
  }
}
