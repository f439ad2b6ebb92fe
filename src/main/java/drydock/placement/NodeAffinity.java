package drydock.placement;

import drydock.cluster.Node;
import drydock.service.PodTemplate;

/// Which nodes a template allows by their labels: one required term, all of whose requirements must
/// hold (requiredDuringSchedulingIgnoredDuringExecution; labels that change later move nothing).
final class NodeAffinity {

  private NodeAffinity() {}

  static boolean allows(PodTemplate template, Node node) {
    return LabelMatch.all(template.nodeAffinity(), node.labels());
  }
}
