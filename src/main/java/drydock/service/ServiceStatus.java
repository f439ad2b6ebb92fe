package drydock.service;

/// The status of a service (API document, DescribeClusterService), read off what is there.
public enum ServiceStatus {
  WAITING("Waiting"),
  NORMAL("Normal"),
  UPDATING("Updating"),
  PAUSED("Paused"),
  ROLLING_BACK("RollingBack"),
  ABNORMAL("Abnormal");

  private final String text;

  ServiceStatus(String text) {
    this.text = text;
  }

  /// As the API spells it.
  public String text() {
    return text;
  }

  /// A paused service is Paused whether or not an update waits in it. A service that is short of
  /// replicas is Abnormal when one of them cannot be placed, and else Waiting: images that cannot
  /// be pulled make it wait (the document's example of DescribeClusterService).
  public static ServiceStatus of(Service service, Fleet fleet) {
    if (service.progress().paused()) {
      return PAUSED;
    }
    Rollout rollout = service.progress().rollout();
    if (rollout != null) {
      return switch (rollout) {
        case UPDATE -> UPDATING;
        case ROLLBACK -> ROLLING_BACK;
      };
    }
    if (fleet.total().available() >= service.spec().replicas()) {
      return NORMAL;
    }
    boolean stuck =
        fleet.replicas().stream()
            .anyMatch(
                each -> each.phase() == ReplicaPhase.PENDING && !each.state().trouble().isEmpty());
    return stuck ? ABNORMAL : WAITING;
  }
}
