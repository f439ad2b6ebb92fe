package drydock.placement;

import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.Requirement;
import java.util.List;
import java.util.SortedMap;

/// Which nodes a template allows by the pods that run there: one of them, in the same namespace,
/// must meet the requirements. The API gives no topology key; a node is a domain of its own.
///
/// Where no pod of the cluster meets them and the template's own would, the first replica may go
/// anywhere (Kubernetes' first-pod rule, predicates.go of 1.7 to 1.9).
final class PodAffinity {

  private PodAffinity() {}

  static boolean allows(Kind kind, NodeLoad node) {
    List<Requirement> requirements = kind.podAffinity();
    String namespace = kind.namespace();
    if (requirements.isEmpty() || platformPodMeets(requirements, namespace, node)) {
      return true;
    }
    for (Replica resident : node.residents()) {
      if (resident.id().service().namespace().equals(namespace)
          && LabelMatch.all(requirements, resident.labels())) {
        return true;
      }
    }
    return false;
  }

  /// Whether the first-pod rule lets a replica of this template go anywhere where no node allows
  /// it.
  static boolean meetsItself(PodTemplate template) {
    return LabelMatch.all(template.podAffinity(), template.labels());
  }

  private static boolean platformPodMeets(
      List<Requirement> requirements, String namespace, NodeLoad node) {
    SortedMap<String, String> labels = node.image().podLabels();
    return namespace.equals("default") && !labels.isEmpty() && LabelMatch.all(requirements, labels);
  }
}
