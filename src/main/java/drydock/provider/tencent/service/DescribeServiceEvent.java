package drydock.provider.tencent.service;

import drydock.monitor.Incidents;
import drydock.profile.Release;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.LookBack;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.service.Replica;
import drydock.service.ReplicaPhase;
import drydock.service.ServiceId;
import drydock.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/// Lists what Kubernetes told of a service in the last hour, the latest first, and the same only
/// once (API document, 获取服务事件列表).
final class DescribeServiceEvent implements Action {
  private static final Parameters PARAMETERS = ServiceVerbs.of();

  /// What is still told now may have been told for longer: it is counted over so much time, at
  /// most.
  private static final Duration COUNTED = Duration.ofDays(1);

  /// What the answer holds.
  record Data(List<EventView> eventList) {}

  private final Backend backend;

  DescribeServiceEvent(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DescribeServiceEvent";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Data.class).or(ErrorCode.CLUSTER_NOT_FOUND, ErrorCode.RESOURCE_NOT_FOUND);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    ServiceId id = ServiceReading.id(call);
    return backend.lookBack(sight -> {
      World world = sight.world();
      if (world.services().find(id) == null) {
        Answer missing = ServiceLookup.missing(world, id);
        return _ -> missing;
      }
      return listing(world, id);
    });
  }

  private static LookBack listing(World world, ServiceId id) {
    Instant now = world.now();
    Instant from = from(world, id);
    Release release = Objects.requireNonNull(world.clusters().find(id.cluster())).release();
    return past -> {
      var incidents = new Incidents(id, release);
      past.retrace(
          from,
          (before, next) -> {
            if (before == null || next.at().isAfter(now)) {
              return before == null;
            }
            incidents.see(before, next);
            return true;
          });
      return new Answer.Data(new Data(incidents.list(now).stream().map(EventView::of).toList()));
    };
  }

  /// An hour ago, or as long ago as a replica has been in trouble that is so still.
  private static Instant from(World world, ServiceId id) {
    Instant now = world.now();
    Instant hour = now.minus(Incidents.KEPT);
    Instant troubled =
        world.services().fleet(id).replicas().stream()
            .filter(
                replica -> replica.state().tries() > 0 || replica.phase() == ReplicaPhase.RUNNING)
            .map(Replica::createdAt)
            .min(Comparator.naturalOrder())
            .orElse(hour);
    Instant from = troubled.isBefore(hour) ? troubled : hour;
    Instant earliest = now.minus(COUNTED);
    return from.isBefore(earliest) ? earliest : from;
  }
}
