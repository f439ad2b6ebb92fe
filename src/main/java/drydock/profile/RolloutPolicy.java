package drydock.profile;

import org.jspecify.annotations.Nullable;

/// How rollouts go: what a Deployment of Kubernetes says of itself and the API has no parameter
/// for. The defaults are those of extensions/v1beta1, which clients of that time used.
///
/// @param maxSurge how many replicas there may be beyond those asked for
/// @param maxUnavailable how many of those asked for need not be available
/// @param pauseBlocksScaling whether a paused service is not scaled, as the API document has it
///   (PauseClusterService), or is all the same, as in Kubernetes
/// @param progressDeadlineSeconds how long a rollout may go without progress before that is told;
///   for ever if null
/// @param revisionHistoryLimit how many earlier revisions are kept; all if null
public record RolloutPolicy(
    Portion maxSurge,
    Portion maxUnavailable,
    boolean pauseBlocksScaling,
    @Nullable Integer progressDeadlineSeconds,
    @Nullable Integer revisionHistoryLimit) {

  /// Holds it against the rules of Kubernetes' validation (pkg/apis/extensions/validation).
  public RolloutPolicy {
    if (maxSurge.number() == 0 && maxUnavailable.number() == 0) {
      throw new IllegalArgumentException("maxUnavailable may not be 0 when maxSurge is 0");
    }
    if (maxUnavailable.percent() && maxUnavailable.number() > 100) {
      throw new IllegalArgumentException("maxUnavailable must not be greater than 100%");
    }
    if (progressDeadlineSeconds != null && progressDeadlineSeconds < 1) {
      throw new IllegalArgumentException("progressDeadlineSeconds must be 1 or more");
    }
    if (revisionHistoryLimit != null && revisionHistoryLimit < 0) {
      throw new IllegalArgumentException("revisionHistoryLimit must be 0 or more");
    }
  }

  /// How many replicas there may be beyond those wanted.
  public int surge(int wanted) {
    return maxSurge.up(wanted);
  }

  /// How many of those wanted need not be available. Where both limits come to 0 nothing would ever
  /// move, so one need not (ResolveFenceposts, pkg/controller/deployment/util).
  public int unavailable(int wanted) {
    int unavailable = maxUnavailable.down(wanted);
    return Math.min(wanted, surge(wanted) == 0 ? Math.max(1, unavailable) : unavailable);
  }
}
