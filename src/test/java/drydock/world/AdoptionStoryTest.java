package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterCommand.Machines;
import drydock.cluster.ClusterEvent;
import drydock.cluster.ClusterStatus;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.cluster.Spare;
import drydock.kernel.Decision;
import drydock.kernel.Rejection;
import drydock.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Machines that the account has become nodes, and nodes become machines of the account.
class AdoptionStoryTest {

  private final Sandbox sandbox = new Sandbox("realistic", 1);
  private final String cluster = running(2);

  private String running(int nodes) {
    String id = sandbox.cluster(nodes);
    sandbox.run(Duration.ofMinutes(30));
    assertEquals(ClusterStatus.RUNNING, sandbox.world.clusters().find(id).status());
    return id;
  }

  private Decision add(String... machines) {
    return sandbox.ask(new ClusterCommand.AddMachines(cluster, List.of(machines), "skey-xxxxxxxx"));
  }

  private Node node(String machine) {
    return sandbox.world.clusters().node(new NodeId(cluster, machine));
  }

  private Task lastTask() {
    return List.copyOf(sandbox.world.tasks().list()).getLast();
  }

  private List<String> spares() {
    return sandbox.world.clusters().spares().list(sandbox.world.profile().catalogue()).stream()
        .map(Spare::id)
        .toList();
  }

  private static SortedMap<String, String> refused(Decision decision) {
    return ((Decision.Accepted) decision)
        .events().stream()
            .filter(ClusterEvent.MachinesRefused.class::isInstance)
            .map(event -> ((ClusterEvent.MachinesRefused) event).reasons())
            .findFirst()
            .orElse(new TreeMap<>());
  }

  private static Rejection rejection(Decision decision) {
    return ((Decision.Rejected) decision).rejection();
  }

  @Test
  void aMachineBecomesANodeWithTheClustersSystemAndItsOwnAddresses() {
    assertTrue(refused(add("ins-xxxxxx", "ins-xxxxxx")).isEmpty());
    Node young = node("ins-xxxxxx");
    assertEquals(NodePhase.INSTALLING, young.phase());
    assertEquals("10.0.8.1", young.addresses().lan());
    assertEquals("172.16.2.0/24", young.addresses().pods());
    assertEquals("skey-xxxxxxxx", young.spec().access().key());
    assertEquals(Instant.parse("2017-03-01T02:00:00Z"), young.createdAt());
    assertEquals("10.0.8.1", young.labels().get("kubernetes.io/hostname"));
    assertEquals(ClusterStatus.SCALING, sandbox.world.clusters().find(cluster).status());
    assertFalse(spares().contains("ins-xxxxxx"));
    assertEquals(Task.Status.RUNNING, lastTask().status());
    sandbox.run(Duration.ofMinutes(30));
    assertEquals(NodePhase.READY, node("ins-xxxxxx").phase());
    assertEquals(Task.Status.SUCCEEDED, lastTask().status());
    assertEquals(3, sandbox.world.clusters().nodes(cluster).size());
  }

  @Test
  void eachMachineIsTakenOrRefusedForItself() {
    String other = List.copyOf(sandbox.world.clusters().nodes(cluster)).getFirst().id().machine();
    var refused =
        refused(
            add(
                "ins-xxx", // shut down, which is fine
                "ins-78j5at62",
                "ins-09dx96dg",
                "ins-3f7k2p9w",
                "ins-6m1z8r4t",
                "ins-nowhere0",
                other));
    var expected = new TreeMap<String, String>();
    expected.put("ins-78j5at62", "in vpc-2l4k8q0d, and the cluster in vpc-8e0ypm3z");
    expected.put("ins-09dx96dg", "cvm status error");
    expected.put("ins-3f7k2p9w", "system disk of 10 GB; allowed are 20 GB or more");
    expected.put("ins-6m1z8r4t", "in project 1000001; allowed is the default project 0");
    expected.put("ins-nowhere0", "does not exist");
    expected.put(other, "already in Cluster");
    assertEquals(expected, refused);
    assertEquals(List.of("ins-xxx"), lastTask().machines());
    sandbox.run(Duration.ofMinutes(30));
    assertEquals(Task.Status.SUCCEEDED, lastTask().status());
  }

  @Test
  void whereNoMachineWillDoTheTaskFailsAndTheClusterStaysAsItIs() {
    assertEquals(1, refused(add("ins-nowhere0")).size());
    assertEquals(ClusterStatus.RUNNING, sandbox.world.clusters().find(cluster).status());
    assertEquals(Task.Status.FAILED, lastTask().status());
  }

