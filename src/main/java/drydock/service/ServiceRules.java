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
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What may be asked of a service and its replicas, and what is then so.
public final class ServiceRules {

  private final Clusters clusters;
  private final Services services;
  private final SpecRules specs;
  private final Endpoints endpoints;

  public ServiceRules(Clusters clusters, Services services, SpecRules specs, Endpoints endpoints) {
    this.clusters = clusters;
    this.services = services;
    this.specs = specs;
    this.endpoints = endpoints;
  }

  public Decision decide(ServiceCommand command, Instant now) {
    ServiceId id = command.service();
    Rejection refusal = unreachable(id.cluster(), id.namespace());
    if (refusal != null) {
      return new Decision.Rejected(refusal);
    }
    Service service = services.find(id);
    if (command instanceof ServiceCommand.Create create) {
      return service == null
          ? create(create, now)
          : Decision.reject(
              SERVICE_EXISTS, "serviceName " + id.name() + " is taken in " + id.namespace());
    }
    if (service == null) {
      return Decision.reject(
          SERVICE_NOT_FOUND,
          "serviceName " + id.name() + " does not exist in namespace " + id.namespace());
    }
    return considered(decide(command, service, now), service, now);
  }

  private Decision considered(Decision decision, Service service, Instant now) {
    return decision instanceof Decision.Accepted(var events)
            && events.getFirst() instanceof ServiceEvent event
        ? Decision.accept(Availability.with(event, service, services.fleet(service.id()), now))
        : decision;
  }

  /// Why nothing can be asked of what is in a namespace of a cluster; null if it can.
  private @Nullable Rejection unreachable(String id, String namespace) {
    Cluster cluster = clusters.find(id);
    if (cluster == null) {
      return new Rejection(CLUSTER_NOT_FOUND, "clusterId " + id + " does not exist");
    }
    if (cluster.status() == ClusterStatus.CREATING || cluster.status() == ClusterStatus.DELETING) {
      return new Rejection(
          CLUSTER_NOT_READY,
          "cluster " + id + " is " + cluster.status().text() + "; allowed when Running or Scaling");
    }
    return clusters.hasNamespace(id, namespace)
        ? null
        : new Rejection(NAMESPACE_NOT_FOUND, "namespace " + namespace + " does not exist in " + id);
  }

  private Decision decide(ServiceCommand command, Service service, Instant now) {
    ServiceId id = service.id();
    return switch (command) {
      case ServiceCommand.Create _ -> throw new IllegalStateException("decided before: " + id);
      case ServiceCommand.Modify modify -> modify(modify.spec(), service, now);
      case ServiceCommand.Describe(_, var description) ->
          Decision.accept(new ServiceEvent.Described(id, description));
      case ServiceCommand.Label(_, var labels) -> label(service, labels);
      case ServiceCommand.Redeploy _ ->
          Decision.accept(new ServiceEvent.Updated(id, redeployed(service, now)));
      case ServiceCommand.ChangeImages change -> update(service, change.images());
      case ServiceCommand.ChangeImage change -> changeImage(service, change.image());
      case ServiceCommand.Scale scale -> scale(service, scale.replicas());
      case ServiceCommand.Pause _ -> pause(service);
      case ServiceCommand.Resume _ -> resume(service);
      case ServiceCommand.RollBack _ -> Rollback.decide(service);
      case ServiceCommand.Delete _ -> Decision.accept(new ServiceEvent.Deleted(id));
    };
  }

  private Decision create(ServiceCommand.Create command, Instant now) {
    ServiceId id = command.service();
    if (clusters.isTerminating(id.cluster(), id.namespace())) {
      return Decision.reject(
          NAMESPACE_TERMINATING, "namespace " + id.namespace() + " is being deleted");
    }
    Rejection mislabelled = mislabelled(id, command.spec().template().labels());
    if (mislabelled != null) {
      return new Decision.Rejected(mislabelled);
    }
    return switch (placed(id, command.spec(), now)) {
      case Endpoints.Given.Refused(var why) -> new Decision.Rejected(why);
      case Endpoints.Given.Granted(var spec, var address, var balancer) ->
          Decision.accept(new ServiceEvent.Created(id, spec, address, balancer));
    };
  }

