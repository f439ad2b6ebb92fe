package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.cluster.Node;
import drydock.cluster.UpkeepCommand;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When replicas that are ready count as available (Kubernetes 1.10, pkg/api/v1/pod/util.go and
/// pkg/controller/replicaset). All of these have been ready since their start.
class AvailabilityTest {

  private final Rolled web = Rolled.of(4, "1", "1");

  private int available() {
    return web.fleet().total().available();
  }

  private void modify(int minReadySeconds, String image) {
    web.ask(new ServiceCommand.Modify(web.web, Rolled.spec(4, minReadySeconds, image)));
  }

  @Test
  void aReplicaIsSeenToHaveBeenReadyForLongEnoughASecondLate() {
    web.scale(5).run(10);
    assertEquals(4, available());
    web.run(1);
    assertEquals(5, available());
  }

  /// Controllers count by themselves from when a replica was last seen to become ready, whether its
  /// kubelet still reports or not.
  @Test
  void aReplicaOnAMachineThatHasJustGoneDownStillBecomesAvailable() {
    web.scale(7).run(5);
    assertEquals(4, available());
    for (Node node : List.copyOf(web.sandbox.world.clusters().nodes(web.cluster))) {
      web.sandbox.happens(web.sandbox.world.trouble().stopped(node.id(), true, null));
    }
    web.run(6);
    assertEquals(7, available());
    web.run(60);
    assertEquals(0, available(), "it has been noticed");
  }

  @Test
  void whereNoTimeIsAskedForAReplicaIsAvailableAtOnce() {
    modify(0, "nginx:old");
    web.scale(5);
    assertEquals(5, available());
  }

  @Test
  void anotherTimeAskedForIsNoNewRevision() {
    modify(7200, "nginx:old");
    assertEquals("1 old", web.revisions());
    assertEquals("", web.trace());
    assertEquals(4, web.fleet().total().ready());
  }

  @Test
  void whoHasNotBeenReadyForLongEnoughCountsNoMore() {
    modify(7200, "nginx:old");
    assertEquals(0, available());
    assertEquals("Updating", web.status());
    web.run(3600);
    assertEquals(0, available());
    web.run(1);
    assertEquals(4, available());
    assertEquals("Normal", web.status());
  }

  @Test
  void whoHasBeenReadyForLongEnoughCountsAtOnce() {
    modify(7200, "nginx:old");
    modify(3599, "nginx:old");
    assertEquals(4, available());
    assertEquals("Normal", web.status());
  }

  @Test
  void replicasOfEarlierRevisionsKeepTheTimeThatWasAskedForWithThem() {
    modify(7200, "nginx:new");
    assertEquals("new 1 · old 3 · new 2", web.trace());
    assertEquals(3, available());
    web.run(7200);
    assertEquals("", web.trace());
    web.run(1);
    assertEquals(".. · old 1 · new 4", web.trace());
  }

  /// Going back takes up the revision, and the service's minReadySeconds hold for it.
  @Test
  void aRevisionThatIsGoneBackToTakesOnTheTimeAskedForNow() {
    modify(7200, "nginx:new");
    web.ask(new ServiceCommand.RollBack(web.web));
    assertEquals(0, available());
    assertEquals("new 1 · old 3 · new 2", web.trace(), "none of them can be spared yet");
    web.run(3601);
    assertEquals(".. · new 0 · old 4", web.trace());
    web.run(7201);
    assertEquals("Normal", web.status());
  }

  /// In 1.30 a ReplicaSet looks at how crowded nodes are before it looks at ages, so it stops one
  /// that is available where the rollout gave up one that is not yet (controller_utils.go,
  /// ActivePodsWithRanks). Nothing is wrong then.
  @Test
  void todayOneThatIsAvailableMayGoInPlaceOfOneThatIsNotYet() {
    var sandbox = new Sandbox(Rolled.profile("modern", Rolled.policy("1", "1")), 1);
    String cluster = sandbox.cluster(2);
    sandbox.run(Duration.ofHours(1));
    String second = List.copyOf(sandbox.world.clusters().nodes(cluster)).getLast().id().machine();
    sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(second), true));
    var id = new ServiceId(cluster, "default", "web");
    sandbox.ask(new ServiceCommand.Create(id, Rolled.spec(4, 600, "nginx:old")));
    sandbox.run(Duration.ofHours(1));
    sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(second), false));
    sandbox.ask(new ServiceCommand.Scale(id, 6));
    sandbox.run(Duration.ofMinutes(2));
    assertEquals(4, sandbox.world.services().fleet(id).total().available());
    sandbox.ask(new ServiceCommand.ChangeImage(id, "nginx:new"));
    sandbox.run(Duration.ofMinutes(2));
    assertEquals(3, sandbox.world.services().fleet(id).total().available());
  }
}
