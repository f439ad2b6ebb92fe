package drydock.service;

/// What the checks of a container that has ended found last, so and so often in a row: they count
/// on from there once it is started again, for the kubelet counts on (Kubernetes 1.10 and 1.30,
/// pkg/kubelet/prober/worker.go: resultRun).
///
/// @param failures of its liveness check
/// @param successes of its readiness check
public record Streak(int failures, int successes) {

  public static final Streak NONE = new Streak(0, 0);
}
