package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ApiEndpoint;
import drydock.cluster.Cluster;
import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterCommand.Machines;
import drydock.cluster.ClusterEvent;
import drydock.cluster.ClusterStatus;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.UpkeepCommand;
import drydock.kernel.Command;
import drydock.kernel.Decision;
import drydock.kernel.Rejection;
import drydock.kernel.Rejection.Reason;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.Requirement;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is changed about a cluster while it runs: labels, who takes replicas, namespaces, names,
/// and the way in from outside.
class UpkeepStoryTest {

  private final Sandbox sandbox = new Sandbox("realistic", 1);
  private final String cluster = sandbox.cluster(3);

  UpkeepStoryTest() {
    sandbox.run(Duration.ofMinutes(30));
  }

  private List<Node> nodes() {
    return List.copyOf(sandbox.world.clusters().nodes(cluster));
  }

  private Cluster theCluster() {
    return sandbox.world.clusters().find(cluster);
  }

  private List<Replica> replicas(ServiceId id) {
    return List.copyOf(sandbox.world.services().fleet(id).replicas());
  }

  private static String detail(Decision decision) {
    return rejection(decision).detail();
  }

  private static Rejection rejection(Decision decision) {
    return ((Decision.Rejected) decision).rejection();
  }

  /// Asks for what is refused, which changes nothing.
  private Rejection refused(Command command) {
    long before = sandbox.world.position();
    Rejection refusal = rejection(sandbox.ask(command));
    assertEquals(before, sandbox.world.position());
    return refusal;
  }

  private Task lastTask() {
    return List.copyOf(sandbox.world.tasks().list()).getLast();
  }

  @Test
  void aLabelLetsInAReplicaThatWaitedForIt() {
    var id = new ServiceId(cluster, "default", "web");
    ServiceSpec plain = Sandbox.spec("web", 1);
    var wanted = new Requirement("disk", Requirement.Operator.IN, List.of("ssd"));
    var template =
        new PodTemplate(
            plain.template().containers(),
            List.of(),
            List.of(wanted),
            List.of(),
            new TreeMap<>(),
            "");
    sandbox.ask(
        new ServiceCommand.Create(
            id, new ServiceSpec("", 1, plain.strategy(), 0, plain.exposure(), template)));
    sandbox.run(Duration.ofMinutes(5));
    assertNull(replicas(id).getFirst().node());
    assertTrue(sandbox.world.idle());
    Node node = nodes().get(1);
    var labels = new TreeMap<String, String>();
    labels.put("disk", "ssd");
    labels.put("qcloud", "changed");
    sandbox.ask(new UpkeepCommand.Label(node.id(), labels));
    assertFalse(sandbox.world.idle());
    sandbox.run(Duration.ofMinutes(2));
    assertEquals(node.id().machine(), replicas(id).getFirst().node());
    Node labelled = sandbox.world.clusters().node(node.id());
    assertEquals("changed", labelled.labels().get("qcloud"));
    assertEquals("amd64", labelled.labels().get("beta.kubernetes.io/arch"));
  }

  @Test
  void aNodeThatIsNotThereCannotBeLabelled() {
    Rejection refusal =
        refused(new UpkeepCommand.Label(new NodeId(cluster, "ins-nowhere0"), new TreeMap<>()));
    assertEquals(Reason.NODE_NOT_FOUND, refusal.reason());
    assertEquals("instanceId ins-nowhere0 is no node of " + cluster, refusal.detail());
  }

