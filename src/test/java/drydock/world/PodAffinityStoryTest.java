package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import drydock.cluster.UpkeepCommand;
import drydock.service.Container;
import drydock.service.Replica;
import drydock.service.Requirement;
import drydock.service.Requirement.Operator;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Replicas that want to be beside others (Kubernetes 1.7 to 1.10, predicates.go,
/// MatchInterPodAffinity). Here they wait that find no company.
class PodAffinityStoryTest {

  private final Sandbox sandbox = new Sandbox("instant", 1);
  private final String cluster = sandbox.cluster(3);

  private ServiceId create(String namespace, String name, int replicas, Requirement... beside) {
    var id = new ServiceId(cluster, namespace, name);
    List<Container> plain = Sandbox.spec(name, replicas).template().containers();
    sandbox.ask(
        new ServiceCommand.Create(
            id, Sandbox.spec(name, replicas, plain, List.of(), List.of(beside))));
    return id;
  }

  private static Requirement beside(String service) {
    return new Requirement("qcloud-app", Operator.IN, List.of(service));
  }

  /// The nodes that a service is on; one that is nowhere counts as being on "none".
  private SortedSet<String> nodes(ServiceId id) {
    SortedSet<String> all = new TreeSet<>();
    for (Replica replica : sandbox.world.services().fleet(id).replicas()) {
      all.add(replica.node() == null ? "none" : replica.node());
    }
    return all;
  }

  @Test
  void replicasGoWhereTheirCompanyIs() {
    ServiceId store = create("default", "store", 1);
    ServiceId web = create("default", "web", 6, beside("store"));
    assertEquals(1, nodes(store).size());
    assertEquals(nodes(store), nodes(web));
  }

  @Test
  void withoutCompanyTheyWait() {
    ServiceId web = create("default", "web", 2, beside("store"));
    assertEquals(List.of("none"), List.copyOf(nodes(web)));
    assertEquals(
        "0/3 nodes are available: 3 node(s) didn't match pod affinity rules, 3 node(s) didn't match"
            + " pod affinity/anti-affinity.",
        sandbox.world.services().fleet(web).replicas().iterator().next().state().trouble());
  }

  @Test
  void podsOfOtherNamespacesAreNoCompany() {
    sandbox.ask(new UpkeepCommand.CreateNamespace(cluster, "test", ""));
    create("test", "store", 3);
    ServiceId web = create("default", "web", 2, beside("store"));
    assertEquals(List.of("none"), List.copyOf(nodes(web)));
  }

  /// The first may go anywhere if it is what it looks for, and the others follow it.
  @Test
  void theFirstOfItsKindGoesAnywhere() {
    ServiceId web = create("default", "web", 4, beside("web"));
    assertEquals(1, nodes(web).size());
    assertNotEquals(List.of("none"), List.copyOf(nodes(web)));
  }

  /// All requirements have to be met by one pod.
  @Test
  void onePodHasToMeetAllRequirements() {
    create("default", "store", 3);
    var another = new Requirement("qcloud-app", Operator.NOT_IN, List.of("store"));
    ServiceId web = create("default", "web", 1, beside("store"), another);
    assertEquals(List.of("none"), List.copyOf(nodes(web)));
  }
}
