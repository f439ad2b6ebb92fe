package drydock.provider.tencent.service;

import drydock.service.Condition;
import drydock.service.ContainerState;
import drydock.service.Replica;
import java.time.Instant;

/// Why a replica is as it is, in the service's Chinese words and in those of Kubernetes. The words
/// for a pull that failed and for containers that run, crash, have not started or are not ready are
/// the service's own; those for a replica that found no node are ours, since no answer with such a
/// one is known.
record Reason(Condition condition, String words, String source) {

  /// It stops on a node that nothing is heard of; the words are ours.
  static final Reason LOST = new Reason(Condition.STOPPING, "节点失联", "NodeLost");

  static Reason of(Condition condition) {
    return switch (condition) {
      case RUNNING -> new Reason(condition, "容器运行中", "container running");
      case NOT_STARTED -> new Reason(condition, "容器未启动", "container not started");
      case NOT_READY -> new Reason(condition, "容器未就绪", "container not ready");
      case CRASH_LOOP -> new Reason(condition, "容器进程崩溃", "CrashLoopBackOff");
      case CRASHED -> new Reason(condition, "容器进程崩溃", "Error");
      case COMPLETED -> new Reason(condition, "容器进程崩溃", "Completed");
      case OUT_OF_MEMORY -> new Reason(condition, "容器进程崩溃", "OOMKilled");
      case PULL_FAILED -> new Reason(condition, "下载镜像失败", "ImagePullBackOff");
      case NO_NODE -> new Reason(condition, "调度失败", "FailedScheduling");
      case STOPPING -> new Reason(condition, "容器正在终止", "container terminating");
      case EVICTED -> new Reason(condition, "实例被驱逐", "Evicted");
    };
  }

  static Reason of(Replica replica) {
    return of(Condition.of(replica));
  }

  /// Of a container of a replica that has a node.
  static Reason of(Replica replica, ContainerState state, Instant now) {
    return of(Condition.of(replica, state, now));
  }

  /// The status of an instance or a container that is as it is for this reason (API document,
  /// DescribeServiceInstance).
  String status() {
    return switch (condition) {
      case RUNNING -> "Running";
      case NOT_STARTED, CRASH_LOOP, PULL_FAILED, NO_NODE -> "Waiting";
      case NOT_READY -> "NotReady";
      case CRASHED, COMPLETED, OUT_OF_MEMORY, EVICTED -> "Terminated";
      case STOPPING -> "Terminating";
    };
  }

  /// As an instance shows it: nothing while all is well.
  String shown() {
    return isWell() ? "" : words;
  }

  String shownSource() {
    return isWell() ? "" : source;
  }

  private boolean isWell() {
    return condition == Condition.RUNNING || (condition == Condition.STOPPING && !equals(LOST));
  }
}
