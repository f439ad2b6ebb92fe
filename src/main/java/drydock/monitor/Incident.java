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

  /// Kubernetes' own word for it.
  public enum Reason {
    SCALING_REPLICA_SET("ScalingReplicaSet"),
    DEPLOYMENT_ROLLBACK("DeploymentRollback"),
    SUCCESSFUL_CREATE("SuccessfulCreate"),
    SUCCESSFUL_DELETE("SuccessfulDelete"),
    SCHEDULED("Scheduled"),
    FAILED_SCHEDULING("FailedScheduling"),
    PULLING("Pulling"),
    PULLED("Pulled"),
    FAILED("Failed"),
    FAILED_SYNC("FailedSync"),
    BACK_OFF("BackOff"),
    CREATED("Created"),
    STARTED("Started"),
    UNHEALTHY("Unhealthy"),
    KILLING("Killing"),
    SANDBOX_CHANGED("SandboxChanged"),
    EVICTED("Evicted"),
    GIVEN_UP("NodeControllerEviction"),
    CREATING_BALANCER("CreatingLoadBalancer"),
    CREATED_BALANCER("CreatedLoadBalancer"),
    ENSURING_BALANCER("EnsuringLoadBalancer"),
    BALANCER_FAILED("CreatingLoadBalancerFailed"),
    SYNC_BALANCER_FAILED("SyncLoadBalancerFailed"),
    ENSURED_BALANCER("EnsuredLoadBalancer"),
    DELETING_BALANCER("DeletingLoadBalancer"),
    DELETED_BALANCER("DeletedLoadBalancer");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  static Incident normal(Kind kind, String object, Reason reason, String message) {
    return new Incident(false, kind, object, reason, message);
  }

  static Incident warning(Kind kind, String object, Reason reason, String message) {
    return new Incident(true, kind, object, reason, message);
  }
}
