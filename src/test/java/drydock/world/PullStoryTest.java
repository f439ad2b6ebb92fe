package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ClusterCommand;
import drydock.profile.Profile;
import drydock.server.ProfileFile;
import drydock.service.Container;
import drydock.service.ReplicaEvent;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long pulls of images take, where all else takes nothing.
class PullStoryTest {

  /// An image of 100 MB is pulled in 3 s.
  private static final String PULLS =
      "imagePull: {overhead: 1, megabytesPerSecond: 50, registryMegabytesPerSecond: %d, size: 100}";

  private @TempDir Path home;

  private Sandbox sandbox(String timings, String more) throws IOException {
    Path file = home.resolve("ours.yaml");
    Files.writeString(file, "extends: instant\ntimings: {%s}\n%s\n".formatted(timings, more));
    Profile profile = ProfileFile.read(file.toString());
    return new Sandbox(profile, 1);
  }

  private static ServiceId service(
      Sandbox sandbox, String cluster, int replicas, String... images) {
    var id = new ServiceId(cluster, "default", "web");
    List<Container> containers = new ArrayList<>();
    for (String image : images) {
      containers.add(Sandbox.container("c" + containers.size(), image, null, null));
    }
    sandbox.ask(
        new ServiceCommand.Create(
            id, Sandbox.spec("web", replicas, containers.toArray(new Container[0]))));
    return id;
  }

  /// How many milliseconds each try to pull takes, in the order in which they begin.
  private static List<Long> pulls(Sandbox sandbox) {
    List<Long> all = new ArrayList<>();
    for (var each : sandbox.history) {
      Instant until =
          each.event() instanceof ReplicaEvent.Scheduled e
              ? e.pulledAt()
              : each.event() instanceof ReplicaEvent.PullRetried e ? e.pulledAt() : null;
      if (until != null) {
        all.add(Duration.between(each.at(), until).toMillis());
      }
    }
    return all;
  }

