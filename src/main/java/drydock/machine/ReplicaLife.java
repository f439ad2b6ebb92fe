package drydock.machine;

import drydock.cluster.Clusters;
import drydock.cluster.Node;
import drydock.fault.Fault;
import drydock.fault.FaultKind;
import drydock.fault.Outbreak;
import drydock.fault.Strikes;
import drydock.fault.Strikes.Occasion;
import drydock.fault.Target;
import drydock.kernel.Dice;
import drydock.kernel.Step;
import drydock.machine.Courses.Start;
import drydock.placement.NodeLoad;
import drydock.placement.Placement;
import drydock.profile.Profile;
import drydock.profile.Timings;
import drydock.registry.Registry;
import drydock.service.Availability;
import drydock.service.Container;
import drydock.service.ContainerState;
import drydock.service.Course;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.service.Revision;
import drydock.service.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    this.pull = new ImagePull(profile, registry, clusters, dice);
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
        pull.doneAt(replica, template, node, now),
        found.filtering());
  }

  /// A replica that is due, what it is made from, and where it is.
  public record Occupant(Replica replica, Revision revision, NodeLoad load) {
    PodTemplate template() {
      return revision.template();
    }

    Node node() {
      return load.node();
    }
  }

  /// What comes next for a replica of a revision, now that it is due.
  public Step due(Occupant who, Instant now, Strikes strikes) {
    Replica replica = who.replica;
    return switch (replica.phase()) {
      case PENDING ->
          throw new IllegalStateException("placement is to say what comes next: " + replica.id());
      case PULLING -> pulled(who, now, strikes);
      case PULL_BACK_OFF ->
          Step.of(
              new ReplicaEvent.PullRetried(
                  replica.id(), pull.doneAt(replica, who.template(), who.node(), now)));
      case STARTING -> started(who, now, strikes);
      case RUNNING, CRASHED, READY -> lived(who, now, strikes);
      case STOPPING -> stopped(replica, who.node(), now, strikes);
      case EVICTED -> Step.of(new ReplicaEvent.Removed(replica.id()));
    };
  }

  /// A replica that was told to stop is gone, unless a fault keeps it.
  ///
  /// @param node null if it has none
  public static Step stopped(Replica replica, @Nullable Node node, Instant now, Strikes strikes) {
    String id = replica.id().toString();
    if (node != null
        && !strikes.calm()
        && strikes.release(FaultKind.SLOW_TERMINATION, id) == null) {
      Fault slow =
          strikes.strike(
              FaultKind.SLOW_TERMINATION, Targets.of(replica, node), new Occasion(id, "", 0));
      if (slow != null) {
        Instant goneAt = now.plus(slow.seconds("seconds"));
        return strikes.step(List.of(new ReplicaEvent.Delayed(replica.id(), goneAt)));
      }
    }
    return strikes.step(List.of(new ReplicaEvent.Removed(replica.id())));
  }

  private Step started(Occupant who, Instant now, Strikes strikes) {
    ReplicaId id = who.replica.id();
    SortedMap<String, Course> all =
        courses.of(
            who.replica, who.template().containers(), new Start(who.node(), 0, now), strikes);
    var failing = courses.failing(who.replica, who.template().containers(), all, false);
    if (!all.values().stream().allMatch(Course::uneventful)) {
      return strikes.step(List.of(new ReplicaEvent.Started(id, null, all, failing)));
    }
    Instant readyAt = now;
    for (Course course : all.values()) {
      Instant one = Objects.requireNonNull(course.readyAt());
      readyAt = one.isAfter(readyAt) ? one : readyAt;
    }
    return strikes.step(List.of(new ReplicaEvent.Started(id, readyAt, null, failing)));
  }

  /// What becomes of containers that run or are down.
  private Step lived(Occupant who, Instant now, Strikes strikes) {
    Replica replica = who.replica;
    Vitals vitals = replica.state().vitals();
    if (vitals != null && !who.node().health().silent()) {
      for (Container container : who.template().containers()) {
        Instant turnsAt = state(replica, container).turnsAt();
        if (turnsAt != null && !turnsAt.isAfter(now)) {
          return turned(who, container, now, strikes);
        }
      }
      // Readiness that would have come while nobody saw it may be over by now.
      if (!vitals.readyAt(now)) {
        return strikes.step(
            List.of(new ReplicaEvent.Unready(replica.id(), "Readiness probe failed")),
            vitals.unreadyBy(now));
      }
    }
    return Step.of(
        replica.ready()
            ? new ReplicaEvent.Available(replica.id())
            : new ReplicaEvent.Ready(replica.id(), Availability.from(now, who.revision)));
  }

  private Step turned(Occupant who, Container container, Instant now, Strikes strikes) {
    Replica replica = who.replica;
    ContainerState state = state(replica, container);
    if (state.course() == null) {
      Start start = new Start(who.node(), state.restarts() + 1, now);
      Course course = courses.of(replica, container, start, strikes);
      SortedMap<String, Course> next = new TreeMap<>();
      next.put(container.name(), course);
      return strikes.step(
          List.of(
              new ReplicaEvent.ContainerRestarted(
                  replica.id(),
                  container.name(),
                  course,
                  courses.failing(replica, List.of(container), next, true))));
    }
    var ended =
        crashLoop.ended(replica, container.name(), state, courses.streak(replica, container));
    strikes.release(ended.ending().fault(), replica.id().toString());
    return strikes.step(List.of(ended), ended.ending().fault());
  }

  /// What goes wrong with containers that run, now that a fault strikes them; null if nothing does.
  public @Nullable SortedMap<String, Course> struck(
      Occupant who, Outbreak outbreak, Instant now, Strikes strikes) {
    Replica replica = who.replica;
    Target target = Targets.of(replica, who.node());
    SortedMap<String, Course> changed = new TreeMap<>();
    SortedMap<String, Course> all = new TreeMap<>();
    for (Container container : who.template().containers()) {
      if (replica.runs(container.name())) {
        ContainerState known = replica.container(container.name());
        var occasion =
            new Occasion(
                replica.id().toString(), container.name(), known == null ? 0 : known.restarts());
        boolean struck = strikes.strikes(outbreak, target.of(container.image()), occasion);
        Course course =
            struck
                ? courses.under(replica, container, outbreak.fault(), now)
                : Courses.running(replica, container);
        all.put(container.name(), course);
        if (struck) {
          changed.put(container.name(), course);
        }
      }
    }
    return changed.isEmpty() ? null : replica.state().vitals() == null ? all : changed;
  }

  /// What becomes of containers that a fault struck which has ended; null if nothing changes.
  public @Nullable SortedMap<String, Course> freed(Occupant who, Fault fault, Instant now) {
    SortedMap<String, Course> changed = new TreeMap<>();
    for (Container container : who.template().containers()) {
      ContainerState known = who.replica.container(container.name());
      Course course = known == null || !who.replica.runs(container.name()) ? null : known.course();
      if (course != null && course.isOf(fault.id())) {
        changed.put(container.name(), courses.freed(who.replica, container, fault, now));
      }
    }
    return changed.isEmpty() ? null : changed;
  }

  /// Containers that run go through something else from now on.
  public ReplicaEvent.Diverted diverted(Occupant who, SortedMap<String, Course> to) {
    return new ReplicaEvent.Diverted(
        who.replica.id(), to, courses.failing(who.replica, who.template().containers(), to, false));
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

  /// Whether a replica whose containers crash comes out of it when those that are down are started
  /// again.
  public boolean recovers(Replica replica, PodTemplate template, Node node, Strikes strikes) {
    return template.containers().stream()
        .allMatch(container -> CrashLoop.leftBy(next(replica, container, node, strikes)));
  }

  /// What a container of a replica goes through, or will once it is started again.
  private Course next(Replica replica, Container container, Node node, Strikes strikes) {
    ContainerState state = state(replica, container);
    if (state.course() != null) {
      return state.course();
    }
    Instant startsAt = Objects.requireNonNull(state.turnsAt());
    return courses.of(replica, container, new Start(node, state.restarts() + 1, startsAt), strikes);
  }

  private static ContainerState state(Replica replica, Container container) {
    Vitals vitals = Objects.requireNonNull(replica.state().vitals());
    return Objects.requireNonNull(vitals.containers().get(container.name()));
  }

  /// Whether all images of a template are there to be pulled onto a node.
  public boolean imagesExist(Replica replica, PodTemplate template, Node node, Strikes strikes) {
    Target target = Targets.of(replica, node);
    return template.containers().stream()
        .map(Container::image)
        .allMatch(image ->
            pull.exists(image, replica, node)
                && !strikes.certain(FaultKind.IMAGE_MISSING, target.of(image))
                && !strikes.certain(FaultKind.REGISTRY_DOWN, target.of(image)));
  }

  private Step pulled(Occupant who, Instant now, Strikes strikes) {
    Replica replica = who.replica;
    ImagePull.Failure failure = null;
    if (!strikes.calm()) {
      Instant laterAt = slowedUntil(who, now, strikes);
      if (laterAt != null) {
        return strikes.step(List.of(new ReplicaEvent.Delayed(replica.id(), laterAt)));
      }
      failure = pull.struck(replica, who.template(), who.node(), now, strikes);
    }
    if (failure == null) {
      failure = pull.failing(replica, who.template(), who.node(), now);
    }
    if (failure != null) {
      return strikes.step(
          List.of(
              new ReplicaEvent.PullFailed(
                  replica.id(), failure.image(), failure.message(), pull.retryAt(replica, now))));
    }
    return strikes.step(
        List.of(new ReplicaEvent.Pulled(replica.id(), now.plus(start(who)))),
        ImagePull.slowedBy(who.template(), who.node(), strikes));
  }

  /// How long its containers take to start, on a node with as many pods as there are.
  private Duration start(Occupant who) {
    Timings timings = profile.timings();
    Duration alone =
        dice.lognormal(timings.containerStart(), "container.start", who.replica.id().name(), 0);
    double crowded = alone.toMillis() * timings.crowding().at(who.load.fill());
    return Duration.ofMillis(Math.round(crowded));
  }

  /// Until when a fault keeps the images of a replica away; null if none does. What is slow for one
  /// replica is slow for all that wait for the same image on the same node.
  private @Nullable Instant slowedUntil(Occupant who, Instant now, Strikes strikes) {
    if (!strikes.active(FaultKind.SLOW_PULL)) {
      return null;
    }
    Instant thereAt = ImagePull.thereAt(who.template(), who.node(), now);
    if (thereAt.isAfter(now)) {
      return thereAt;
    }
    return pull.slowed(who.replica, who.template(), who.node(), now, strikes);
  }
}
