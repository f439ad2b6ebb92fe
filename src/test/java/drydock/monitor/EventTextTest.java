package drydock.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.fault.FaultCommand;
import drydock.fault.FaultKind;
import drydock.fault.Orders;
import drydock.kernel.Decision;
import drydock.kernel.Recorded;
import drydock.profile.Release;
import drydock.service.Exposure;
import drydock.service.PodTemplate;
import drydock.service.Probe;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.world.Sandbox;
import drydock.world.World;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the events of each release say (Kubernetes 1.10 and 1.30: pkg/kubelet/events and those who
/// tell them; pkg/scheduler; pkg/controller/deployment/sync.go; 1.7, pkg/controller/service).
class EventTextTest {

  private static final Pattern REPLICA = Pattern.compile("web-[0-9a-z]+-[0-9a-z]{5}");
  private static final Pattern REVISION = Pattern.compile("web-[0-9a-z]+");

  private Sandbox sandbox = new Sandbox("realistic", 5);
  private ServiceId web = new ServiceId("", "", "");

  private void start(String version, ServiceSpec spec) {
    start(version, 1, spec);
  }

  private void start(String version, int nodes, ServiceSpec spec) {
    sandbox = new Sandbox(version.equals("1.30.0") ? "modern" : "realistic", 5);
    String cluster = sandbox.cluster(nodes, version);
    sandbox.run(Duration.ofMinutes(20));
    web = new ServiceId(cluster, "default", "web");
    sandbox.ask(new ServiceCommand.Create(web, spec));
    sandbox.run(Duration.ofMinutes(5));
  }

  /// Each text, from the first on, with the names that are made up left out.
  private List<String> told() {
    return incidents().list(sandbox.world.now()).reversed().stream()
        .map(count -> count.incident().reason().text() + ": " + count.incident().message())
        .map(text -> REPLICA.matcher(text).replaceAll("POD"))
        .map(text -> REVISION.matcher(text).replaceAll("RS"))
        .map(text -> text.replaceFirst("default-token-[a-z0-9]{5}", "TOKEN"))
        .toList();
  }

  private Incidents incidents() {
    return incidents(sandbox, web);
  }

  /// What has been told of a service up to now.
  static Incidents incidents(Sandbox sandbox, ServiceId web) {
    Release release = sandbox.world.clusters().find(web.cluster()).release();
    var incidents = new Incidents(web, release);
    var world = new World(sandbox.world.profile(), sandbox.world.seed());
    for (Recorded each : sandbox.history) {
      incidents.see(world, each);
      world.evolve(each);
    }
    return incidents;
  }

  private String pulled(List<String> told) {
    return told.stream().filter(each -> each.startsWith("Pulled: Succ")).findFirst().orElse("");
  }

  @Test
  void aPodStartsInTheWordsOfToday() {
    start("1.30.0", Sandbox.spec("web", 1));
    List<String> told = told();
    String pulled = pulled(told);
    assertTrue(
        pulled.matches(
            "Pulled: Successfully pulled image \"nginx:1.0\" in [0-9.]+m?s \\([0-9.]+m?s including"
                + " waiting\\)"),
        pulled);
    assertEquals(
        List.of(
            "ScalingReplicaSet: Scaled up replica set RS to 1",
            "SuccessfulCreate: Created pod: POD",
            "Scheduled: Successfully assigned default/POD to 10.0.0.4",
            "Pulling: Pulling image \"nginx:1.0\"",
            pulled,
            "Created: Created container web",
            "Started: Started container web"),
        told);
  }

  @Test
  void aPodStartsInTheWordsOfThen() {
    start("1.10.5", Sandbox.spec("web", 1));
    assertEquals(
        List.of(
            "ScalingReplicaSet: Scaled up replica set RS to 1",
            "SuccessfulCreate: Created pod: POD",
            "Scheduled: Successfully assigned POD to 10.0.0.4",
            "SuccessfulMountVolume: MountVolume.SetUp succeeded for volume \"TOKEN\" ",
            "Pulling: pulling image \"nginx:1.0\"",
            "Pulled: Successfully pulled image \"nginx:1.0\"",
            "Created: Created container",
            "Started: Started container"),
        told());
  }

  /// Today it is said before a container stops, and formerly when it had stopped.
  @Test
  void aContainerThatIsStoppedIsToldOfBeforeOrAfter() {
    for (String version : List.of("1.10.5", "1.30.0")) {
      boolean today = version.equals("1.30.0");
      start(version, Sandbox.spec("web", 2));
      sandbox.ask(new ServiceCommand.Scale(web, 1));
      String killing =
          today
              ? "Killing: Stopping container web"
              : "Killing: Killing container with id docker://web:Need to kill Pod";
      assertEquals(today, told().contains(killing), version);
      assertTrue(
          told()
              .contains(
                  "ScalingReplicaSet: Scaled down replica set RS to 1" + (today ? " from 2" : "")));
      sandbox.run(Duration.ofMinutes(1));
      assertTrue(told().contains(killing), version);
    }
  }

  @Test
  void aRevisionThatIsThereIsScaledFromWhatItWas() {
    start("1.30.0", Sandbox.spec("web", 4));
    sandbox.ask(new ServiceCommand.ChangeImage(web, "nginx:2.0"));
    sandbox.run(Duration.ofMinutes(5));
    List<String> told =
        told().stream().filter(each -> each.startsWith("Scaling")).distinct().toList();
    assertEquals("ScalingReplicaSet: Scaled up replica set RS to 4", told.getFirst());
    assertTrue(told.contains("ScalingReplicaSet: Scaled up replica set RS to 1"), told::toString);
    assertTrue(
        told.contains("ScalingReplicaSet: Scaled down replica set RS to 3 from 4"), told::toString);
  }

  @Test
  void aCrashIsToldWithTheNameOfItsContainer() {
    start("1.30.0", Sandbox.spec("web", 1));
    sandbox.ask(new ServiceCommand.ChangeImage(web, "drydock/crash"));
    sandbox.run(Duration.ofMinutes(10));
    List<String> told = told();
    assertTrue(
        told.contains("BackOff: Back-off restarting failed container web in pod POD_default"),
        told::toString);
    assertFalse(told.stream().anyMatch(each -> each.startsWith("FailedSync")), told::toString);
  }

  @Test
  void anImageThatIsNotThereIsToldWithoutAFailedSync() {
    start("1.30.0", Sandbox.spec("web", 1));
    sandbox.ask(new ServiceCommand.ChangeImage(web, "tencentyun/foo:missing"));
    sandbox.run(Duration.ofMinutes(10));
    List<String> told = told();
    String name = "\"docker.io/tencentyun/foo:missing\"";
    assertTrue(
        told.contains(
            "Failed: Failed to pull image \"tencentyun/foo:missing\": rpc error: code = NotFound"
                + " desc = failed to pull and unpack image "
                + name
                + ": failed to resolve reference "
                + name
                + ": docker.io/tencentyun/foo:missing: not found"),
        told::toString);
    assertTrue(told.contains("Failed: Error: ErrImagePull"), told::toString);
    assertTrue(told.contains("Failed: Error: ImagePullBackOff"), told::toString);
    assertTrue(
        told.contains("BackOff: Back-off pulling image \"tencentyun/foo:missing\""),
        told::toString);
  }

  /// As dockerd says it, and as containerd does (remotes/docker), which names the whole image.
  @Test
  void aRegistryThatDoesNotAnswerIsToldInTheWordsOfWhoAsked() {
    for (String version : List.of("1.10.5", "1.30.0")) {
      start(version, Sandbox.spec("web", 1));
      sandbox.ask(Orders.of(FaultKind.REGISTRY_DOWN).order());
      sandbox.ask(new ServiceCommand.ChangeImage(web, "nginx:2.0"));
      sandbox.run(Duration.ofMinutes(2));
      String why =
          version.equals("1.10.5")
              ? "Unknown desc = Error response from daemon: Get https://registry-1.docker.io/v2/:"
                  + " net/http: request canceled while waiting for connection (Client.Timeout"
                  + " exceeded while awaiting headers)"
              : "Unknown desc = failed to pull and unpack image \"docker.io/library/nginx:2.0\":"
                  + " failed to resolve reference \"docker.io/library/nginx:2.0\": failed to do"
                  + " request: Head"
                  + " \"https://registry-1.docker.io/v2/library/nginx/manifests/2.0\": net/http:"
                  + " TLS handshake timeout";
      String error = "Failed: Failed to pull image \"nginx:2.0\": rpc error: code = " + why;
      assertTrue(told().contains(error), () -> told().toString());
    }
  }

  @Test
  void aContainerThatIsNotAliveIsRestarted() {
    var probe = new Probe(Probe.Method.TCP, 0, 2, 10, 1, 3, 80, null, null, null);
    start(
        "1.30.0",
        Sandbox.spec("web", 1, Sandbox.container("web", "drydock/unhealthy-later", probe, null)));
    assertTrue(
        told().contains("Killing: Container web failed liveness probe, will be restarted"),
        () -> told().toString());
  }

  /// Clients of apps/v1 bring the template back themselves.
  @Test
  void goingBackIsToldByClustersOfThen() {
    for (String version : List.of("1.10.5", "1.30.0")) {
      start(version, Sandbox.spec("web", 1));
      sandbox.ask(new ServiceCommand.ChangeImage(web, "nginx:2.0"));
      sandbox.run(Duration.ofMinutes(5));
      sandbox.ask(new ServiceCommand.RollBack(web));
      String rolled = "DeploymentRollback: Rolled back deployment \"web\" to revision 1";
      assertEquals(version.equals("1.10.5"), told().contains(rolled), version);
    }
  }

  /// The second of two machines is down for a while.
  private void machineIsDown(Duration time) {
    FaultCommand.Start down = Orders.of(FaultKind.NODE_DOWN).often(null, 2).order();
    String fault = ((Decision.Accepted) sandbox.ask(down)).events().getFirst().subject();
    sandbox.run(time);
    sandbox.ask(new FaultCommand.End(fault));
    sandbox.run(Duration.ofSeconds(1));
  }

  /// Scenario J in the words of each release (pkg/controller/nodelifecycle).
  @Test
  void thePodsOfALostNodeAreToldOf() {
    start("1.30.0", 2, Sandbox.spec("web", 2));
    machineIsDown(Duration.ofMinutes(3));
    List<String> told = told();
    assertTrue(told.contains("NodeNotReady: Node is not ready"), told::toString);
    assertTrue(
        told.contains("TaintManagerEviction: Cancelling deletion of Pod default/POD"),
        told::toString);
    assertFalse(told.toString().contains("Marking"), told::toString);
    machineIsDown(Duration.ofMinutes(9));
    told = told();
    assertTrue(
        told.contains("TaintManagerEviction: Marking for deletion Pod default/POD"),
        told::toString);

    start("1.10.5", 2, Sandbox.spec("web", 2));
    machineIsDown(Duration.ofMinutes(3));
    assertFalse(told().toString().contains("Node"), () -> told().toString());
    machineIsDown(Duration.ofMinutes(9));
    told = told();
    assertTrue(
        told.contains("NodeControllerEviction: Marking for deletion Pod POD from Node 10.0.0.5"),
        told::toString);
  }

  @Test
  void aLoadBalancerHadAnotherNameInItsDays() {
    for (String version : List.of("1.7.8", "1.10.5", "1.30.0")) {
      ServiceSpec plain = Sandbox.spec("web", 1);
      var open = new Exposure(Exposure.Type.LOAD_BALANCER, List.of(), null);
      PodTemplate template = plain.template();
      start(version, new ServiceSpec("", 1, plain.strategy(), 0, open, template));
      List<String> told = told().stream().filter(each -> each.contains("balancer")).toList();
      assertEquals(
          version.equals("1.7.8")
              ? List.of(
                  "CreatingLoadBalancer: Creating load balancer",
                  "CreatedLoadBalancer: Created load balancer")
              : List.of(
                  "EnsuringLoadBalancer: Ensuring load balancer",
                  "EnsuredLoadBalancer: Ensured load balancer"),
          told,
          version);
    }
  }

  /// pkg/controller/service: what is not wanted any more is deleted.
  @Test
  void aLoadBalancerIsToldOfWhenAccessChanges() {
    ServiceSpec plain = Sandbox.spec("web", 1);
    var open = new Exposure(Exposure.Type.LOAD_BALANCER, List.of(), null);
    var balanced = new ServiceSpec("", 1, plain.strategy(), 0, open, plain.template());
    start("1.10.5", plain);
    sandbox.ask(new ServiceCommand.Modify(web, balanced));
    sandbox.run(Duration.ofMinutes(5));
    sandbox.ask(new ServiceCommand.Modify(web, balanced));
    sandbox.ask(new ServiceCommand.Modify(web, plain));
    assertEquals(
        List.of(
            "EnsuringLoadBalancer: Ensuring load balancer",
            "EnsuredLoadBalancer: Ensured load balancer",
            "DeletingLoadBalancer: Deleting load balancer",
            "DeletedLoadBalancer: Deleted load balancer"),
        told().stream().filter(each -> each.contains("balancer")).toList());
    assertTrue(told().contains("Type: ClusterIP -> LoadBalancer"), () -> told().toString());
    assertTrue(told().contains("Type: LoadBalancer -> ClusterIP"), () -> told().toString());
  }

  /// pkg/controller/service: it looks every 100 s.
  @Test
  void aLoadBalancerIsToldOfWhenNodesComeAndGo() {
    ServiceSpec plain = Sandbox.spec("web", 1);
    var open = new Exposure(Exposure.Type.LOAD_BALANCER, List.of(), null);
    start("1.10.5", new ServiceSpec("", 1, plain.strategy(), 0, open, plain.template()));
    String updated = "UpdatedLoadBalancer: Updated load balancer with new hosts";
    assertFalse(told().contains(updated), () -> told().toString());
    FaultCommand.Start down = Orders.of(FaultKind.NODE_DOWN).order();
    String fault = ((Decision.Accepted) sandbox.ask(down)).events().getFirst().subject();
    sandbox.run(Duration.ofMinutes(4));
    String none =
        "UnAvailableLoadBalancer: There are no available nodes for LoadBalancer service"
            + " default/web";
    assertTrue(told().contains(none), () -> told().toString());
    assertFalse(told().contains(updated), () -> told().toString());
    sandbox.ask(new FaultCommand.End(fault));
    sandbox.run(Duration.ofMinutes(2));
    assertTrue(told().contains(updated), () -> told().toString());
  }

  @Test
  void durationsAreWrittenAsInGo() {
    assertEquals("0s", GoDuration.text(Duration.ZERO));
    assertEquals("350ms", GoDuration.text(Duration.ofMillis(350)));
    assertEquals("10s", GoDuration.text(Duration.ofSeconds(10)));
    assertEquals("2.085s", GoDuration.text(Duration.ofMillis(2085)));
    assertEquals("5m0s", GoDuration.text(Duration.ofMinutes(5)));
    assertEquals("1h0m0.5s", GoDuration.text(Duration.ofMillis(3_600_500)));
  }
}
