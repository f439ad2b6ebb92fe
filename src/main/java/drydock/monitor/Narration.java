package drydock.monitor;

import drydock.cluster.Health;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.monitor.Incident.Kind;
import drydock.monitor.Incident.Reason;
import drydock.placement.NodeLoad;
import drydock.profile.Release;
import drydock.service.Container;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.Revision;
import drydock.service.Service;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Kubernetes tells when something happens to a service or a replica: the events of its
/// controllers, its scheduler and its kubelets, in the words of the cluster's release. The world is
/// the one that it happens to.
final class Narration {

  /// What is told once, what is told at each sync until something else happens, what is told of
  /// checks, and what is told when the replica is gone.
  record Told(
      List<Incident> once, List<Incident> repeated, List<Refrain> checks, List<Incident> atLast) {
    static final Told NOTHING = once(List.of());

    Told(List<Incident> once, List<Incident> repeated) {
      this(once, repeated, List.of(), List.of());
    }

    static Told once(List<Incident> incidents) {
      return new Told(incidents, List.of());
    }

    static Told checked(List<Incident> once, List<Refrain> checks) {
      return new Told(once, List.of(), checks, List.of());
    }
  }

  private Narration() {}

  static Told of(ServiceEvent event, World world) {
    String name = event.service().name();
    Service service = world.services().find(event.service());
    Release release = world.clusters().release(event.service().cluster());
    return Told.once(
        switch (event) {
          case ServiceEvent.Created e ->
              e.balancer() == null ? List.of() : List.of(BalancerNarration.asked(name, release));
          case ServiceEvent.BalancerCreated _ -> List.of(BalancerNarration.made(name, release));
          case ServiceEvent.BalancerFailed e ->
              BalancerNarration.failed(name, e.message(), release);
          case ServiceEvent.Deleted _ ->
              service == null || service.balancer() == null
                  ? List.of()
                  : BalancerNarration.deleted(name);
          case ServiceEvent.Modified e ->
              service == null ? List.of() : BalancerNarration.exposed(service, e, release);
          case ServiceEvent.RolledBack e ->
              service == null || release == Release.MODERN
                  ? List.of()
                  : List.of(rolledBack(service, service.revision(e.revision())));
          case ServiceEvent.RevisionScaled e ->
              e.from() == e.to() ? List.of() : List.of(scaled(e, release, world));
          case ServiceEvent.Described _,
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

  /// Clients of today bring the template back themselves, which the cluster says nothing of.
  private static Incident rolledBack(Service service, Revision revision) {
    String name = service.id().name();
    return Incident.normal(
        Kind.DEPLOYMENT,
        name,
        Reason.DEPLOYMENT_ROLLBACK,
        "Rolled back deployment \"" + name + "\" to revision " + revision.number());
  }

  /// A replica set that is only now made has not been scaled from anything.
  private static Incident scaled(ServiceEvent.RevisionScaled event, Release release, World world) {
    Service service = world.services().find(event.service());
    boolean fresh =
        service != null && service.revision(event.revision()).born() == world.position();
    String how = event.to() > event.from() ? "up" : "down";
    Release wording = fresh ? Release.K8S_1_10 : release;
    return Incident.normal(
        Kind.DEPLOYMENT,
        event.service().name(),
        Reason.SCALING_REPLICA_SET,
        Phrase.SCALED.in(wording, how, event.revision(), event.to(), event.from()));
  }

  /// @param pull what ends with the event; null if nothing does or nobody saw it begin
  static Told of(ReplicaEvent event, World world, @Nullable Pull pull) {
    var pod = Pod.of(event, world);
    return switch (event) {
      case ReplicaEvent.Created e -> Told.once(List.of(created(e)));
      case ReplicaEvent.Scheduled _ -> Told.once(scheduled(pod));
      case ReplicaEvent.Unschedulable e ->
          Told.once(List.of(pod.warning(Reason.FAILED_SCHEDULING, e.message())));
      case ReplicaEvent.Pulled _ -> Told.once(pod.pulled(pull, world.registry()));
      case ReplicaEvent.PullFailed e -> pullFailed(pod, e);
      case ReplicaEvent.PullRetried _ -> Told.once(pod.pulling());
      case ReplicaEvent.Started e -> Told.checked(started(pod), pod.failing(e.failing()));
      case ReplicaEvent.ContainerEnded e -> ended(pod, e);
      case ReplicaEvent.ContainerRestarted e ->
          Told.checked(restarted(pod, e.container()), pod.failing(e.failing()));
      case ReplicaEvent.Diverted e -> Told.checked(List.of(), pod.failing(e.failing()));
      case ReplicaEvent.Stopping e -> stopping(pod, e);
      case ReplicaEvent.SandboxRecreated _ ->
          Told.once(
              List.of(
                  pod.normal(
                      Reason.SANDBOX_CHANGED,
                      "Pod sandbox changed, it will be killed and re-created.")));
      case ReplicaEvent.Evicted e -> Told.once(List.of(pod.warning(Reason.EVICTED, e.message())));
      case ReplicaEvent.Lost _ ->
          pod.release() == Release.MODERN
              ? Told.once(List.of(pod.warning(Reason.NODE_NOT_READY, "Node is not ready")))
              : Told.NOTHING;
      case ReplicaEvent.Delayed _,
          ReplicaEvent.Woken _,
          ReplicaEvent.Reconsidered _,
          ReplicaEvent.Ready _,
          ReplicaEvent.Unready _,
          ReplicaEvent.Available _,
          ReplicaEvent.Removed _ ->
          Told.NOTHING;
    };
  }

  /// Whether an event puts an end to what is told of the checks of a container.
  static boolean ends(ReplicaEvent event, String container) {
    return switch (event) {
      case ReplicaEvent.Ready _,
          ReplicaEvent.Unready _,
          ReplicaEvent.Available _,
          ReplicaEvent.Reconsidered _,
          ReplicaEvent.Delayed _ ->
          false;
      case ReplicaEvent.ContainerEnded e -> e.container().equals(container);
      case ReplicaEvent.ContainerRestarted e -> e.container().equals(container);
      case ReplicaEvent.Diverted e -> e.courses().containsKey(container);
      case ReplicaEvent.Created _,
          ReplicaEvent.Scheduled _,
          ReplicaEvent.Unschedulable _,
          ReplicaEvent.Woken _,
          ReplicaEvent.Pulled _,
          ReplicaEvent.PullFailed _,
          ReplicaEvent.PullRetried _,
          ReplicaEvent.Started _,
          ReplicaEvent.Stopping _,
          ReplicaEvent.SandboxRecreated _,
          ReplicaEvent.Evicted _,
          ReplicaEvent.Lost _,
          ReplicaEvent.Removed _ ->
          true;
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
        pod.tell(Reason.SCHEDULED, Phrase.ASSIGNED, pod.namespace(), pod.name(), pod.nodeName()));
    all.addAll(pod.mounted());
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
    pod.containers().forEach(each -> all.addAll(pod.started(each)));
    return all;
  }

  /// A container that ends is told of where its checks ended it; that it is kept waiting is, again
  /// and again, until it starts.
  private static Told ended(Pod pod, ReplicaEvent.ContainerEnded event) {
    String name = event.container();
    List<Incident> once =
        switch (event.ending().why()) {
          case UNHEALTHY -> List.of(pod.tell(Reason.KILLING, Phrase.NOT_ALIVE, name));
          case CANNOT_RUN -> List.of(cannotRun(pod, name, event.message()));
          case EXITED, OUT_OF_MEMORY, MACHINE_LOST -> List.of();
        };
    return event.backOff().isZero()
        ? Told.once(once)
        : new Told(once, backingOff(pod, name, event.backOff()));
  }

  /// 1.30 tells what went wrong, those before also what it is called.
  private static Incident cannotRun(Pod pod, String container, String message) {
    return pod.release() == Release.MODERN
        ? pod.warning(Reason.FAILED, "Error: " + message)
        : pod.failedSync(container, "RunContainerError", message);
  }

  /// 1.30 tells it once at each look, those before twice.
  private static List<Incident> backingOff(Pod pod, String container, Duration backOff) {
    Incident crashed =
        pod.warning(
            Reason.BACK_OFF,
            Phrase.CRASHED.in(pod.release(), container, pod.name(), pod.namespace()));
    String waiting =
        "Back-off %s restarting failed container=%s pod=%s"
            .formatted(GoDuration.text(backOff), container, pod.name());
    return pod.release() == Release.MODERN
        ? List.of(crashed)
        : List.of(crashed, pod.failedSync(container, "CrashLoopBackOff", waiting));
  }

  private static List<Incident> restarted(Pod pod, String container) {
    List<Incident> all = new ArrayList<>();
    for (Container each : pod.containers()) {
      if (each.name().equals(container)) {
        all.addAll(pod.restarted(each));
      }
    }
    return all;
  }

  /// Up to 1.10 the kubelet tells that it killed a container, and since, that it is about to.
  private static Told stopping(Pod pod, ReplicaEvent.Stopping event) {
    List<Incident> all = new ArrayList<>();
    switch (event.reason()) {
      case SCALED_DOWN ->
          all.add(
              Incident.normal(
                  Kind.REPLICA_SET,
                  pod.revision(),
                  Reason.SUCCESSFUL_DELETE,
                  "Deleted pod: " + pod.name()));
      case NODE_REMOVED, NODE_LOST -> all.add(givenUp(pod));
      case NODE_DRAINED, SERVICE_DELETED, DELETED -> {}
    }
    List<Incident> killing = new ArrayList<>();
    for (Container each : pod.containers()) {
      if (pod.runs(each) && pod.seen()) {
        killing.add(pod.tell(Reason.KILLING, Phrase.STOPPED, each.name()));
      }
    }
    if (pod.release() == Release.MODERN) {
      all.addAll(killing);
      return Told.once(all);
    }
    return new Told(all, List.of(), List.of(), killing);
  }

  /// Up to 1.12 the node controller deletes the pods of a lost node, and since then the taint
  /// manager does (pkg/controller/nodelifecycle).
  private static Incident givenUp(Pod pod) {
    return pod.release() == Release.MODERN
        ? pod.normal(
            Reason.TAINT_EVICTION, "Marking for deletion Pod " + pod.namespace() + "/" + pod.name())
        : pod.normal(
            Reason.GIVEN_UP,
            "Marking for deletion Pod " + pod.name() + " from Node " + pod.nodeName());
  }

  /// A node reports again before its pods were deleted: the taint manager says so of each.
  static List<Incident> returned(NodeId id, ServiceId service, World world) {
    Node node = world.clusters().node(id);
    Health.Silence silence = node == null ? null : node.health().silence();
    if (world.clusters().release(service.cluster()) != Release.MODERN
        || silence == null
        || !silence.noticed()
        || silence.evicted()) {
      return List.of();
    }
    NodeLoad load = world.capacity().node(id);
    Collection<Replica> residents = load == null ? List.of() : load.residents();
    return residents.stream()
        .filter(replica -> replica.active() && replica.id().service().equals(service))
        .map(replica ->
            Incident.normal(
                Kind.POD,
                replica.id().name(),
                Reason.TAINT_EVICTION,
                "Cancelling deletion of Pod " + service.namespace() + "/" + replica.id().name()))
        .toList();
  }
}
