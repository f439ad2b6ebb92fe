package drydock.service;

import static drydock.kernel.Rejection.Reason.CLUSTER_NOT_FOUND;
import static drydock.kernel.Rejection.Reason.CLUSTER_NOT_READY;
import static drydock.kernel.Rejection.Reason.INVALID;
import static drydock.kernel.Rejection.Reason.NAMESPACE_NOT_FOUND;
import static drydock.kernel.Rejection.Reason.NAMESPACE_TERMINATING;
import static drydock.kernel.Rejection.Reason.SERVICE_EXISTS;
import static drydock.kernel.Rejection.Reason.SERVICE_NOT_FOUND;
import static drydock.kernel.Rejection.Reason.SERVICE_STATE;

import drydock.cluster.Cluster;
import drydock.cluster.ClusterStatus;
import drydock.cluster.Clusters;
import drydock.kernel.Decision;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import drydock.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What may be asked of a service, and what is then so.
public final class ServiceRules {

  private final Clusters clusters;
  private final Services services;
  private final Profile profile;
  private final Dice dice;

  public ServiceRules(Clusters clusters, Services services, Profile profile, Dice dice) {
    this.clusters = clusters;
    this.services = services;
    this.profile = profile;
    this.dice = dice;
  }

  public Decision decide(ServiceCommand command, Instant now) {
    ServiceId id = command.service();
    Cluster cluster = clusters.find(id.cluster());
    if (cluster == null) {
      return Decision.reject(CLUSTER_NOT_FOUND, "clusterId " + id.cluster() + " does not exist");
    }
    if (cluster.status() == ClusterStatus.CREATING || cluster.status() == ClusterStatus.DELETING) {
      return Decision.reject(
          CLUSTER_NOT_READY,
          "cluster "
              + cluster.id()
              + " is "
              + cluster.status().text()
              + "; allowed when Running or Scaling");
    }
    if (!clusters.hasNamespace(id.cluster(), id.namespace())) {
      return Decision.reject(
          NAMESPACE_NOT_FOUND,
          "namespace " + id.namespace() + " does not exist in " + id.cluster());
    }
    Service service = services.find(id);
    if (command instanceof ServiceCommand.Create create) {
      return service == null
          ? create(create, cluster, now)
          : Decision.reject(
              SERVICE_EXISTS, "serviceName " + id.name() + " is taken in " + id.namespace());
    }
    if (service == null) {
      return Decision.reject(
          SERVICE_NOT_FOUND,
          "serviceName " + id.name() + " does not exist in namespace " + id.namespace());
    }
    return decide(command, service);
  }

  private Decision decide(ServiceCommand command, Service service) {
    ServiceId id = service.id();
    boolean paused = service.progress().paused();
    return switch (command) {
      case ServiceCommand.Create _ -> throw new IllegalStateException("decided before: " + id);
      case ServiceCommand.ChangeImages change -> update(service, change.images());
      case ServiceCommand.ChangeImage change -> changeImage(service, change.image());
      case ServiceCommand.Scale scale -> scale(service, scale.replicas());
      case ServiceCommand.Pause _ ->
          paused
              ? Decision.reject(SERVICE_STATE, "serviceName " + id.name() + " is paused already")
              : Decision.accept(new ServiceEvent.Paused(id));
      case ServiceCommand.Resume _ ->
          paused
              ? Decision.accept(new ServiceEvent.Resumed(id))
              : Decision.reject(SERVICE_STATE, "serviceName " + id.name() + " is not paused");
      case ServiceCommand.RollBack _ -> Rollback.decide(service);
      case ServiceCommand.Delete _ -> Decision.accept(new ServiceEvent.Deleted(id));
    };
  }

  private Decision create(ServiceCommand.Create command, Cluster cluster, Instant now) {
    ServiceId id = command.service();
    if (clusters.isTerminating(id.cluster(), id.namespace())) {
      return Decision.reject(
          NAMESPACE_TERMINATING, "namespace " + id.namespace() + " is being deleted");
    }
    Rejection refusal = SpecRules.check(command.spec(), profile);
    if (refusal != null) {
      return new Decision.Rejected(refusal);
    }
    var endpoints = new Endpoints(cluster, clusters, services, profile.catalogue());
    Endpoints.Given given = endpoints.give(command, now, dice, profile.timings().loadBalancer());
    return switch (given) {
      case Endpoints.Given.Refused(var why) -> Decision.reject(INVALID, why);
      case Endpoints.Given.Granted(var spec, var address, var balancer) ->
          Decision.accept(new ServiceEvent.Created(command.service(), spec, address, balancer));
    };
  }

  private Decision changeImage(Service service, String image) {
    List<Container> containers = service.spec().template().containers();
    if (containers.size() > 1) {
      return Decision.reject(
          INVALID,
          "image: the service has "
              + containers.size()
              + " containers; name them with containers.n");
    }
    var images = new TreeMap<String, String>();
    images.put(containers.getFirst().name(), image);
    return update(service, images);
  }

  private Decision update(Service service, SortedMap<String, String> images) {
    PodTemplate template = service.spec().template();
    List<String> names = template.containers().stream().map(Container::name).toList();
    for (String name : images.keySet()) {
      if (!names.contains(name)) {
        return Decision.reject(
            INVALID, "containerName " + name + " is none of the service's: " + names);
      }
    }
    return Decision.accept(new ServiceEvent.Updated(service.id(), template.withImages(images)));
  }

  private Decision scale(Service service, int replicas) {
    Rejection refusal = SpecRules.checkReplicas(service.spec().template(), replicas, profile);
    if (refusal != null) {
      return new Decision.Rejected(refusal);
    }
    return Decision.accept(new ServiceEvent.Scaled(service.id(), replicas));
  }

  /// What is left to stop of a service that is deleted.
  public static List<Event> orphans(Fleet fleet, Replenishing replenishing, Instant now) {
    List<Event> events = new ArrayList<>();
    for (Replica replica : fleet.replicas()) {
      if (replica.active()) {
        events.add(replenishing.stop(replica, StopReason.SERVICE_DELETED, now));
      }
    }
    return events;
  }
}
