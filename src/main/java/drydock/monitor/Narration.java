package drydock.monitor;

import drydock.monitor.Incident.Kind;
import drydock.monitor.Incident.Reason;
import drydock.service.Container;
import drydock.service.ReplicaEvent;
import drydock.service.Revision;
import drydock.service.Service;
import drydock.service.ServiceEvent;
import drydock.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What Kubernetes tells when something happens to a service or a replica: the events of its
/// controllers, its scheduler and its kubelets, in the words of the releases 1.7 to 1.10. The world
/// is the one that it happens to.
final class Narration {

  /// What is told once, and what is told again and again until something else happens.
  record Told(List<Incident> once, List<Incident> repeated) {
    static final Told NOTHING = new Told(List.of(), List.of());

    static Told once(List<Incident> incidents) {
      return new Told(incidents, List.of());
    }
  }

  private Narration() {}

  static Told of(ServiceEvent event, World world) {
    String name = event.service().name();
    Service service = world.services().find(event.service());
    return Told.once(
        switch (event) {
          case ServiceEvent.Created e ->
              e.balancer() == null
                  ? List.of()
                  : List.of(balancer(name, Reason.ENSURING_BALANCER, "Ensuring load balancer"));
          case ServiceEvent.BalancerCreated _ ->
              List.of(balancer(name, Reason.ENSURED_BALANCER, "Ensured load balancer"));
          case ServiceEvent.BalancerFailed e -> balancerFailed(name, e.message());
          case ServiceEvent.Deleted _ ->
              service == null || service.balancer() == null
                  ? List.of()
                  : List.of(
                      balancer(name, Reason.DELETING_BALANCER, "Deleting load balancer"),
                      balancer(name, Reason.DELETED_BALANCER, "Deleted load balancer"));
          case ServiceEvent.RolledBack e ->
              service == null
                  ? List.of()
                  : List.of(rolledBack(service, service.revision(e.revision())));
          case ServiceEvent.RevisionScaled e -> e.from() == e.to() ? List.of() : List.of(scaled(e));
          case ServiceEvent.Modified _,
              ServiceEvent.Described _,
              ServiceEvent.Labelled _,
              ServiceEvent.Updated _,
              ServiceEvent.Scaled _,
              ServiceEvent.Paused _,
              ServiceEvent.Resumed _,
              ServiceEvent.BalancerDelayed _,
              ServiceEvent.RolloutFinished _,
              ServiceEvent.ProgressTimedOut _,
              ServiceEvent.RevisionCreated _,
              ServiceEvent.RevisionRenumbered _,
              ServiceEvent.RevisionRemoved _ ->
              List.of();
        });
  }

  private static Incident balancer(String service, Reason reason, String message) {
    return Incident.normal(Kind.SERVICE, service, reason, message);
  }

  private static List<Incident> balancerFailed(String service, String message) {
    return List.of(
        Incident.warning(Kind.SERVICE, service, Reason.BALANCER_FAILED, message),
        balancer(service, Reason.ENSURING_BALANCER, "Ensuring load balancer"));
  }

  private static Incident rolledBack(Service service, Revision revision) {
    String name = service.id().name();
    return Incident.normal(
        Kind.DEPLOYMENT,
        name,
        Reason.DEPLOYMENT_ROLLBACK,
        "Rolled back deployment \"" + name + "\" to revision " + revision.number());
  }

  private static Incident scaled(ServiceEvent.RevisionScaled event) {
    String how = event.to() > event.from() ? "Scaled up" : "Scaled down";
    return Incident.normal(
        Kind.DEPLOYMENT,
        event.service().name(),
        Reason.SCALING_REPLICA_SET,
        how + " replica set " + event.revision() + " to " + event.to());
  }

  static Told of(ReplicaEvent event, World world) {
    var pod = Pod.of(event, world);
    return switch (event) {
      case ReplicaEvent.Created e -> Told.once(List.of(created(e)));
      case ReplicaEvent.Scheduled _ -> Told.once(scheduled(pod));
      case ReplicaEvent.Unschedulable e ->
          Told.once(List.of(pod.warning(Reason.FAILED_SCHEDULING, e.message())));
      case ReplicaEvent.Pulled _ -> Told.once(pod.each(pod::pulled));
      case ReplicaEvent.PullFailed e -> pullFailed(pod, e);
      case ReplicaEvent.PullRetried _ -> Told.once(pod.pulling());
      case ReplicaEvent.Started _ -> Told.once(started(pod));
      case ReplicaEvent.ContainerEnded e -> ended(pod, e);
      case ReplicaEvent.ContainerRestarted e -> Told.once(restarted(pod, e.container()));
      case ReplicaEvent.Unready e -> Told.once(List.of(pod.warning(Reason.UNHEALTHY, e.message())));
      case ReplicaEvent.Stopping e -> Told.once(stopping(pod, e));
      case ReplicaEvent.SandboxRecreated _ ->
          Told.once(
              List.of(
                  pod.normal(
                      Reason.SANDBOX_CHANGED,
                      "Pod sandbox changed, it will be killed and re-created.")));
      case ReplicaEvent.Evicted e -> Told.once(List.of(pod.warning(Reason.EVICTED, e.message())));
      case ReplicaEvent.Lost _,
          ReplicaEvent.Diverted _,
          ReplicaEvent.Delayed _,
          ReplicaEvent.Reconsidered _,
          ReplicaEvent.Ready _,
          ReplicaEvent.Available _,
          ReplicaEvent.Removed _ ->
          Told.NOTHING;
    };
  }

