package drydock.cluster;

import drydock.profile.Release;
import java.util.ArrayList;
import java.util.List;

/// What a cluster knows of one side of a node, as Kubernetes says it (pkg/kubelet,
/// kubelet_node_status.go; pkg/controller/nodelifecycle).
///
/// @param status `True`, `False` or, while nothing is heard of the kubelet, `Unknown`
public record NodeCondition(String type, String status, String reason, String message) {

  private static final String UNKNOWN = "NodeStatusUnknown";
  private static final String SILENT = "Kubelet stopped posting node status.";

  /// Those of a node that has joined; none of one that has not.
  public static List<NodeCondition> of(Node node, Release release) {
    if (node.joinedAt() == null) {
      return List.of();
    }
    List<NodeCondition> all = new ArrayList<>();
    // It can never become true any more, and 1.13 no longer has it.
    if (release != Release.MODERN) {
      all.add(
          condition(node, "OutOfDisk", false, "SufficientDisk", "sufficient disk space available"));
    }
    boolean memory = node.health().pressure(Pressure.Resource.MEMORY) != null;
    String enough = memory ? "insufficient memory available" : "sufficient memory available";
    all.add(
        condition(
            node,
            "MemoryPressure",
            memory,
            memory ? "InsufficientMemory" : "SufficientMemory",
            enough));
    boolean disk = node.health().pressure(Pressure.Resource.DISK) != null;
    all.add(
        condition(
            node,
            "DiskPressure",
            disk,
            disk ? "DiskPressure" : "NoDiskPressure",
            disk ? "disk pressure" : "no disk pressure"));
    if (release == Release.MODERN) {
      all.add(condition(node, "PIDPressure", false, "SufficientPID", "sufficient PID available"));
    }
    all.add(
        node.health().ready()
            ? new NodeCondition("Ready", "True", "KubeletReady", "kubelet is posting ready status")
            : new NodeCondition("Ready", "Unknown", UNKNOWN, SILENT));
    return List.copyOf(all);
  }

  private static NodeCondition condition(
      Node node, String type, boolean holds, String reason, String message) {
    return node.health().ready()
        ? new NodeCondition(
            type, holds ? "True" : "False", "KubeletHas" + reason, "kubelet has " + message)
        : new NodeCondition(type, "Unknown", UNKNOWN, SILENT);
  }
}
