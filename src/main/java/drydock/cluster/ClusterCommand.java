package drydock.cluster;

import drydock.kernel.Command;
import java.util.List;

/// What clients ask of clusters and nodes.
public sealed interface ClusterCommand extends Command {

  /// A cluster with nodes.
  ///
  /// @param despiteConflict whether a block that overlaps another network's is taken all the same
  record Create(ClusterSpec spec, boolean despiteConflict, NodeOrder nodes)
      implements ClusterCommand {}

  record Delete(String cluster, Machines machines) implements ClusterCommand {}

  record AddNodes(String cluster, NodeOrder nodes) implements ClusterCommand {}

  record RemoveNodes(String cluster, List<String> machines, Machines mode)
      implements ClusterCommand {}

  /// So many nodes of one kind.
  record NodeOrder(int count, NodeSpec spec) {}

  /// What becomes of the machines of nodes that go. Prepaid ones are never given back.
  enum Machines {
    KEPT,
    RETURNED
  }
}
