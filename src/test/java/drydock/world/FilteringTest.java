package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.UpkeepCommand;
import drydock.kernel.Event;
import drydock.service.Container;
import drydock.service.Filtering;
import drydock.service.ReplicaEvent;
import drydock.service.Requirement;
import drydock.service.Requirement.Operator;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Placements and refusals say how many nodes each filter ruled out (Kubernetes 1.9 and 1.10,
/// generic_scheduler.go, podFitsOnNode: until 1.9 a node counts for every filter, later for the
/// first; 1.30, default_plugins.go has the order). Of six nodes with 4 cores each, the first is
/// cordoned, the second full, the third without the label that is asked for, the fourth lost.
class FilteringTest {

  private static final Requirement SSD = new Requirement("disk", Operator.IN, List.of("ssd"));

  private Sandbox sandbox = new Sandbox("instant", 1);
  private String cluster = "";
  private List<Node> nodes = List.of();

  private void begin(String profile, String version) {
    sandbox = new Sandbox(profile, 1);
    cluster = sandbox.cluster(6, version);
    sandbox.run(Duration.ofHours(1));
    nodes = List.copyOf(sandbox.world.clusters().nodes(cluster));
    create("full", 4000, List.of(hostname(1)), List.of());
    for (int i = 0; i < 6; i++) {
      var labels = new TreeMap<>(Map.of("disk", i == 2 ? "hdd" : "ssd"));
      sandbox.ask(new UpkeepCommand.Label(id(i), labels));
    }
    cordon(0);
    sandbox.happens(sandbox.world.trouble().stopped(id(3), false, null));
    sandbox.run(Duration.ofMinutes(2));
  }

  private NodeId id(int which) {
    return nodes.get(which).id();
  }

  private Requirement hostname(int which) {
    return new Requirement(
        "kubernetes.io/hostname", Operator.IN, List.of(nodes.get(which).addresses().lan()));
  }

  private void cordon(int which) {
    sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(id(which).machine()), true));
  }

  private void create(String name, int cpu, List<Requirement> node, List<Requirement> pods) {
    var resources = new Container.Resources(cpu, 0, 64, 64);
    Container hungry = Sandbox.asking(name, resources);
    sandbox.ask(
        new ServiceCommand.Create(
            new ServiceId(cluster, "default", name),
            Sandbox.spec(name, 1, List.of(hungry), node, pods)));
  }

  /// What the last event about placement carries, as text.
  private String last() {
    for (Event event : sandbox.history.reversed().stream().map(each -> each.event()).toList()) {
      if (event instanceof ReplicaEvent.Scheduled placed) {
        return "placed: " + text(placed.filtering());
      }
      if (event instanceof ReplicaEvent.Unschedulable refused) {
        return "refused: " + text(refused.filtering());
      }
    }
    return "nothing";
  }

  private static String text(Filtering filtering) {
    return filtering.feasible() + " of " + filtering.nodes() + " " + filtering.ruledOut();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nine   |1.9.7 |{Insufficient cpu=1, MatchNodeSelector=1, NodeNotReady=1, NodeOutOfDisk=1,"
            + " NodeUnschedulable=1}",
        "instant|1.10.5|{Insufficient cpu=1, MatchNodeSelector=1, NodeNotReady=1, NodeOutOfDisk=1,"
            + " NodeUnschedulable=1}",
        "modern |1.30.0|{Insufficient cpu=1, MatchNodeSelector=1, NodeNotReady=1,"
            + " NodeUnschedulable=1}"
      })
  void aPlacementCountsTheNodesItPassedOver(String profile, String version, String ruledOut) {
    begin(profile, version);
    create("web", 100, List.of(SSD), List.of());
    assertEquals("placed: 2 of 6 " + ruledOut, last());
  }

  /// A replica that asks for more than any node has, and for a label that one lacks.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nine   |1.9.7 |{Insufficient cpu=6, MatchNodeSelector=1, NodeNotReady=1, NodeOutOfDisk=1,"
            + " NodeUnschedulable=1}",
        "instant|1.10.5|{Insufficient cpu=4, MatchNodeSelector=1, NodeNotReady=1, NodeOutOfDisk=1,"
            + " NodeUnschedulable=1}",
        "modern |1.30.0|{Insufficient cpu=3, MatchNodeSelector=1, NodeNotReady=1,"
            + " NodeUnschedulable=1}"
      })
  void aRefusalCountsAllOfThem(String profile, String version, String ruledOut) {
    begin(profile, version);
    create("web", 5000, List.of(SSD), List.of());
    assertEquals("refused: 0 of 6 " + ruledOut, last());
  }

  /// Beside the pod of the full node there is no room, and elsewhere there is no such pod.
  @Test
  void companyIsAFilterToo() {
    begin("instant", "1.10.5");
    var full = new Requirement("qcloud-app", Operator.IN, List.of("full"));
    create("web", 100, List.of(), List.of(full));
    assertEquals(
        "refused: 0 of 6 {Insufficient cpu=1, MatchInterPodAffinity=3, NodeNotReady=1,"
            + " NodeOutOfDisk=1, NodeUnschedulable=1}",
        last());
  }

  @Test
  void whereNobodyIsRuledOutTheNumberOfNodesIsAll() {
    cluster = sandbox.cluster(3, "1.10.5");
    sandbox.run(Duration.ofHours(1));
    nodes = List.copyOf(sandbox.world.clusters().nodes(cluster));
    sandbox.service(cluster, "web", 5);
    assertEquals("placed: null of 3 null", last());
    cordon(0);
    sandbox.service(cluster, "more", 1);
    assertEquals("placed: 2 of 3 {NodeUnschedulable=1}", last());
    sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(id(0).machine()), false));
    sandbox.service(cluster, "most", 1);
    assertEquals("placed: null of 3 null", last());
  }
}
