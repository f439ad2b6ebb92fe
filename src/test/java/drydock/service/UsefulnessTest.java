package drydock.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.profile.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// Who goes first is the same whether it is kept as replicas change and time passes or is reckoned
/// from nothing (Kubernetes 1.30, pkg/controller/controller_utils.go, ActivePodsWithRanks).
class UsefulnessTest {

  private static final int SEEDS = 20;
  private static final int STEPS = 500;
  private static final int SCALED_EVERY = 20;
  private static final int RESTARTED_EVERY = 100;
  private static final int REPLICAS_USUAL = 40;
  private static final List<String> REVISIONS = List.of("web-1", "web-2", "web-3");
  private static final List<String> NODES = List.of("a", "b", "c", "d", "e", "f", "g");

  /// 2^51 ns are 26 days.
  private static final int MAGNITUDES = 52;

  private Random random = new Random(0);
  private Fleet fleet = new Fleet();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long born;

  /// Of the others nobody has asked who goes first.
  private List<String> asked = REVISIONS;

  /// Time passes by at most so many doublings of a nanosecond.
  private int scale = MAGNITUDES;

  private int changedByTime;

  @RepeatedTest(SEEDS)
  void whatIsKeptIsWhatIsReckoned(RepetitionInfo which) {
    random = new Random(which.getCurrentRepetition());
    for (int i = 0; i < STEPS; i++) {
      change();
      if (random.nextInt(3) > 0) {
        compare(one(asked));
      }
      Map<String, List<String>> before = all();
      pass();
      changedByTime += all().equals(before) ? 0 : 1;
      compare(one(asked));
      if (i % SCALED_EVERY == 0) {
        scale = 1 + random.nextInt(MAGNITUDES);
      }
      if (i % RESTARTED_EVERY == 0) {
        restart();
      }
    }
    assertTrue(changedByTime > STEPS / 20, changedByTime + " orders changed by time alone");
  }

  /// Who is the first where it was and where it comes to, with nothing else to tell them apart.
  @Test
  void whoMovesIsNotLost() {
    for (int i = 0; i < REPLICAS_USUAL; i++) {
      create();
    }
    for (String node : List.of("b", "a", "c")) {
      become(fleet.replicas().iterator().next(), state(ReplicaPhase.PULLING, node, null, 0));
      REVISIONS.forEach(each -> compare(each, fleet.size()));
    }
  }

  /// As after a checkpoint, where only the replicas are kept.
  private void restart() {
    Fleet anew = new Fleet();
    fleet.replicas().forEach(anew::put);
    fleet = anew;
    asked = REVISIONS.subList(0, 1 + random.nextInt(REVISIONS.size()));
    asked.forEach(this::compare);
  }

  private void compare(String name) {
    compare(name, random.nextBoolean() ? 1 + random.nextInt(4) : fleet.size());
  }

  private void compare(String name, int count) {
    List<String> plain = plainly(name);
    var revision = new Revision(name, 1, Rollouts.template("web"), 0, 0, 1, Revision.Aim.NONE);
    List<Replica> kept = Victims.of(revision, count, fleet, Release.MODERN, now);
    assertEquals(plain.subList(0, Math.min(count, plain.size())), names(kept));
    kept.forEach(each -> assertEquals(fleet.find(each.id().name()), each));
  }

  private Map<String, List<String>> all() {
    return REVISIONS.stream().collect(Collectors.toMap(each -> each, this::plainly));
  }

  private List<String> plainly(String revision) {
    Map<String, Integer> crowds =
        fleet.replicas().stream()
            .filter(each -> each.active() && each.node() != null)
            .collect(Collectors.groupingBy(Replica::node, Collectors.summingInt(_ -> 1)));
    Comparator<Replica> order =
        Comparator.comparing((Replica each) -> each.node() != null)
            .thenComparing(Replica::started)
            .thenComparing(Replica::ready)
            .thenComparingInt(each -> each.node() == null ? 0 : -crowds.get(each.node()))
            .thenComparingInt(each -> each.ready() ? magnitude(each.state().readyAt()) : 0)
            .thenComparingInt(each -> each.ready() ? 0 : -each.restartsMax())
            .thenComparingInt(each -> each.ready() ? 0 : magnitude(each.createdAt()))
            .thenComparing(each -> each.id().name());
    return names(
        fleet.replicas().stream()
            .filter(each -> each.active() && each.revision().equals(revision))
            .sorted(order)
            .toList());
  }

  /// How often an age in nanoseconds can be halved; -1 if it is none.
  private int magnitude(Instant since) {
    int halvings = -1;
    for (long age = Duration.between(since, now).toNanos(); age > 0; age /= 2) {
      halvings++;
    }
    return halvings;
  }

  private static List<String> names(List<Replica> replicas) {
    return replicas.stream().map(each -> each.id().name()).toList();
  }

  private void change() {
    int which = random.nextInt(2 * REPLICAS_USUAL);
    List<Replica> all = List.copyOf(fleet.replicas());
    if (which >= all.size()) {
      create();
    } else if (random.nextInt(6) == 0) {
      fleet.remove(all.get(which).id().name());
    } else {
      become(all.get(which), next(all.get(which).state()));
    }
  }

  private void create() {
    String name = Integer.toString(random.nextInt(36 * 36 * 36 * 36), 36) + "-" + born;
    var share = new Replica.Share(0, 0, 0, 0, List.of());
    fleet.put(
        new Replica(
            new ReplicaId(Rollouts.ID, name),
            one(REVISIONS),
            share,
            new TreeMap<>(),
            born++,
            now,
            Replica.State.NEW));
  }

  private void become(Replica old, Replica.State next) {
    fleet.put(
        new Replica(
            old.id(),
            old.revision(),
            old.share(),
            old.labels(),
            old.born(),
            old.createdAt(),
            next));
  }

  /// It goes on where it is, or elsewhere; one that is ready stays so or loses it.
  private Replica.State next(Replica.State old) {
    ReplicaPhase phase = one(List.of(ReplicaPhase.values()));
    phase = random.nextInt(3) == 0 ? ReplicaPhase.READY : phase;
    String node = old.node() == null || random.nextInt(5) == 0 ? one(NODES) : old.node();
    Instant readyAt = old.readyAt() == null || random.nextBoolean() ? now : old.readyAt();
    String there = phase == ReplicaPhase.PENDING ? null : node;
    return state(phase, there, readyAt, random.nextInt(3));
  }

  private Replica.State state(
      ReplicaPhase phase, @Nullable String node, @Nullable Instant readyAt, int restarts) {
    var course = new Course(now, null, null, null, null, null);
    var containers = new TreeMap<String, ContainerState>();
    containers.put("web", new ContainerState(restarts, course, null));
    Instant since = phase == ReplicaPhase.READY ? readyAt : null;
    return new Replica.State(phase, node, "", null, since, null, 0, "", new Vitals(containers));
  }

  /// Time stands still, passes, or comes to about where the age of one is of the next magnitude.
  private void pass() {
    if (fleet.isEmpty() || random.nextInt(3) == 0) {
      now = now.plusNanos((1L << random.nextInt(scale)) - 1);
    } else {
      Replica one = one(List.copyOf(fleet.replicas()));
      Instant since = one.ready() ? one.state().readyAt() : one.createdAt();
      int next = magnitude(since) + 1;
      Instant about = since.plusNanos(1L << next).plusNanos(random.nextInt(3) - 1);
      now = next <= scale && about.isAfter(now) ? about : now;
    }
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