  private static Incident created(ReplicaEvent.Created event) {
    return Incident.normal(
        Kind.REPLICA_SET,
        event.revision(),
        Reason.SUCCESSFUL_CREATE,
        "Created pod: " + event.replica().name());
  }

  private static List<Incident> scheduled(Pod pod) {
    List<Incident> all = new ArrayList<>();
    all.add(
        pod.normal(
            Reason.SCHEDULED, "Successfully assigned " + pod.name() + " to " + pod.nodeName()));
    all.addAll(pod.pulling());
    return all;
  }

  /// The texts for a pull that failed are those of the API document (获取服务事件列表, 4).
  private static Told pullFailed(Pod pod, ReplicaEvent.PullFailed event) {
    String container =
        pod.containers().stream()
            .filter(each -> each.image().equals(event.image()))
            .findFirst()
            .map(Container::name)
            .orElse("");
    String waiting = "Back-off pulling image \"" + event.image() + "\"";
    return new Told(
        List.of(
            pod.warning(Reason.FAILED, event.message()),
            pod.failedSync(container, "ErrImagePull", event.message())),
        List.of(
            pod.normal(Reason.BACK_OFF, waiting),
            pod.failedSync(container, "ImagePullBackOff", waiting)));
  }

  private static List<Incident> started(Pod pod) {
    List<Incident> all = new ArrayList<>();
    pod.containers().forEach(_ -> all.addAll(pod.started()));
    return all;
  }

  /// A container that ends is told of where its checks ended it; that it is kept waiting is, again
  /// and again, until it starts.
  private static Told ended(Pod pod, ReplicaEvent.ContainerEnded event) {
    String name = event.container();
    List<Incident> once =
        switch (event.ending().why()) {
          case UNHEALTHY ->
              List.of(
                  pod.warning(Reason.UNHEALTHY, event.message()),
                  pod.killing(
                      name,
                      "Container failed liveness probe.. Container will be killed and recreated."));
          case CANNOT_RUN -> List.of(pod.failedSync(name, "RunContainerError", event.message()));
          case EXITED, OUT_OF_MEMORY, MACHINE_LOST -> List.of();
        };
    String waiting = "Back-off " + held(event.backOff()) + " restarting failed container=";
    return event.backOff().isZero()
        ? Told.once(once)
        : new Told(
            once,
            List.of(
                pod.warning(Reason.BACK_OFF, "Back-off restarting failed container"),
                pod.failedSync(name, "CrashLoopBackOff", waiting + name + " pod=" + pod.name())));
  }

  /// As Go writes a duration.
  private static String held(Duration backOff) {
    return backOff.toMinutes() == 0
        ? backOff.toSeconds() + "s"
        : backOff.toMinutes() + "m" + backOff.toSecondsPart() + "s";
  }

  private static List<Incident> restarted(Pod pod, String container) {
    List<Incident> all = new ArrayList<>();
    for (Container each : pod.containers()) {
      if (each.name().equals(container)) {
        all.add(
            pod.normal(
                Reason.PULLED,
                "Container image \"" + each.image() + "\" already present on machine"));
        all.addAll(pod.started());
      }
    }
    return all;
  }

  private static List<Incident> stopping(Pod pod, ReplicaEvent.Stopping event) {
    List<Incident> all = new ArrayList<>();
    switch (event.reason()) {
      case SCALED_DOWN ->
          all.add(
              Incident.normal(
                  Kind.REPLICA_SET,
                  pod.revision(),
                  Reason.SUCCESSFUL_DELETE,
                  "Deleted pod: " + pod.name()));
      case NODE_REMOVED, NODE_DRAINED, NODE_LOST ->
          all.add(
              pod.normal(
                  Reason.GIVEN_UP,
                  "Marking for deletion Pod " + pod.name() + " from Node " + pod.nodeName()));
      case SERVICE_DELETED, DELETED -> {}
    }
    for (Container each : pod.containers()) {
      if (pod.runs(each) && pod.seen()) {
        all.add(pod.killing(each.name(), "Need to kill Pod"));
      }
    }
    return all;
  }
}
