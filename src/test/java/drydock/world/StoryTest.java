package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterSpec;
import drydock.kernel.Decision;
import drydock.service.PodTemplate;
import drydock.service.ReplicaEvent;
import drydock.service.Requirement;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.service.ServiceStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {

  @Test
  void aServiceLivesFromItsCreationToItsEnd() {
    var sandbox = new Sandbox("realistic", 1);
    String cluster = sandbox.cluster(3);
    assertEquals("Creating", sandbox.world.clusters().find(cluster).status().text());
    sandbox.run(Duration.ofMinutes(30));
    assertEquals("Running", sandbox.world.clusters().find(cluster).status().text());
    ServiceId web = sandbox.service(cluster, "web", 5);
    assertEquals(ServiceStatus.WAITING, status(sandbox, web));
    sandbox.run(Duration.ofMinutes(30));
    assertEquals(ServiceStatus.NORMAL, status(sandbox, web));
    sandbox.ask(new ServiceCommand.ChangeImage(web, "nginx:2.0"));
    assertEquals(ServiceStatus.UPDATING, status(sandbox, web));
    sandbox.run(Duration.ofSeconds(1));
    sandbox.ask(new ServiceCommand.Pause(web));
    assertEquals(ServiceStatus.PAUSED, status(sandbox, web));
    sandbox.run(Duration.ofMinutes(30));
    assertEquals(ServiceStatus.PAUSED, status(sandbox, web));
    sandbox.ask(new ServiceCommand.Resume(web));
    sandbox.run(Duration.ofMinutes(30));
    assertEquals(ServiceStatus.NORMAL, status(sandbox, web));
    sandbox.ask(new ServiceCommand.RollBack(web));
    assertEquals(ServiceStatus.ROLLING_BACK, status(sandbox, web));
    sandbox.run(Duration.ofMinutes(30));
    assertEquals(ServiceStatus.NORMAL, status(sandbox, web));
    sandbox.ask(new ServiceCommand.Delete(web));
    sandbox.run(Duration.ofMinutes(30));
    sandbox.ask(new ClusterCommand.Delete(cluster, ClusterCommand.Machines.RETURNED));
    sandbox.run(Duration.ofMinutes(30));
    assertEquals(0, sandbox.world.clusters().list().size());
    assertEquals(true, sandbox.world.idle());
  }

  @Test
  void aRedeployedServiceLooksItsImagesUpAgain() {
    var sandbox = new Sandbox("realistic", 1);
    String cluster = sandbox.cluster(1);
    sandbox.run(Duration.ofMinutes(30));
    ServiceId web = sandbox.service(cluster, "web", 1);
    sandbox.run(Duration.ofMinutes(30));
    sandbox.ask(new ServiceCommand.Scale(web, 2));
    assertEquals(Duration.ZERO, lastPull(sandbox), "the node has the image");
    sandbox.run(Duration.ofMinutes(30));
    sandbox.ask(new ServiceCommand.Redeploy(web));
    assertTrue(lastPull(sandbox).isPositive());
  }

  private static Duration lastPull(Sandbox sandbox) {
    return sandbox.history.reversed().stream()
        .filter(each -> each.event() instanceof ReplicaEvent.Scheduled)
        .map(
            each -> Duration.between(each.at(), ((ReplicaEvent.Scheduled) each.event()).pulledAt()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aClusterOfTheOldestReleaseKnowsNoAffinity() {
    var sandbox = new Sandbox("instant", 1);
    ClusterCommand.Create plain = Sandbox.creation(1, "172.16.0.0/16");
    var spec =
        new ClusterSpec(
            "old",
            "",
            plain.spec().cidr(),
            plain.spec().vpc(),
            plain.spec().region(),
            plain.spec().system(),
            "1.4.6",
            0,
            "");
    sandbox.ask(new ClusterCommand.Create(spec, false, plain.nodes()));
    String cluster = sandbox.world.clusters().list().iterator().next().id();
    var id = new ServiceId(cluster, "default", "web");
    ServiceSpec service = Sandbox.spec("web", 1);
    PodTemplate template = service.template();
    var wish = List.of(new Requirement("qcloud", Requirement.Operator.EXISTS, List.of()));
    var picky =
        new PodTemplate(template.containers(), List.of(), wish, List.of(), template.labels(), "");
    var command =
        new ServiceCommand.Create(
            id, new ServiceSpec("", 1, service.strategy(), 0, service.exposure(), picky));
    assertInstanceOf(Decision.Rejected.class, sandbox.ask(command));
    assertInstanceOf(Decision.Accepted.class, sandbox.ask(new ServiceCommand.Create(id, service)));
  }

  private static ServiceStatus status(Sandbox sandbox, ServiceId id) {
    return ServiceStatus.of(sandbox.world.services().find(id), sandbox.world.services().fleet(id));
  }
}
