package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodePhase;
import drydock.kernel.Event;
import drydock.profile.Profile;
import drydock.server.ProfileFile;
import drydock.service.Course.Ending;
import drydock.service.Course.Why;
import drydock.service.Fleet;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaPhase;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Containers and machines that a profile sets apart by image, service, node or zone.
class BehaviourStoryTest {

  private @TempDir Path home;

  private Sandbox sandbox(String profile) throws IOException {
    Path file = home.resolve("ours.yaml");
    Files.writeString(file, profile);
    return new Sandbox(ProfileFile.read(file.toString()), 1);
  }

  @Test
  void oneTagOfAnImageCrashesAndTheOthersDoNot() throws IOException {
    Sandbox sandbox =
        sandbox("extends: instant\nimages: [{image: 'nginx:bad', exit: {after: 3, code: 1}}]\n");
    String cluster = sandbox.cluster(1);
    ServiceId good = service(sandbox, cluster, "good", "nginx:good");
    ServiceId bad = service(sandbox, cluster, "bad", "nginx:bad");
    sandbox.run(Duration.ofSeconds(30));
    assertEquals(0, restarts(sandbox, good));
    assertTrue(restarts(sandbox, bad) > 0);
    assertEquals(
        new Ending(endings(sandbox).findFirst().orElseThrow().at(), Why.EXITED, 1, null, null),
        endings(sandbox).findFirst().orElseThrow());
  }

  @Test
  void oneServiceIsNeverReadyWhateverItsImage() throws IOException {
    Sandbox sandbox =
        sandbox("extends: instant\nimages: [{service: default/b*, pullFailure: 1}]\n");
    String cluster = sandbox.cluster(1);
    ServiceId good = service(sandbox, cluster, "good", "nginx");
    ServiceId bad = service(sandbox, cluster, "bad", "nginx");
    sandbox.run(Duration.ofSeconds(30));
    assertEquals(List.of(ReplicaPhase.READY), phases(sandbox, good));
    assertEquals(List.of(ReplicaPhase.PULL_BACK_OFF), phases(sandbox, bad));
  }

  /// Back-offs of 10, 20, 40 and 80 s, each over at the first look after it (Kubernetes 1.10,
  /// pkg/kubelet/pod_workers.go).
  @Test
  void aPullIsTriedAgainWhenTheKubeletLooks() throws IOException {
    Sandbox sandbox = sandbox("extends: instant\ntimings: {kubeletSync: 12}\n");
    service(sandbox, sandbox.cluster(1), "web", "drydock/missing");
    sandbox.run(Duration.ofSeconds(200));
    List<Long> failed =
        sandbox.history.stream()
            .filter(each -> each.event() instanceof ReplicaEvent.PullFailed)
            .map(each -> Duration.between(Sandbox.START, each.at()).toSeconds())
            .toList();
    assertEquals(List.of(0L, 12L, 36L, 84L, 168L), failed);
  }

  /// The machine's address is known before it is bought: the first of its subnet.
  @Test
  void oneNodeIsSlowToPull() throws IOException {
    Sandbox sandbox = sandbox("extends: instant\nimages: [{node: 10.0.0.4, pull: 60}]\n");
    String cluster = sandbox.cluster(2);
    List<Node> nodes = List.copyOf(sandbox.world.clusters().nodes(cluster));
    ServiceId web = service(sandbox, cluster, "web", "nginx");
    sandbox.ask(new ServiceCommand.Scale(web, 8));
    for (Replica replica : sandbox.world.services().fleet(web).replicas()) {
      boolean slow =
          nodes.stream()
              .anyMatch(node ->
                  node.id().machine().equals(replica.node())
                      && node.addresses().lan().equals("10.0.0.4"));
      assertEquals(slow ? ReplicaPhase.PULLING : ReplicaPhase.READY, replica.phase());
    }
    assertTrue(phases(sandbox, web).contains(ReplicaPhase.PULLING));
  }

