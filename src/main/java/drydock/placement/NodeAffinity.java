package drydock.placement;

import drydock.cluster.Node;
import drydock.service.Requirement;
import java.util.List;

/// Which nodes a template allows by their labels: one required term, all of whose requirements must
/// hold (requiredDuringSchedulingIgnoredDuringExecution; labels that change later move nothing).
final class NodeAffinity {

  private NodeAffinity() {}

  static boolean allows(List<Requirement> required, Node node) {
    return LabelMatch.all(required, node.labels());
  }
}
