package drydock.world;

import drydock.cluster.Cluster;
import drydock.cluster.ClusterStatus;
import drydock.cluster.Namespace;
import drydock.cluster.NamespaceEvent;
import drydock.kernel.Event;
import drydock.service.Service;
import drydock.service.ServiceEvent;
import drydock.service.Services;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What clusters and namespaces that end take along: the services in them at once, and a namespace
/// itself when its last replica is gone.
final class Termination {

  private Termination() {}

  static List<Event> step(World world, Cluster cluster) {
    if (cluster.status() == ClusterStatus.DELETING) {
      return deleted(world.services().list(cluster.id()));
    }
    List<Event> events = new ArrayList<>();
    for (Namespace namespace : world.clusters().namespaces(cluster.id())) {
      if (namespace.terminating()) {
        events.addAll(deleted(world.services().list(cluster.id(), namespace.name())));
        if (events.isEmpty() && isEmpty(namespace, world.services())) {
          events.add(new NamespaceEvent.Deleted(cluster.id(), namespace.name()));
        }
      }
    }
    return events;
  }

  private static List<Event> deleted(Collection<Service> services) {
    List<Event> events = new ArrayList<>();
    services.forEach(service -> events.add(new ServiceEvent.Deleted(service.id())));
    return events;
  }

  private static boolean isEmpty(Namespace namespace, Services services) {
    return services.fleets(namespace.cluster(), namespace.name()).isEmpty();
  }
}
