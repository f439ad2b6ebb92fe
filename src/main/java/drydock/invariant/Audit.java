package drydock.invariant;

import drydock.cluster.Cidr;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.placement.NodeLoad;
import drydock.profile.Profile;
import drydock.service.Condition;
import drydock.service.Fleet;
import drydock.service.Replica;
import drydock.service.Revision;
import drydock.service.Service;
import drydock.task.Task;
import drydock.world.World;
import drydock.world.WorldState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Counts a whole world anew. For worlds that have come to rest: between two events of a moment
/// much may be under way.
public final class Audit {

  private final World world;
  private final Findings findings;
  private final SortedMap<String, List<Replica>> byNode = new TreeMap<>();
  private int replicas;

  private Audit(World world, Findings findings) {
    this.world = world;
    this.findings = findings;
  }

  /// What is wrong with a world; nothing, one hopes.
  public static List<Violation> of(World world) {
    List<Violation> violations = new ArrayList<>();
    var audit = new Audit(world, new Findings(world, violations::add));
    world.services().fleets().forEach(audit::count);
    audit.nodes();
    audit.totals();
    audit.rest();
    audit.restored();
    return violations;
  }

  private void count(Fleet fleet) {
    Collection<Replica> all = fleet.replicas();
    replicas += all.size();
    findings.expect(!all.isEmpty(), Invariant.COUNTS, "a fleet", "is kept and has no replica");
    all.stream()
        .filter(replica -> replica.node() != null && !replica.evicted())
        .forEach(replica ->
            byNode
                .computeIfAbsent(
                    new NodeId(replica.id().service().cluster(), "" + replica.node()).toString(),
                    _ -> new ArrayList<>())
                .add(replica));
    findings.expectEqual(tally(all), fleet.total(), Invariant.COUNTS, all.iterator().next().id());
    Map<Condition, Integer> conditions = new EnumMap<>(Condition.class);
    all.stream()
        .filter(Replica::active)
        .forEach(replica -> conditions.merge(Condition.of(replica), 1, Integer::sum));
    findings.expectEqual(
        conditions, fleet.conditions(), Invariant.COUNTS, all.iterator().next().id());
    Service service = world.services().find(all.iterator().next().id().service());
    if (service == null) {
      return;
    }
    for (Revision revision : service.progress().revisions()) {
      List<Replica> its =
          all.stream().filter(each -> each.revision().equals(revision.name())).toList();
      findings.expectEqual(tally(its), fleet.of(revision), Invariant.COUNTS, revision.name());
    }
  }

  private static Fleet.Tally tally(Collection<Replica> replicas) {
    return new Fleet.Tally(
        count(replicas, Replica::active),
        count(replicas, Replica::ready),
        count(replicas, replica -> replica.state().available()),
        count(replicas, Replica::crashLooping),
        count(replicas, Replica::stuck));
  }

  private static int count(Collection<Replica> replicas, Predicate<Replica> which) {
    return (int) replicas.stream().filter(which).count();
  }

  private void nodes() {
    Set<String> places = new TreeSet<>(byNode.keySet());
    var pulse = new Pulse(world, findings);
    for (Node node : world.clusters().allNodes()) {
      pulse.check(node);
      List<Replica> residents = byNode.getOrDefault(node.id().toString(), List.of());
      NodeLoad load = world.capacity().node(node.id());
      places.remove(node.id().toString());
      if (load != null) {
        findings.expectEqual(node, load.node(), Invariant.COUNTS, "a node that is placed on");
        room(load, residents);
      } else {
        findings.expect(residents.isEmpty(), Invariant.COUNTS, node.id(), "holds and is not known");
      }
    }
    findings.expect(places.isEmpty(), Invariant.COUNTS, places, "hold replicas and are no nodes");
    disks();
  }

  private void room(NodeLoad load, List<Replica> residents) {
    Profile.NodeImage image = world.profile().nodes();
    var machine = load.node().spec().machine();
    int cpu = residents.stream().mapToInt(each -> each.share().cpu()).sum();
    int memory = residents.stream().mapToInt(each -> each.share().memory()).sum();
    int cpuLeft = machine.cpu() * 1000 - cpu;
    int memoryLeft = machine.memory() * 1024 - image.reservedMemory() - memory;
    NodeId id = load.node().id();
    findings.expect(
        cpuLeft >= 0 && memoryLeft >= 0 && residents.size() <= image.podsMax(),
        Invariant.CAPACITY,
        id,
        "holds more than fits");
    findings.expectEqual(cpuLeft, load.cpuFree(), Invariant.COUNTS, id + " free cpu");
    findings.expectEqual(memoryLeft, load.memoryFree(), Invariant.COUNTS, id + " free memory");
    List<Replica> byAge = new ArrayList<>(residents);
    byAge.sort(Comparator.comparingLong(Replica::born));
    findings.expectEqual(byAge, List.copyOf(load.residents()), Invariant.COUNTS, id + " residents");
    Cidr pods = Cidr.of(load.node().addresses().pods());
    Set<String> addresses = new TreeSet<>();
    for (Replica resident : residents) {
      String address = resident.state().address();
      findings.expect(
          addresses.add(address)
              && pods.indexOf(address) > 0
              && pods.indexOf(address) < pods.size(),
          Invariant.PLACEMENT,
          resident.id(),
          "has an address that is taken or none of its node: " + address);
    }
  }

  /// A cloud disk is attached to one node.
  private void disks() {
    SortedMap<String, String> holders = new TreeMap<>();
    byNode.forEach((node, residents) ->
        residents.forEach(resident ->
            resident
                .share()
                .disks()
                .forEach(disk -> {
                  String other = holders.put(disk, node);
                  findings.expect(
                      other == null || other.equals(node),
                      Invariant.PLACEMENT,
                      disk,
                      "is attached to " + node + " and " + other);
                })));
  }

  private void totals() {
    findings.expectEqual(
        replicas, world.services().replicaCount(), Invariant.COUNTS, "the number of replicas");
    findings.expectEqual(
        world.clusters().allNodes().size(),
        world.clusters().nodeCount(),
        Invariant.COUNTS,
        "the number of nodes");
    findings.expectEqual(
        world.tasks().list().stream().filter(task -> task.status() == Task.Status.RUNNING).toList(),
        List.copyOf(world.tasks().running()),
        Invariant.COUNTS,
        "the list of running tasks");
  }

  private void rest() {
    findings.expect(world.step().isEmpty(), Invariant.REST, "something", "is left to do");
    findings.expect(
        world.nextDue() == null || world.nextDue().isAfter(world.now()),
        Invariant.REST,
        "something",
        "is due and does not happen");
    for (Service service : world.services().list()) {
      Fleet fleet = world.services().fleet(service.id());
      for (Revision revision : service.progress().revisions()) {
        findings.expectEqual(
            revision.replicas(),
            fleet.of(revision).active(),
            Invariant.REST,
            "the number of " + revision.name());
      }
    }
  }

  private void restored() {
    WorldState state = world.state();
    var other = new World(world.profile(), state);
    findings.expectEqual(state, other.state(), Invariant.CHECKPOINT, "a restored world");
    findings.expectEqual(
        world.outlook(), other.outlook(), Invariant.CHECKPOINT, "what a restored world expects");
    findings.expectEqual(world.idle(), other.idle(), Invariant.CHECKPOINT, "being idle");
  }
}
