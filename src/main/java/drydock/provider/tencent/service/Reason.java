package drydock.provider.tencent.service;

import drydock.service.Replica;

/// Why a replica is as it is, in the service's Chinese words and in those of Kubernetes. The words
/// for a pull that failed and for containers that run, have not started or are not ready are the
/// service's own; those for a replica that found no node are ours, since no answer with such a one
/// is known.
enum Reason {
  RUNNING("容器运行中", "container running"),
  NOT_STARTED("容器未启动", "container not started"),
  NOT_READY("容器未就绪", "container not ready"),
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
      case RUNNING -> NOT_READY;
      case READY -> RUNNING;
      case STOPPING -> STOPPING;
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
