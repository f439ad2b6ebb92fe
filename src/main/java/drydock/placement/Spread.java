package drydock.placement;

import drydock.profile.Release;
import java.util.Collection;

/// How the replicas of one service are spread over nodes and over their zones, and what that makes
/// of each node for another one.
interface Spread {

  static Spread of(Release release, Collection<Bunch> bunches) {
    return switch (release) {
      case K8S_1_7, K8S_1_8, K8S_1_9, K8S_1_10 -> SelectorSpread.of(bunches);
      case MODERN -> TopologySpread.of(bunches);
    };
  }

  /// Whether the replicas on a node count even if another one is kept off it: 1.30 counts all nodes
  /// with the labels asked for (podtopologyspread, NodeAffinityPolicy Honor), those before only
  /// nodes that will do.
  static boolean countsFull(Kind kind, NodeLoad node) {
    return switch (kind.release()) {
      case K8S_1_7, K8S_1_8, K8S_1_9, K8S_1_10 -> false;
      case MODERN -> NodeAffinity.allows(kind.nodeAffinity(), node.node());
    };
  }

  /// Of a node that will do, in a zone, with so many replicas: the higher the better.
  int score(int onNode, String zone);
}