  @Test
  void aCordonedNodeKeepsItsReplicasAndTakesNoNewOnes() {
    ServiceId web = sandbox.service(cluster, "web", 3);
    sandbox.run(Duration.ofMinutes(5));
    String machine = nodes().getFirst().id().machine();
    sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(machine), true));
    sandbox.ask(new ServiceCommand.Scale(web, 9));
    sandbox.run(Duration.ofMinutes(5));
    assertEquals(9, replicas(web).stream().filter(Replica::ready).count());
    assertEquals(1, replicas(web).stream().filter(each -> machine.equals(each.node())).count());
    sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(machine), false));
    sandbox.ask(new ServiceCommand.Scale(web, 12));
    sandbox.run(Duration.ofMinutes(5));
    assertEquals(4, replicas(web).stream().filter(each -> machine.equals(each.node())).count());
  }

  @Test
  void whereAllNodesAreCordonedReplicasWait() {
    List<String> all = nodes().stream().map(node -> node.id().machine()).toList();
    sandbox.ask(new UpkeepCommand.Cordon(cluster, all, true));
    ServiceId web = sandbox.service(cluster, "web", 1);
    assertEquals(
        "0/3 nodes are available: 3 node(s) were unschedulable.",
        replicas(web).getFirst().state().trouble());
    long before = sandbox.world.position();
    sandbox.ask(new UpkeepCommand.Cordon(cluster, all, true));
    assertEquals(before, sandbox.world.position(), "they are cordoned already");
    sandbox.ask(new UpkeepCommand.Cordon(cluster, all, false));
    sandbox.run(Duration.ofMinutes(5));
    assertTrue(replicas(web).getFirst().ready());
  }

  @Test
  void aDrainedNodeLosesItsReplicasToOthers() {
    ServiceId web = sandbox.service(cluster, "web", 6);
    sandbox.run(Duration.ofMinutes(5));
    Node node = nodes().getFirst();
    String machine = node.id().machine();
    long there = replicas(web).stream().filter(each -> machine.equals(each.node())).count();
    Decision decision = sandbox.ask(new UpkeepCommand.Drain(node.id()));
    assertEquals(1 + there, ((Decision.Accepted) decision).events().size());
    sandbox.run(Duration.ofMinutes(5));
    assertEquals(0, replicas(web).stream().filter(each -> machine.equals(each.node())).count());
    assertEquals(6, replicas(web).stream().filter(Replica::ready).count());
    assertTrue(sandbox.world.clusters().node(node.id()).cordoned());
    assertEquals(3, nodes().size());
  }

  @Test
  void aNamespaceTakesItsServicesAlong() {
    sandbox.ask(new UpkeepCommand.CreateNamespace(cluster, "tst", "test"));
    assertEquals(
        Reason.NAMESPACE_EXISTS,
        refused(new UpkeepCommand.CreateNamespace(cluster, "tst", "again")).reason());
    var inside = new ServiceId(cluster, "tst", "web");
    sandbox.ask(new ServiceCommand.Create(inside, Sandbox.spec("web", 2)));
    ServiceId outside = sandbox.service(cluster, "web", 2);
    sandbox.run(Duration.ofMinutes(5));
    sandbox.ask(new UpkeepCommand.DeleteNamespaces(cluster, List.of("tst", "tst")));
    assertTrue(sandbox.world.clusters().isTerminating(cluster, "tst"));
    assertNull(sandbox.world.services().find(inside));
    assertEquals(
        Reason.NAMESPACE_TERMINATING,
        refused(new ServiceCommand.Create(inside, Sandbox.spec("web", 1))).reason());
    assertEquals(
        Reason.NAMESPACE_TERMINATING,
        refused(new UpkeepCommand.DeleteNamespaces(cluster, List.of("tst"))).reason());
    sandbox.run(Duration.ofMinutes(5));
    assertFalse(sandbox.world.clusters().hasNamespace(cluster, "tst"));
    assertNotNull(sandbox.world.services().find(outside));
    assertEquals(2, replicas(outside).size());
  }

  @Test
  void someNamespacesAreForEver() {
    for (String name : List.of("default", "kube-system")) {
      Rejection refusal = refused(new UpkeepCommand.DeleteNamespaces(cluster, List.of(name)));
      assertEquals(Reason.INVALID, refusal.reason());
      assertEquals("names: " + name + " cannot be deleted", refusal.detail());
    }
    sandbox.ask(new UpkeepCommand.CreateNamespace(cluster, "tst", ""));
    refused(new UpkeepCommand.DeleteNamespaces(cluster, List.of("tst", "nowhere")));
    assertFalse(sandbox.world.clusters().isTerminating(cluster, "tst"));
  }

  @Test
  void aDescriptionChangesAndNothingElse() {
    sandbox.ask(new UpkeepCommand.CreateNamespace(cluster, "tst", "test"));
    sandbox.ask(new UpkeepCommand.DescribeNamespace(cluster, "tst", "other"));
    assertEquals("other", sandbox.world.clusters().namespace(cluster, "tst").description());
    sandbox.ask(new UpkeepCommand.Describe(cluster, "renamed", null, 7L, null));
    assertEquals("renamed", theCluster().spec().name());
    assertEquals(7, theCluster().spec().project());
    assertEquals("", theCluster().spec().description());
    assertEquals("172.16.0.0/14", theCluster().spec().cidr());
    assertEquals(
        Reason.NAMESPACE_NOT_FOUND,
        refused(new UpkeepCommand.DescribeNamespace(cluster, "nowhere", "")).reason());
  }

  @Test
  void theEndpointOpensAndClosesInItsTime() {
    sandbox.ask(new ClusterCommand.OpenEndpoint(cluster));
    assertEquals(ApiEndpoint.Phase.OPENING, theCluster().endpoint().phase());
    assertEquals("198.19.0.1", theCluster().endpoint().address());
    assertEquals(Task.Status.RUNNING, lastTask().status());
    assertEquals(
        Reason.PROCESS_RUNNING, refused(new ClusterCommand.OpenEndpoint(cluster)).reason());
    assertEquals(
        Reason.PROCESS_RUNNING, refused(new ClusterCommand.CloseEndpoint(cluster)).reason());
    sandbox.run(Duration.ofMinutes(5));
    assertEquals(ApiEndpoint.Phase.OPEN, theCluster().endpoint().phase());
    assertEquals(Task.Status.SUCCEEDED, lastTask().status());
    sandbox.ask(new ClusterCommand.OpenEndpoint(cluster));
    assertEquals(Task.Status.SUCCEEDED, lastTask().status(), "clients ask until they are heard");
    sandbox.ask(new ClusterCommand.CloseEndpoint(cluster));
    assertEquals(ApiEndpoint.Phase.CLOSING, theCluster().endpoint().phase());
    sandbox.run(Duration.ofMinutes(5));
    assertEquals(ApiEndpoint.Phase.CLOSED, theCluster().endpoint().phase());
    assertEquals(Task.Status.SUCCEEDED, lastTask().status());
  }

  @Test
  void anEndpointGoesWithItsClusterEvenWhileItOpens() {
    sandbox.ask(new ClusterCommand.OpenEndpoint(cluster));
    sandbox.ask(new ClusterCommand.Delete(cluster, Machines.RETURNED));
    sandbox.run(Duration.ofMinutes(30));
    assertTrue(sandbox.world.clusters().list().isEmpty());
    assertTrue(sandbox.world.tasks().running().isEmpty());
    assertTrue(sandbox.world.idle());
  }

  @Test
  void aClusterWithoutNodesRunsOnceItsMastersDo() {
    Decision decision =
        sandbox.ask(
            new ClusterCommand.Create(Sandbox.creation(1, "172.20.0.0/16").spec(), false, null));
    String empty = ((ClusterEvent) ((Decision.Accepted) decision).events().getFirst()).cluster();
    assertEquals(ClusterStatus.CREATING, sandbox.world.clusters().find(empty).status());
    assertEquals(
        Reason.CLUSTER_NOT_READY,
        refused(new UpkeepCommand.CreateNamespace(empty, "tst", "")).reason());
    sandbox.run(Duration.ofMinutes(10));
    assertEquals(ClusterStatus.RUNNING, sandbox.world.clusters().find(empty).status());
    assertEquals(Task.Status.SUCCEEDED, lastTask().status());
    sandbox.ask(new ClusterCommand.AddNodes(empty, Sandbox.order(1), "now with a node"));
    sandbox.run(Duration.ofMinutes(30));
    assertEquals(1, sandbox.world.clusters().nodes(empty).size());
    assertEquals("now with a node", sandbox.world.clusters().find(empty).spec().description());
  }

  @Test
  void nothingCanBeAskedOfAClusterThatIsNotThere() {
    assertEquals(
        "clusterId cls-nowhere0 does not exist",
        detail(sandbox.ask(new UpkeepCommand.CreateNamespace("cls-nowhere0", "tst", ""))));
    assertEquals(
        Reason.CLUSTER_NOT_FOUND,
        refused(new ClusterCommand.OpenEndpoint("cls-nowhere0")).reason());
  }
}
