package drydock.invariant;

import drydock.cluster.NodeEvent;
import drydock.kernel.Recorded;
import drydock.service.ReplicaEvent;
import drydock.service.Revision;
import drydock.service.Service;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.task.Task;
import drydock.task.TaskEvent;
import drydock.world.Witness;
import drydock.world.World;
import java.util.function.Consumer;

/// Looks at each event as it comes into force, and at nothing that it cannot have changed, so it
/// costs the same in a large world as in a small one.
public final class Watch implements Witness {

  private final World world;
  private final Findings findings;
  private final Berths berths;
  private final Bounds bounds;
  private final Pulse pulse;

  public Watch(World world, Consumer<Violation> reader) {
    this.world = world;
    this.findings = new Findings(world, reader);
    this.berths = new Berths(world, findings);
    this.bounds = new Bounds(world, findings);
    this.pulse = new Pulse(world, findings);
  }

  @Override
  public void before(Recorded next) {
    findings.expectEqual(
        world.position() + 1, next.position(), Invariant.DENSE_POSITIONS, "the next position");
    findings.expect(
        !next.at().isBefore(world.now()), Invariant.FORWARD_TIME, next.at(), "is in the past");
    switch (next.event()) {
      case ReplicaEvent.Scheduled e -> berths.beforePlaced(e);
      case ReplicaEvent.Stopping e -> bounds.beforeStopped(e);
      case ServiceEvent.RevisionCreated e -> numbered(e.service(), e.number());
      case ServiceEvent.RevisionRenumbered e -> numbered(e.service(), e.number());
      case TaskEvent.Started e ->
          findings.expect(
              world.tasks().find(e.requestId()) == null, Invariant.TASKS, e, "was started before");
      case TaskEvent.Settled e -> settled(e);
      default -> {}
    }
  }

  @Override
  public void after(Recorded last) {
    switch (last.event()) {
      case ReplicaEvent.Created e -> bounds.made(e);
      case ReplicaEvent.Scheduled e -> berths.placed(e);
      case ReplicaEvent.Stopping e -> bounds.stopped(e);
      case ServiceEvent.RevisionScaled e -> bounds.scaled(e);
      case NodeEvent.ReadinessLost e -> pulse.lost(e);
      default -> {}
    }
  }

  private void numbered(ServiceId id, int number) {
    Service service = world.services().find(id);
    int highest =
        service == null
            ? 0
            : service.progress().revisions().stream().mapToInt(Revision::number).max().orElse(0);
    findings.expect(
        number > highest, Invariant.REVISIONS, id, "gets revision " + number + " after " + highest);
  }

  private void settled(TaskEvent.Settled event) {
    Task task = world.tasks().find(event.requestId());
    findings.expect(
        task != null
            && task.status() == Task.Status.RUNNING
            && event.status() != Task.Status.RUNNING,
        Invariant.TASKS,
        event,
        "settles what does not run");
  }
}
