package drydock.provider.tencent.service;

import drydock.service.ContainerState;
import drydock.service.Replica;
import drydock.service.ReplicaPhase;
import drydock.service.Vitals;
import java.time.Instant;
import java.util.Comparator;

/// Why a replica is as it is, in the service's Chinese words and in those of Kubernetes. The words
/// for a pull that failed and for containers that run, crash, have not started or are not ready are
/// the service's own; those for a replica that found no node are ours, since no answer with such a
/// one is known.
enum Reason {
  RUNNING("容器运行中", "container running"),
  NOT_STARTED("容器未启动", "container not started"),
  NOT_READY("容器未就绪", "container not ready"),
  CRASH_LOOP("容器进程崩溃", "CrashLoopBackOff"),
  CRASHED("容器进程崩溃", "Error"),
  COMPLETED("容器进程崩溃", "Completed"),
  OUT_OF_MEMORY("容器进程崩溃", "OOMKilled"),
  PULL_FAILED("下载镜像失败", "ImagePullBackOff"),
  NO_NODE("调度失败", "FailedScheduling"),
  STOPPING("容器正在终止", "container terminating");

  private final String words;
  private final String source;

  Reason(String words, String source) {
    this.words = words;
    this.source = source;
  }

  static Reason of(Replica replica) {
    return switch (replica.phase()) {
      case PENDING -> replica.state().trouble().isEmpty() ? NOT_STARTED : NO_NODE;
      case PULLING, STARTING -> replica.state().tries() > 0 ? PULL_FAILED : NOT_STARTED;
      case PULL_BACK_OFF -> PULL_FAILED;
      case CRASHED -> crashed(replica);
      case RUNNING -> NOT_READY;
      case READY -> RUNNING;
      case STOPPING -> STOPPING;
    };
  }

  /// The worst of what its containers that are down are in.
  private static Reason crashed(Replica replica) {
    Vitals vitals = replica.state().vitals();
    return vitals == null
        ? CRASHED
        : vitals.containers().values().stream()
            .filter(each -> each.course() == null && each.crash() != null)
            .map(each -> of(each.crash()))
            .min(Comparator.naturalOrder())
            .orElse(CRASHED);
  }

  /// Kubernetes tells how a container ended until it keeps it waiting.
  private static Reason of(ContainerState.Crash crash) {
    if (crash.looping()) {
      return CRASH_LOOP;
    }
    return switch (crash.ending().why()) {
      case OUT_OF_MEMORY -> OUT_OF_MEMORY;
      case CANNOT_RUN -> CRASHED;
      case EXITED, UNHEALTHY -> crash.ending().exitCode() == 0 ? COMPLETED : CRASHED;
    };
  }

  /// Of a container of a replica that has a node.
  static Reason of(Replica replica, ContainerState state, Instant now) {
    if (replica.phase() == ReplicaPhase.STOPPING) {
      return STOPPING;
    }
    if (state.course() == null && state.crash() != null) {
      return of(state.crash());
    }
    return state.readyAt(now) ? RUNNING : NOT_READY;
  }

  /// The status of an instance or a container that is as it is for this reason (API document,
  /// DescribeServiceInstance).
  String status() {
    return switch (this) {
      case RUNNING -> "Running";
      case NOT_STARTED, CRASH_LOOP, PULL_FAILED, NO_NODE -> "Waiting";
      case NOT_READY -> "NotReady";
      case CRASHED, COMPLETED, OUT_OF_MEMORY -> "Terminated";
      case STOPPING -> "Terminating";
    };
  }

  String words() {
    return words;
  }

  String source() {
    return source;
  }

  /// As an instance shows it: nothing while all is well.
  String shown() {
    return this == RUNNING || this == STOPPING ? "" : words;
  }

  String shownSource() {
    return this == RUNNING || this == STOPPING ? "" : source;
  }
}
