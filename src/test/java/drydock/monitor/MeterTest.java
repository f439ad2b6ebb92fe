package drydock.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.Node;
import drydock.service.Container;
import drydock.service.Replica;
import drydock.service.Service;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.world.RandomStory;
import drydock.world.Sandbox;
import drydock.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is used, in worlds of all kinds.
class MeterTest {

  private static final double TINY = 1e-9;

  private static Meter meter(World world) {
    return new Meter(world.profile(), world.seed());
  }

  private static Usage used(World world, ServiceId id, Instant at) {
    Usage usage = meter(world).service(world, id, at);
    assertNotNull(usage);
    return usage;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void sumsAgreeAndNothingIsUsedThatIsNotThere(long seed) {
    var sandbox = new Sandbox("realistic", seed);
    var story = new RandomStory(sandbox, seed);
    for (int i = 0; i < 10; i++) {
      story.run(20);
      sandbox.run(Duration.ofMinutes(3));
      World world = sandbox.world;
      world.services().list().forEach(service -> replicasAgree(world, service));
      world.clusters().allNodes().forEach(node -> nodeAgrees(world, node));
    }
  }

  private static void replicasAgree(World world, Service service) {
    Meter meter = meter(world);
    Usage sum = Usage.NONE;
    for (Replica replica : world.services().fleet(service.id()).replicas()) {
      Usage usage = meter.replica(world, replica.id(), world.now());
      if (usage != null) {
        assertNotNull(replica.node());
        sum = sum.plus(usage);
        containersAgree(world, service, replica, usage);
      }
    }
    Usage all = used(world, service.id(), world.now());
    assertEquals(all.cpu(), sum.cpu(), TINY);
    assertEquals(all.memory(), sum.memory(), TINY);
    assertEquals(all.out(), sum.out(), TINY);
  }

  private static void containersAgree(World world, Service service, Replica replica, Usage usage) {
    double cpu = 0;
    double memory = 0;
    for (Container each : service.revision(replica.revision()).template().containers()) {
      Usage part = meter(world).container(world, replica.id(), each.name(), world.now());
      assertEquals(replica.runs(each.name()), part != null);
      if (part == null) {
        continue;
      }
      assertTrue(part.cpu() > 0 && part.memory() > 0);
      assertTrue(part.cpu() <= room(each.resources().cpu() / 1000.0), "beyond what was set aside");
      assertTrue(part.memory() <= room(each.resources().memoryLimit()), "beyond its limit");
      cpu += part.cpu();
      memory += part.memory();
    }
    assertEquals(usage.cpu(), cpu, TINY);
    assertEquals(usage.memory(), memory, TINY);
  }

  /// Where nothing is asked for, the node's size is all there is.
  private static double room(double asked) {
    return asked == 0 ? Double.MAX_VALUE : asked;
  }

  private static void nodeAgrees(World world, Node node) {
    Usage usage = meter(world).node(world, node.id(), world.now());
    if (node.joinedAt() == null || node.health().silent()) {
      assertNull(usage);
      return;
    }
    assertNotNull(usage);
    Usage sum = Usage.NONE;
    for (var fleet : world.services().fleets(node.id().cluster())) {
      for (Replica replica : fleet.replicas()) {
        if (node.id().machine().equals(replica.node())) {
          Usage part = meter(world).replica(world, replica.id(), world.now());
          sum = sum.plus(part == null ? Usage.NONE : part);
        }
      }
    }
    Room room = Room.of(node);
    assertTrue(usage.cpu() > sum.cpu() && usage.cpu() <= room.cpu());
    assertTrue(usage.memory() > sum.memory() && usage.memory() <= room.memory());
    assertEquals(sum.in(), usage.in(), TINY);
  }

  @Test
  void moreReplicasUseMore() {
    var sandbox = new Sandbox("instant", 3);
    ServiceId web = sandbox.service(sandbox.cluster(3), "web", 1);
    double before = 0;
    for (int replicas = 2; replicas < 30; replicas += 3) {
      sandbox.ask(new ServiceCommand.Scale(web, replicas));
      sandbox.run(Duration.ofSeconds(1));
      double now = used(sandbox.world, web, sandbox.world.now()).cpu();
      assertTrue(now > before, replicas + " replicas use " + now);
      before = now;
    }
  }

  @Test
  void theSameSeedUsesTheSameAndAnotherOneDoesNot() {
    List<Usage> day = day(5);
    assertEquals(day, day(5));
    assertNotEquals(day, day(6));
  }

  @Test
  void daysRiseAndFall() {
    List<Usage> day = day(1);
    double most = day.stream().mapToDouble(Usage::out).max().orElseThrow();
    double least = day.stream().mapToDouble(Usage::out).min().orElseThrow();
    assertTrue(most > 2 * least, most + " is not much more than " + least);
    int busiest = day.indexOf(day.stream().filter(each -> each.out() == most).findFirst().get());
    // Fifteen o'clock in China is seven hours after this day begins, give or take two.
    assertTrue(busiest >= 4 && busiest <= 10, "the busiest hour is " + busiest);
  }

  /// What a service uses at each hour of a day.
  private static List<Usage> day(long seed) {
    var sandbox = new Sandbox("instant", seed);
    ServiceId web = sandbox.service(sandbox.cluster(2), "web", 10);
    List<Usage> day = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      day.add(used(sandbox.world, web, Sandbox.START.plus(Duration.ofHours(hour))));
    }
    return day;
  }

  @Test
  void memoryGrowsFromTheStart() {
    var sandbox = new Sandbox("instant", 1);
    ServiceId web = sandbox.service(sandbox.cluster(2), "web", 5);
    double cold = used(sandbox.world, web, Sandbox.START).memory();
    double warm = used(sandbox.world, web, Sandbox.START.plus(Duration.ofMinutes(10))).memory();
    assertTrue(warm > 1.5 * cold, cold + " became " + warm);
  }

  @Test
  void aContainerThatIsDownUsesNothing() {
    var sandbox = new Sandbox("instant", 1);
    ServiceId web = sandbox.service(sandbox.cluster(2), "web", 1);
    sandbox.ask(new ServiceCommand.ChangeImage(web, "drydock/crash"));
    sandbox.run(Duration.ofMinutes(30));
    World world = sandbox.world;
    for (Replica replica : world.services().fleet(web).replicas()) {
      if (!replica.ready()) {
        assertNull(meter(world).container(world, replica.id(), "web", world.now()));
      }
    }
  }

  @Test
  void aReplicaThatWaitsForItsImageUsesNothing() {
    var sandbox = new Sandbox("realistic", 1);
    String cluster = sandbox.cluster(2);
    sandbox.run(Duration.ofHours(1));
    ServiceId web = sandbox.service(cluster, "web", 1);
    Replica replica = sandbox.world.services().fleet(web).replicas().iterator().next();
    World world = sandbox.world;
    assertNull(meter(world).replica(world, replica.id(), world.now()));
    assertEquals(0, used(world, web, world.now()).cpu());
    sandbox.run(Duration.ofMinutes(10));
    assertNotNull(meter(world).replica(world, replica.id(), world.now()));
  }
}
