package drydock.monitor;

import drydock.profile.Release;

/// What Kubernetes says in its events where releases differ: first as 1.7 to 1.10 say it, then as
/// 1.30 does (pkg/scheduler, pkg/kubelet with its package images, pkg/kubelet/kuberuntime,
/// pkg/controller/deployment/sync.go). The words to be put in are numbered, for some are left out.
enum Phrase {
  /// Namespace, pod, node.
  ASSIGNED("Successfully assigned %2$s to %3$s", "Successfully assigned %1$s/%2$s to %3$s"),
  /// Image.
  PULLING("pulling image \"%1$s\"", "Pulling image \"%1$s\""),
  /// Image, what is known of its pull.
  PULLED("Successfully pulled image \"%1$s\"", "Successfully pulled image \"%1$s\"%2$s"),
  /// Container.
  CREATED("Created container", "Created container %1$s"),
  /// Container.
  STARTED("Started container", "Started container %1$s"),
  /// Container, pod, namespace. 1.30 adds the pod's uid in brackets; no pod here has one.
  CRASHED(
      "Back-off restarting failed container",
      "Back-off restarting failed container %1$s in pod %2$s_%3$s"),
  /// Container.
  STOPPED("Killing container with id docker://%1$s:Need to kill Pod", "Stopping container %1$s"),
  /// Container.
  NOT_ALIVE(
      "Killing container with id docker://%1$s:Container failed liveness probe.. Container will be"
          + " killed and recreated.",
      "Container %1$s failed liveness probe, will be restarted"),
  /// Up or down, replica set, to how many, from how many.
  SCALED("Scaled %1$s replica set %2$s to %3$d", "Scaled %1$s replica set %2$s to %3$d from %4$d");

  private final String early;
  private final String modern;

  Phrase(String early, String modern) {
    this.early = early;
    this.modern = modern;
  }

  String in(Release release, Object... words) {
    return switch (release) {
      case K8S_1_7, K8S_1_8, K8S_1_9, K8S_1_10 -> early.formatted(words);
      case MODERN -> modern.formatted(words);
    };
  }
}
