package drydock.machine;

import drydock.cluster.Clusters;
import drydock.cluster.Node;
import drydock.kernel.Dice;
import drydock.placement.Placement;
import drydock.profile.Profile;
import drydock.registry.Registry;
import drydock.service.Availability;
import drydock.service.Container;
import drydock.service.ContainerState;
import drydock.service.Course;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.Revision;
import drydock.service.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a replica goes through on its machine: images pulled, containers started, ready, crashed
/// and started again, stopped. Each event says when the next is due.
public final class ReplicaLife {

  private final Profile profile;
  private final Dice dice;
  private final ImagePull pull;
  private final Courses courses;
  private final CrashLoop crashLoop;

  public ReplicaLife(Profile profile, Registry registry, Clusters clusters, Dice dice) {
    this.profile = profile;
    this.dice = dice;
    var traits = new Traits(profile, clusters);
    this.pull = new ImagePull(profile, registry, traits, dice);
    this.courses = new Courses(profile, traits, dice);
    this.crashLoop = new CrashLoop(profile.timings(), dice);
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

  /// What comes next for a replica of a revision, now that it is due.
  public ReplicaEvent due(Replica replica, Revision revision, Node node, Instant now) {
    PodTemplate template = revision.template();
    return switch (replica.phase()) {
      case PENDING ->
          throw new IllegalStateException("placement is to say what comes next: " + replica.id());
      case PULLING -> pulled(replica, template, node, now);
      case PULL_BACK_OFF ->
          new ReplicaEvent.PullRetried(replica.id(), now.plus(pull.recheck(replica)));
      case STARTING -> started(replica, template, now);
      case RUNNING, CRASHED, READY -> lived(replica, revision, now);
      case STOPPING, EVICTED -> new ReplicaEvent.Removed(replica.id());
    };
  }

  private ReplicaEvent started(Replica replica, PodTemplate template, Instant now) {
    SortedMap<String, Course> all = courses.of(replica, template.containers(), now);
    if (!all.values().stream().allMatch(Course::uneventful)) {
      return new ReplicaEvent.Started(replica.id(), null, all);
    }
    Instant readyAt = now;
    for (Course course : all.values()) {
      Instant one = Objects.requireNonNull(course.readyAt());
      readyAt = one.isAfter(readyAt) ? one : readyAt;
    }
    return new ReplicaEvent.Started(replica.id(), readyAt, null);
  }

  /// What becomes of containers that run or are down.
  private ReplicaEvent lived(Replica replica, Revision revision, Instant now) {
    Vitals vitals = replica.state().vitals();
    if (vitals != null) {
      for (Container container : revision.template().containers()) {
        ContainerState state = state(replica, container);
        Instant turnsAt = state.turnsAt();
        if (turnsAt != null && !turnsAt.isAfter(now)) {
          return turned(replica, container, state, now);
        }
      }
      // Readiness that would have come while nobody saw it may be over by now.
      if (!vitals.readyAt(now)) {
        return new ReplicaEvent.Unready(replica.id(), "Readiness probe failed");
      }
    }
    return replica.ready()
        ? new ReplicaEvent.Available(replica.id())
        : new ReplicaEvent.Ready(replica.id(), Availability.from(now, revision));
  }

  private ReplicaEvent turned(
      Replica replica, Container container, ContainerState state, Instant now) {
    return state.course() == null
        ? new ReplicaEvent.ContainerRestarted(
            replica.id(), container.name(), again(replica, container, state, now))
        : crashLoop.ended(replica, container.name(), state);
  }

  /// The machine of a replica whose containers had been started is up again: they all start anew,
  /// in a sandbox of its own address.
  public ReplicaEvent.SandboxRecreated recreated(
      Replica replica, PodTemplate template, String address, Instant now) {
    SortedMap<String, Instant> restarts = new TreeMap<>();
    for (Container container : template.containers()) {
      ContainerState state = replica.container(container.name());
      String who = replica.id().name() + " " + container.name();
      int which = state == null ? 0 : state.restarts();
      Duration takes =
          dice.lognormal(profile.timings().containerRestart(), "sandbox.recreate", who, which);
      restarts.put(container.name(), now.plus(takes));
    }
    return new ReplicaEvent.SandboxRecreated(replica.id(), address, restarts);
  }

  private Course again(
      Replica replica, Container container, ContainerState state, Instant startedAt) {
    return courses.of(replica, container, state.restarts() + 1, startedAt);
  }

  /// Whether a replica whose containers crash comes out of it when those that are down are started
  /// again.
  public boolean recovers(Replica replica, PodTemplate template) {
    return template.containers().stream()
        .allMatch(container -> CrashLoop.leftBy(next(replica, container)));
  }

  /// What a container of a replica goes through, or will once it is started again.
  private Course next(Replica replica, Container container) {
    ContainerState state = state(replica, container);
    if (state.course() != null) {
      return state.course();
    }
    return again(replica, container, state, Objects.requireNonNull(state.turnsAt()));
  }

  private static ContainerState state(Replica replica, Container container) {
    Vitals vitals = Objects.requireNonNull(replica.state().vitals());
    return Objects.requireNonNull(vitals.containers().get(container.name()));
  }

  /// Whether all images of a template are there to be pulled.
  public boolean imagesExist(Replica replica, PodTemplate template) {
    return template.containers().stream()
        .allMatch(container -> pull.exists(container.image(), replica));
  }

  private ReplicaEvent pulled(Replica replica, PodTemplate template, Node node, Instant now) {
    String failing = pull.failing(replica, template, node, now);
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
