package drydock.provider.tencent.monitor;

import java.util.List;

/// The dimensions that name something monitored, all of them needed, in any order (API document,
/// 查询容器服务监控信息).
enum Dimensions {
  CLUSTER("qce/cvm", "docker_clusterid"),
  SERVICE("qce/docker", "clusterId, serviceName, namespace"),
  INSTANCE("qce/docker", "clusterId, serviceName, namespace, podName"),
  CONTAINER("qce/docker", "clusterId, serviceName, namespace, podName, containerId");

  private final String namespace;
  private final String names;

  Dimensions(String namespace, String names) {
    this.namespace = namespace;
    this.names = names;
  }

  /// The `namespace` parameter that goes with them.
  String namespace() {
    return namespace;
  }

  List<String> names() {
    return List.of(names.split(", ", -1));
  }
}