  @Test
  void machinesOfOneZoneBootSlowlyOrNotAtAll() throws IOException {
    Sandbox slow = sandbox("extends: instant\nimages: [{zone: '100001', nodeBoot: 300}]\n");
    slow.cluster(3);
    slow.run(Duration.ofSeconds(299));
    assertEquals(List.of(NodePhase.BOOTING), bootPhases(slow));
    slow.run(Duration.ofSeconds(1));
    assertEquals(List.of(NodePhase.READY), bootPhases(slow));

    Sandbox never = sandbox("extends: instant\nimages: [{zone: '100001', nodeBootFailure: 1}]\n");
    never.cluster(3);
    assertEquals(3, events(never).filter(NodeEvent.BootFailed.class::isInstance).count());

    Sandbox elsewhere = sandbox("extends: instant\nimages: [{zone: '100002', nodeBoot: 300}]\n");
    elsewhere.cluster(3);
    assertEquals(List.of(NodePhase.READY), bootPhases(elsewhere));
  }

  /// One crash in 30 days of a container: 600 that run for 25 days come to 500. All within six
  /// standard deviations.
  @Test
  void containersThatRunCrashAtTheRateOfTheProfile() throws IOException {
    Sandbox sandbox = sandbox("extends: instant\nfailures: {containerCrashesPerMonth: 1}\n");
    String cluster = sandbox.cluster(20);
    ServiceId web = sandbox.service(cluster, "web", 600);
    assertTrue(sandbox.world.idle(), "crashes to come keep nobody waiting");
    sandbox.run(Duration.ofDays(25));
    List<Ending> endings = endings(sandbox).toList();
    assertEquals(500, endings.size(), 6 * Math.sqrt(500));
    assertEquals(0.7, share(endings, 1), 0.13);
    assertEquals(0.2, share(endings, 137), 0.11);
    assertEquals(0.1, share(endings, 139), 0.09);
    assertEquals(600, phases(sandbox, web).stream().filter(ReplicaPhase.READY::equals).count());
  }

  /// A world of 50 nodes and 500 replicas for six hours makes a fortieth of what 500 nodes and
  /// 5,000 replicas make in a day, and may make a fortieth of two million events.
  @Test
  void chaosIsFrequentTroubleButNoFlood() {
    Profile chaos = ProfileFile.read("chaos");
    var sandbox = new Sandbox(chaos, 1);
    String cluster = sandbox.cluster(50);
    sandbox.run(Duration.ofHours(1));
    ServiceId web = sandbox.service(cluster, "web", 500);
    sandbox.run(Duration.ofHours(6));
    assertTrue(events(sandbox).anyMatch(NodeEvent.BootFailed.class::isInstance));
    assertTrue(events(sandbox).anyMatch(ReplicaEvent.PullFailed.class::isInstance));
    assertTrue(events(sandbox).anyMatch(ReplicaEvent.ContainerEnded.class::isInstance));
    assertTrue(sandbox.history.size() < 50_000, sandbox.history.size() + " events");
    assertTrue(sandbox.world.services().fleet(web).replicas().size() >= 500);
  }

  private static ServiceId service(Sandbox sandbox, String cluster, String name, String image) {
    var id = new ServiceId(cluster, "default", name);
    sandbox.ask(
        new ServiceCommand.Create(
            id, Sandbox.spec(name, 1, Sandbox.container(name, image, null, null))));
    return id;
  }

  private static Stream<Event> events(Sandbox sandbox) {
    return sandbox.history.stream().map(each -> each.event());
  }

  private static Stream<Ending> endings(Sandbox sandbox) {
    return events(sandbox)
        .filter(ReplicaEvent.ContainerEnded.class::isInstance)
        .map(event -> ((ReplicaEvent.ContainerEnded) event).ending());
  }

  private static double share(List<Ending> endings, int code) {
    return endings.stream().filter(each -> each.exitCode() == code).count()
        / (double) endings.size();
  }

  private static int restarts(Sandbox sandbox, ServiceId service) {
    return fleet(sandbox, service).replicas().stream().mapToInt(Replica::restarts).sum();
  }

  private static List<ReplicaPhase> phases(Sandbox sandbox, ServiceId service) {
    return fleet(sandbox, service).replicas().stream().map(Replica::phase).toList();
  }

  private static Fleet fleet(Sandbox sandbox, ServiceId service) {
    return sandbox.world.services().fleet(service);
  }

  private static List<NodePhase> bootPhases(Sandbox sandbox) {
    String cluster = sandbox.world.clusters().list().iterator().next().id();
    return sandbox.world.clusters().nodes(cluster).stream().map(Node::phase).distinct().toList();
  }
}
