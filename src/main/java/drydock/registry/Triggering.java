package drydock.registry;

import drydock.cluster.Cluster;
import drydock.cluster.Clusters;
import drydock.kernel.Decision;
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import drydock.registry.RegistryState.Pending;
import drydock.service.ServiceCommand;
import drydock.service.ServiceRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// Triggers fire: each gives its container the image that appeared, as ModifyClusterServiceImage
/// would, and by the same rules. One that cannot says why.
public final class Triggering {

  private final Registry registry;
  private final Clusters clusters;
  private final ServiceRules services;

  public Triggering(Registry registry, Clusters clusters, ServiceRules services) {
    this.registry = registry;
    this.clusters = clusters;
    this.services = services;
  }

  /// The next firing; nothing if none is to happen.
  public List<Event> step(Instant now) {
    Pending next = registry.firstPending();
    if (next == null) {
      return List.of();
    }
    Trigger.Spec spec = Objects.requireNonNull(registry.trigger(next.trigger())).spec();
    return switch (update(spec.target(), next.image(), now)) {
      case Decision.Accepted(var updates) -> {
        List<Event> events = new ArrayList<>();
        events.add(new RegistryEvent.TriggerFired(next.trigger(), next.image(), null));
        events.addAll(updates);
        yield events;
      }
      case Decision.Rejected(var why) ->
          List.of(new RegistryEvent.TriggerFired(next.trigger(), next.image(), why.detail()));
    };
  }

  private Decision update(Trigger.Target target, ImageName image, Instant now) {
    Cluster cluster = clusters.find(target.service().cluster());
    if (cluster != null && !cluster.spec().region().equals(target.region())) {
      return Decision.reject(
          Rejection.Reason.INVALID,
          "clusterId " + cluster.id() + " is in " + cluster.spec().region());
    }
    var images = new TreeMap<String, String>();
    images.put(target.container(), image.withHost());
    return services.decide(new ServiceCommand.ChangeImages(target.service(), images), now);
  }
}