  /// What a client does not say keeps no old value (API document, ModifyClusterService: all
  /// parameters are to be sent). Its pods keep their labels, of which this command says nothing.
  private Decision modify(ServiceSpec asked, Service service, Instant now) {
    ServiceId id = service.id();
    var whole = asked.withTemplate(asked.template().after(service.spec().template()));
    return switch (placed(id, whole, now)) {
      case Endpoints.Given.Refused(var why) -> new Decision.Rejected(why);
      case Endpoints.Given.Granted(var spec, var address, var balancer) ->
          Decision.accept(new ServiceEvent.Modified(id, spec, address, balancer));
    };
  }

  /// A specification that is sound, with where it is reached.
  private Endpoints.Given placed(ServiceId id, ServiceSpec spec, Instant now) {
    Cluster cluster = Objects.requireNonNull(clusters.find(id.cluster()));
    Rejection refusal = specs.check(spec, cluster);
    return refusal == null
        ? endpoints.give(id, spec, cluster, now)
        : new Endpoints.Given.Refused(refusal);
  }

  /// Clients that send back what they were shown send the system's label along.
  private static Decision label(Service service, SortedMap<String, String> labels) {
    Rejection refusal = mislabelled(service.id(), labels);
    SortedMap<String, String> own = new TreeMap<>(labels);
    own.remove(PodTemplate.SYSTEM_LABEL);
    return refusal == null
        ? Decision.accept(new ServiceEvent.Labelled(service.id(), own))
        : new Decision.Rejected(refusal);
  }

  /// Whether the system's label would say another name; null if not.
  private static @Nullable Rejection mislabelled(ServiceId id, SortedMap<String, String> labels) {
    String name = labels.getOrDefault(PodTemplate.SYSTEM_LABEL, id.name());
    return name.equals(id.name())
        ? null
        : new Rejection(
            INVALID,
            "labels." + PodTemplate.SYSTEM_LABEL + " is the system's and stays " + id.name());
  }

  private static Decision pause(Service service) {
    ServiceId id = service.id();
    return service.progress().paused()
        ? Decision.reject(SERVICE_STATE, "serviceName " + id.name() + " is paused already")
        : Decision.accept(new ServiceEvent.Paused(id));
  }

  private static Decision resume(Service service) {
    ServiceId id = service.id();
    return service.progress().paused()
        ? Decision.accept(new ServiceEvent.Resumed(id))
        : Decision.reject(SERVICE_STATE, "serviceName " + id.name() + " is not paused");
  }

  /// Tells replicas to stop; their services make others. Names of none, or of such as stop already,
  /// lead to nothing.
  public Decision decide(ReplicaCommand.Delete command, Replenishing replenishing, Instant now) {
    Rejection refusal = unreachable(command.cluster(), command.namespace());
    if (refusal != null) {
      return new Decision.Rejected(refusal);
    }
    List<Event> events = new ArrayList<>();
    for (String name : new LinkedHashSet<>(command.names())) {
      for (Fleet fleet : services.fleets(command.cluster())) {
        Replica replica = fleet.find(name);
        if (replica != null && replica.id().service().namespace().equals(command.namespace())) {
          events.addAll(end(replica, StopReason.DELETED, replenishing, now));
        }
      }
    }
    return Decision.accept(events);
  }

  /// The same configuration under a mark that no other template of the service has: with the mark
  /// of one, this would be going back to it.
  private static PodTemplate redeployed(Service service, Instant now) {
    PodTemplate template = service.spec().template();
    PodTemplate next = template.stamped(now.toString());
    for (int again = 2; next.equals(template) || service.revisionOf(next) != null; again++) {
      next = template.stamped(now + " " + again);
    }
    return next;
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
    Rejection refusal = specs.checkReplicas(service.spec().template(), replicas);
    if (refusal != null) {
      return new Decision.Rejected(refusal);
    }
    return Decision.accept(new ServiceEvent.Scaled(service.id(), replicas));
  }

  /// What is left to stop of a service that is deleted.
  public static List<Event> orphans(Fleet fleet, Replenishing replenishing, Instant now) {
    List<Event> events = new ArrayList<>();
    for (Replica replica : fleet.replicas()) {
      events.addAll(end(replica, StopReason.SERVICE_DELETED, replenishing, now));
    }
    return events;
  }

  /// A replica that was evicted has nothing left to stop.
  private static List<Event> end(
      Replica replica, StopReason why, Replenishing replenishing, Instant now) {
    if (replica.evicted()) {
      return List.of(new ReplicaEvent.Removed(replica.id()));
    }
    return replica.active() ? List.of(replenishing.stop(replica, why, now)) : List.of();
  }
}