  /// 100 MB/s are enough for two nodes that take 50; a third and a fourth get a third and a quarter
  /// of it.
  @Test
  void nodesThatPullAtOnceShareWhatTheRegistrySends() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(100), "");
    String cluster = sandbox.cluster(4);
    ServiceId web = service(sandbox, cluster, 4, "nginx:1.0");
    assertEquals(List.of(3000L, 3000L, 4000L, 5000L), pulls(sandbox));
    sandbox.run(Duration.ofSeconds(10));
    sandbox.history.clear();
    sandbox.ask(new ServiceCommand.Scale(web, 5));
    assertEquals(List.of(0L), pulls(sandbox), "it is there");
  }

  @Test
  void aPullOfManyIsOverForTheNext() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(25), "");
    String cluster = sandbox.cluster(2);
    ServiceId first = service(sandbox, cluster, 2, "nginx:1.0");
    assertEquals(List.of(5000L, 9000L), pulls(sandbox));
    sandbox.run(Duration.ofSeconds(5));
    sandbox.ask(new ServiceCommand.Delete(first));
    sandbox.run(Duration.ofSeconds(4));
    sandbox.history.clear();
    ServiceId next = service(sandbox, cluster, 1, "nginx:2.0");
    assertEquals(List.of(5000L), pulls(sandbox));
    sandbox.run(Duration.ofSeconds(5));
    sandbox.ask(new ServiceCommand.Delete(next));
    service(sandbox, cluster, 2, "nginx:3.0");
    assertEquals(List.of(5000L, 5000L, 9000L), pulls(sandbox));
  }

  /// What is shared follows from the nodes, so a checkpoint needs not say it.
  @Test
  void aWorldThatIsRestoredKnowsWhoPulls() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(25), "");
    String cluster = sandbox.cluster(4);
    service(sandbox, cluster, 2, "nginx:1.0");
    assertEquals(List.of(5000L, 9000L), pulls(sandbox));
    var restored = new Sandbox(new World(sandbox.world.profile(), sandbox.world.state()));
    sandbox.history.clear();
    var other = new ServiceId(cluster, "default", "other");
    for (Sandbox each : List.of(sandbox, restored)) {
      Container container = Sandbox.container("other", "redis:4.0", null, null);
      each.ask(new ServiceCommand.Create(other, Sandbox.spec("other", 2, container)));
    }
    assertEquals(13_000L, pulls(sandbox).getFirst(), "a third node");
    assertEquals(pulls(sandbox), pulls(restored));
  }

  @Test
  void nodesThatAreGonePullNoMore() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(25), "");
    String gone = sandbox.cluster(2);
    service(sandbox, gone, 2, "nginx:1.0");
    assertEquals(List.of(5000L, 9000L), pulls(sandbox));
    sandbox.ask(new ClusterCommand.Delete(gone, ClusterCommand.Machines.RETURNED));
    sandbox.run(Duration.ofSeconds(1));
    assertTrue(sandbox.world.clusters().list().isEmpty());
    sandbox.history.clear();
    service(sandbox, sandbox.cluster(1), 1, "nginx:1.0");
    assertEquals(List.of(5000L), pulls(sandbox));
  }

  /// Images of one node come one after the other, so it is one of those that share.
  @Test
  void aNodeDoesNotShareWithItself() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(50), "");
    String cluster = sandbox.cluster(1);
    service(sandbox, cluster, 1, "nginx:1.0", "redis:4.0");
    var other = new ServiceId(cluster, "default", "o");
    Container container = Sandbox.container("o", "mysql:5.7", null, null);
    sandbox.ask(new ServiceCommand.Create(other, Sandbox.spec("o", 1, container)));
    assertEquals(List.of(6000L, 9000L), pulls(sandbox));
  }

  @Test
  void aRegistryWithoutBoundSendsWhatNodesTake() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(0), "");
    service(sandbox, sandbox.cluster(4), 4, "nginx:1.0");
    assertEquals(List.of(3000L, 3000L, 3000L, 3000L), pulls(sandbox));
  }

  @Test
  void aTryAfterOneThatBroughtNothingTakesAsLong() throws IOException {
    Sandbox sandbox =
        sandbox(
            PULLS.formatted(0) + ", imageRecheck: 0.4",
            "images: [{image: nginx, pullFailure: 0.7}]");
    service(sandbox, sandbox.cluster(1), 1, "nginx:1.0");
    sandbox.run(Duration.ofMinutes(30));
    assertTrue(pulls(sandbox).size() > 2, "not at the first try");
    assertEquals(List.of(3000L), pulls(sandbox).stream().distinct().toList());
    Instant begun = sandbox.world.now();
    for (var each : sandbox.history) {
      if (each.event() instanceof ReplicaEvent.PullRetried) {
        begun = each.at();
      } else if (each.event() instanceof ReplicaEvent.Pulled) {
        assertEquals(begun.plusSeconds(3), each.at());
      }
    }
  }

  /// A node pulls one image at a time, at whichever try.
  @Test
  void anotherImageWaitsForATryThatIsUnderWay() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(0), "images: [{image: nginx, pullFailure: 0.99}]");
    String cluster = sandbox.cluster(1);
    service(sandbox, cluster, 1, "nginx:1.0");
    sandbox.run(Duration.ofSeconds(14));
    assertEquals(List.of(3000L, 3000L), pulls(sandbox), "the second since a second");
    var other = new ServiceId(cluster, "default", "other");
    Container container = Sandbox.container("other", "redis:4.0", null, null);
    sandbox.ask(new ServiceCommand.Create(other, Sandbox.spec("other", 1, container)));
    assertEquals(5000L, pulls(sandbox).getLast());
  }

  /// The registry says at once that it has no such image, the first time and each time.
  @Test
  void whatTheRegistryDoesNotHaveTakesALookEachTime() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(0) + ", imageRecheck: 0.4", "");
    service(sandbox, sandbox.cluster(1), 1, "ccr.ccs.tencentyun.com/tencentyun/foo:v9");
    sandbox.run(Duration.ofMinutes(3));
    assertTrue(pulls(sandbox).size() > 2, "it is tried again and again");
    assertEquals(List.of(400L), pulls(sandbox).stream().distinct().toList());
  }

  /// Nor does it for a node that can never pull it.
  @Test
  void whatOneNodeCanNeverPullTakesALookThere() throws IOException {
    Sandbox sandbox =
        sandbox(
            PULLS.formatted(0) + ", imageRecheck: 0.4",
            "images: [{node: 10.0.0.4, pullFailure: 1}]");
    service(sandbox, sandbox.cluster(2), 2, "nginx:1.0");
    assertEquals(List.of(400L, 3000L), pulls(sandbox).stream().sorted().toList());
  }

  @Test
  void anImageThatIsThereIsLookedUpIfItsTagMayMove() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(0) + ", imageRecheck: 0.4", "");
    ServiceId web = service(sandbox, sandbox.cluster(1), 1, "nginx:latest");
    sandbox.run(Duration.ofSeconds(10));
    sandbox.ask(new ServiceCommand.Scale(web, 2));
    assertEquals(List.of(3000L, 400L), pulls(sandbox));
  }
}
