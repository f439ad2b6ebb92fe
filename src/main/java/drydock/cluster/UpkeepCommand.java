package drydock.cluster;

import drydock.kernel.Command;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What clients ask of clusters, nodes and namespaces that is done at once.
public sealed interface UpkeepCommand extends Command {

  String cluster();

  /// Another name, description or project; null for what stays. `open` says whether the API is to
  /// be reached from outside.
  record Describe(
      String cluster,
      @Nullable String name,
      @Nullable String description,
      @Nullable Long project,
      @Nullable Boolean open)
      implements UpkeepCommand {}

  /// Labels for a node, beside those it has.
  record Label(NodeId node, SortedMap<String, String> labels) implements UpkeepCommand {
    @Override
    public String cluster() {
      return node.cluster();
    }
  }

  /// Nodes are to take new replicas again, or none if `cordoned`.
  record Cordon(String cluster, List<String> machines, boolean cordoned) implements UpkeepCommand {}

  /// A node is to take no new replicas, and to lose those it has.
  record Drain(NodeId node) implements UpkeepCommand {
    @Override
    public String cluster() {
      return node.cluster();
    }
  }

  record CreateNamespace(String cluster, String name, String description)
      implements UpkeepCommand {}

  record DescribeNamespace(String cluster, String name, String description)
      implements UpkeepCommand {}

  /// Namespaces go, and the services in them.
  record DeleteNamespaces(String cluster, List<String> names) implements UpkeepCommand {}
}
