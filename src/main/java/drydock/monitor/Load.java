package drydock.monitor;

import drydock.kernel.Dice;
import drydock.profile.Workload;
import drydock.service.Container;
import drydock.service.Exposure;
import drydock.service.Replica;
import drydock.service.Service;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How busy replicas are, minute by minute: a day's rise and fall that the replicas of a service
/// share, and what sets one replica and one minute apart from the next. Each draw is a function of
/// what is asked about (told by the position of the event that made it) and of the minute, so it
/// does not matter who asks, how often, or in which order.
final class Load {

  private static final double MINUTES_A_DAY = 1_440;
  private static final double CHINA_MINUTES = 8 * 60;

  /// The busiest hour of a service lies within so many minutes of the usual one.
  private static final double PEAK_SPREAD = 120;

  /// What sets one container apart from another for good.
  private static final double CHARACTER = 0.2;

  /// What a container does even when nothing is asked of it, of what it does on average.
  private static final double IDLE = 0.2;

  /// Memory grows with use: from its cold share to all of it, in so many minutes.
  private static final double MEMORY_COLD = 0.6;

  private static final double WARM_AFTER_MINUTES = 10;
  private static final double MEMORY_NOISE = 0.02;
  private static final double DISK_NOISE = 0.5;

  /// What still moves where a service is not reached over the network: its own requests.
  private static final double TRAFFIC_UNEXPOSED = 0.1;

  private final Workload workload;
  private final Dice dice;

  Load(Workload workload, Dice dice) {
    this.workload = workload;
    this.dice = dice;
  }

  /// A container of a replica whose containers run, without its share of the replica's network.
  /// Nothing but its room is set aside for it, so it never uses more; nor more than its limits.
  ///
  /// @param index which of the replica's containers it is
  Usage of(Container container, int index, Room room, Busy busy) {
    long who = busy.replica.born() * 64 + index;
    double effort = IDLE + (1 - IDLE) * busy.level;
    double cpu = room.cpu() * workload.cpu() * effort * spread(CHARACTER, "usage.cpu", who);
    double memory =
        room.memory() * workload.memory() * busy.memory * spread(CHARACTER, "usage.memory", who);
    double disk = effort * busy.disk * spread(CHARACTER, "usage.disk", who);
    Container.Resources limits = container.resources();
    return new Usage(
        bounded(cpu, room.cpu(), limits.cpuLimit() / 1000.0),
        bounded(memory, room.memory(), limits.memoryLimit()),
        0,
        0,
        disk * workload.read(),
        disk * workload.written());
  }

  private static double bounded(double use, double room, double limit) {
    double most = limit > 0 ? Math.min(room, limit) : room;
    return Math.min(use, most);
  }

  /// A replica at a minute, in multiples of what is usual for it: the work it does, its memory and
  /// its disks. One that is not ready works to become so, and gets no requests.
  record Busy(Replica replica, double level, double memory, double disk) {}

  Busy busy(Service service, Replica replica, Instant at) {
    long minute = Math.floorDiv(at.getEpochSecond(), 60);
    long which = (replica.born() << 32) + minute;
    double level =
        replica.ready() ? day(service, minute) * spread(workload.noise(), "usage.noise", which) : 1;
    return new Busy(
        replica,
        level,
        warmth(replica.state().readyAt(), at) * spread(MEMORY_NOISE, "usage.memory.noise", which),
        spread(DISK_NOISE, "usage.disk.noise", which));
  }

  /// The network of a replica, which its containers share.
  Usage network(Service service, Busy busy) {
    if (!busy.replica.ready()) {
      return Usage.NONE;
    }
    boolean exposed = service.spec().exposure().type() != Exposure.Type.NONE;
    double traffic =
        busy.level
            * (exposed ? 1 : TRAFFIC_UNEXPOSED)
            * spread(CHARACTER, "usage.network", busy.replica.born());
    return new Usage(0, 0, traffic * workload.inbound(), traffic * workload.outbound(), 0, 0);
  }

  /// What a node of so many cores and MiB needs for itself.
  Usage system(long born, Room machine) {
    return new Usage(
        machine.cpu() * workload.systemCpu() * spread(CHARACTER, "usage.system.cpu", born),
        machine.memory() * workload.systemMemory() * spread(CHARACTER, "usage.system.memory", born),
        0,
        0,
        0,
        0);
  }

  /// From `1 - swing` to `1 + swing`, and 1 on average over a day.
  private double day(Service service, long minute) {
    double peak =
        workload.peakHour() * 60
            - CHINA_MINUTES
            + PEAK_SPREAD * (2 * dice.roll("usage.peak", "", service.born()) - 1);
    double turn = (minute - peak) / MINUTES_A_DAY;
    return 1 + workload.swing() * StrictMath.cos(2 * StrictMath.PI * turn);
  }

  private static double warmth(@Nullable Instant readyAt, Instant at) {
    double minutes = readyAt == null ? 0 : Duration.between(readyAt, at).toMillis() / 60_000.0;
    return MEMORY_COLD + (1 - MEMORY_COLD) * Math.min(1, minutes / WARM_AFTER_MINUTES);
  }

  /// Evenly from `1 - width` to `1 + width`.
  private double spread(double width, String what, long which) {
    return 1 + width * (2 * dice.roll(what, "", which) - 1);
  }
}