  @Test
  void moreNodesThanTheQuotaAreRefusedAltogether() {
    sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(17)));
    sandbox.run(Duration.ofMinutes(60));
    int nodes = sandbox.world.clusters().nodes(cluster).size();
    long before = sandbox.world.position();
    String[] more = {"ins-xxxxxx", "ins-xxxx", "ins-xxx", "ins-0hm4gvho", "ins-8oby8q00"};
    Rejection refusal = rejection(add(Arrays.copyOf(more, 21 - nodes)));
    assertEquals(Rejection.Reason.QUOTA_EXCEEDED, refusal.reason());
    assertEquals("Quota run out: 20 nodes a cluster, " + nodes + " in use", refusal.detail());
    assertEquals(before, sandbox.world.position());
  }

  @Test
  void onlyARunningClusterTakesMachinesAndOnlyKnownKeysOpenThem() {
    var unknown =
        sandbox.ask(new ClusterCommand.AddMachines(cluster, List.of("ins-xxxx"), "skey-nowhere"));
    assertEquals("keyId skey-nowhere does not exist", rejection(unknown).detail());
    add("ins-xxxxxx");
    Rejection busy = rejection(add("ins-xxxx"));
    assertEquals(Rejection.Reason.CLUSTER_NOT_READY, busy.reason());
    assertEquals("cluster " + cluster + " is Scaling; allowed when Running", busy.detail());
  }

  @Test
  void aMachineThatIsKeptCanJoinAgain() {
    Node node = List.copyOf(sandbox.world.clusters().nodes(cluster)).getFirst();
    String machine = node.id().machine();
    sandbox.ask(new ClusterCommand.RemoveNodes(cluster, List.of(machine), Machines.KEPT));
    assertFalse(spares().contains(machine));
    sandbox.run(Duration.ofMinutes(30));
    assertTrue(spares().contains(machine));
    assertTrue(refused(add(machine)).isEmpty());
    sandbox.run(Duration.ofMinutes(30));
    Node again = node(machine);
    assertEquals(NodePhase.READY, again.phase());
    assertEquals(node.addresses().lan(), again.addresses().lan());
    assertEquals(node.createdAt(), again.createdAt());
    assertEquals(cluster + "_node", again.name());
  }

  @Test
  void aMachineThatIsGivenBackIsGoneForGood() {
    add("ins-xxxxxx");
    sandbox.run(Duration.ofMinutes(30));
    sandbox.ask(new ClusterCommand.RemoveNodes(cluster, List.of("ins-xxxxxx"), Machines.RETURNED));
    sandbox.run(Duration.ofMinutes(30));
    assertFalse(spares().contains("ins-xxxxxx"));
    assertEquals("does not exist", refused(add("ins-xxxxxx")).get("ins-xxxxxx"));
  }

  @Test
  void aPrepaidMachineIsKeptWhateverIsAsked() {
    add("ins-xxxx");
    sandbox.run(Duration.ofMinutes(30));
    sandbox.ask(new ClusterCommand.Delete(cluster, Machines.RETURNED));
    sandbox.run(Duration.ofMinutes(30));
    assertTrue(sandbox.world.clusters().list().isEmpty());
    assertTrue(spares().contains("ins-xxxx"));
  }

  @Test
  void theMachinesOfADeletedClusterCanBeKept() {
    List<Node> nodes = List.copyOf(sandbox.world.clusters().nodes(cluster));
    sandbox.ask(new ClusterCommand.Delete(cluster, Machines.KEPT));
    sandbox.run(Duration.ofMinutes(30));
    for (Node node : nodes) {
      assertTrue(spares().contains(node.id().machine()));
    }
  }

  @Test
  void noNewNodeGetsAnAddressThatAMachineHas() {
    Node node = List.copyOf(sandbox.world.clusters().nodes(cluster)).getFirst();
    sandbox.ask(
        new ClusterCommand.RemoveNodes(cluster, List.of(node.id().machine()), Machines.KEPT));
    sandbox.run(Duration.ofMinutes(30));
    sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(5)));
    for (Node other : sandbox.world.clusters().nodes(cluster)) {
      assertFalse(other.addresses().lan().equals(node.addresses().lan()));
      assertFalse(other.addresses().wan().equals(node.addresses().wan()));
    }
  }
}
