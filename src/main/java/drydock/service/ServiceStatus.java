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

  /// A paused service is Paused whether or not an update waits in it. An update whose replicas
  /// crash again and again, or that is past its deadline, is Abnormal (it goes from Updating to
  /// Normal or to Abnormal). So is a service that is short of replicas because one of them cannot
  /// be placed, crashes or has lost its readiness; else that is Waiting: images that cannot be
  /// pulled make it wait (the document's example of DescribeClusterService).
  public static ServiceStatus of(Service service, Fleet fleet) {
    if (service.progress().paused()) {
      return PAUSED;
    }
    Rollout rollout = service.progress().rollout();
    if (rollout != null) {
      Revision current = service.current();
      return switch (rollout) {
        case UPDATE ->
            late(service) || (current != null && fleet.of(current).crashing() > 0)
                ? ABNORMAL
                : UPDATING;
        case ROLLBACK -> ROLLING_BACK;
      };
    }
    if (fleet.total().available() >= service.spec().replicas()) {
      return NORMAL;
    }
    return fleet.total().stuck() > 0 ? ABNORMAL : WAITING;
  }

  private static boolean late(Service service) {
    Progressing condition = service.progress().condition();
    return condition != null && condition.exceeded();
  }
}
