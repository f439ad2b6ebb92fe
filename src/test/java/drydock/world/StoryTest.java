package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.cluster.ClusterCommand;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceStatus;
import java.time.Duration;
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

  private static ServiceStatus status(Sandbox sandbox, ServiceId id) {
    return ServiceStatus.of(sandbox.world.services().find(id), sandbox.world.services().fleet(id));
  }
}
