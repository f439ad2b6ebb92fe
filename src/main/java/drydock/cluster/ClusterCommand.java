package drydock.cluster;

import drydock.kernel.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What clients ask of clusters and nodes that takes time.
public sealed interface ClusterCommand extends Command {

  /// A cluster with nodes, or without if `nodes` is null.
  ///
  /// @param despiteConflict whether a block that overlaps another network's is taken all the same
  record Create(ClusterSpec spec, boolean despiteConflict, @Nullable NodeOrder nodes)
      implements ClusterCommand {}

  record Delete(String cluster, Machines machines) implements ClusterCommand {}

  /// More nodes.
  ///
  /// @param description the cluster's from now on; null if it stays
  record AddNodes(String cluster, NodeOrder nodes, @Nullable String description)
      implements ClusterCommand {

    public AddNodes(String cluster, NodeOrder nodes) {
      this(cluster, nodes, null);
    }
  }

  /// Machines that the account has become nodes.
  ///
  /// @param key what may log in to them; null if none
  record AddMachines(String cluster, List<String> machines, @Nullable String key)
      implements ClusterCommand {}

  record RemoveNodes(String cluster, List<String> machines, Machines mode)
      implements ClusterCommand {}

  /// The cluster's API is to be reached from outside.
  record OpenEndpoint(String cluster) implements ClusterCommand {}

  record CloseEndpoint(String cluster) implements ClusterCommand {}

  /// So many nodes of one kind.
  record NodeOrder(int count, NodeSpec spec) {}

  /// What becomes of the machines of nodes that go. Prepaid ones are never given back.
  enum Machines {
    KEPT,
    RETURNED
  }
}
