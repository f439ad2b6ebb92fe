package drydock.monitor;

/// Something that Kubernetes tells of an object, as its events do: several at different moments may
/// be the same one.
///
/// @param warning whether something is not as it should be
/// @param object the name of what it is told of
public record Incident(boolean warning, Kind kind, String object, Reason reason, String message) {

  /// What it may be told of.
  public enum Kind {
    DEPLOYMENT("Deployment"),
    REPLICA_SET("ReplicaSet"),
    POD("Pod"),
    SERVICE("Service");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /// Which of Kubernetes' parts tells of it.
  enum Source {
    DEPLOYMENT_CONTROLLER,
    REPLICASET_CONTROLLER,
    SERVICE_CONTROLLER,
    SCHEDULER,
    NODE_CONTROLLER,
    TAINT_MANAGER,
    KUBELET
  }

  /// Kubernetes' own word for it.
  public enum Reason {
    SCALING_REPLICA_SET(Source.DEPLOYMENT_CONTROLLER, "ScalingReplicaSet"),
    DEPLOYMENT_ROLLBACK(Source.DEPLOYMENT_CONTROLLER, "DeploymentRollback"),
    SUCCESSFUL_CREATE(Source.REPLICASET_CONTROLLER, "SuccessfulCreate"),
    SUCCESSFUL_DELETE(Source.REPLICASET_CONTROLLER, "SuccessfulDelete"),
    SCHEDULED(Source.SCHEDULER, "Scheduled"),
    FAILED_SCHEDULING(Source.SCHEDULER, "FailedScheduling"),
    MOUNTED(Source.KUBELET, "SuccessfulMountVolume"),
    PULLING(Source.KUBELET, "Pulling"),
    PULLED(Source.KUBELET, "Pulled"),
    FAILED(Source.KUBELET, "Failed"),
    FAILED_SYNC(Source.KUBELET, "FailedSync"),
    BACK_OFF(Source.KUBELET, "BackOff"),
    CREATED(Source.KUBELET, "Created"),
    STARTED(Source.KUBELET, "Started"),
    UNHEALTHY(Source.KUBELET, "Unhealthy"),
    KILLING(Source.KUBELET, "Killing"),
    SANDBOX_CHANGED(Source.KUBELET, "SandboxChanged"),
    EVICTED(Source.KUBELET, "Evicted"),
    GIVEN_UP(Source.NODE_CONTROLLER, "NodeControllerEviction"),
    NODE_NOT_READY(Source.NODE_CONTROLLER, "NodeNotReady"),
    TAINT_EVICTION(Source.TAINT_MANAGER, "TaintManagerEviction"),
    CREATING_BALANCER(Source.SERVICE_CONTROLLER, "CreatingLoadBalancer"),
    CREATED_BALANCER(Source.SERVICE_CONTROLLER, "CreatedLoadBalancer"),
    ENSURING_BALANCER(Source.SERVICE_CONTROLLER, "EnsuringLoadBalancer"),
    BALANCER_FAILED(Source.SERVICE_CONTROLLER, "CreatingLoadBalancerFailed"),
    SYNC_BALANCER_FAILED(Source.SERVICE_CONTROLLER, "SyncLoadBalancerFailed"),
    ENSURED_BALANCER(Source.SERVICE_CONTROLLER, "EnsuredLoadBalancer"),
    DELETING_BALANCER(Source.SERVICE_CONTROLLER, "DeletingLoadBalancer"),
    DELETED_BALANCER(Source.SERVICE_CONTROLLER, "DeletedLoadBalancer"),
    UPDATED_BALANCER(Source.SERVICE_CONTROLLER, "UpdatedLoadBalancer"),
    UNAVAILABLE_BALANCER(Source.SERVICE_CONTROLLER, "UnAvailableLoadBalancer"),
    TYPE(Source.SERVICE_CONTROLLER, "Type");

    private final Source source;
    private final String text;

    Reason(Source source, String text) {
      this.source = source;
      this.text = text;
    }

    Source source() {
      return source;
    }

    public String text() {
      return text;
    }
  }

  Incident saying(String other) {
    return new Incident(warning, kind, object, reason, other);
  }

  static Incident normal(Kind kind, String object, Reason reason, String message) {
    return new Incident(false, kind, object, reason, message);
  }

  static Incident warning(Kind kind, String object, Reason reason, String message) {
    return new Incident(true, kind, object, reason, message);
  }
}
