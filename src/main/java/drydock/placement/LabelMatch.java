package drydock.placement;

import drydock.service.Requirement;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Whether labels meet requirements, as Kubernetes reads them (apimachinery,
/// pkg/labels/selector.go): text is compared exactly; NotIn holds where the label is absent; Gt and
/// Lt hold only between whole numbers, and never fail.
public final class LabelMatch {

  private LabelMatch() {}

  public static boolean all(List<Requirement> requirements, SortedMap<String, String> labels) {
    for (Requirement requirement : requirements) {
      if (!matches(requirement, labels.get(requirement.key()))) {
        return false;
      }
    }
    return true;
  }

  static boolean matches(Requirement requirement, @Nullable String label) {
    return switch (requirement.operator()) {
      case IN -> label != null && requirement.values().contains(label);
      case NOT_IN -> label == null || !requirement.values().contains(label);
      case EXISTS -> label != null;
      case DOES_NOT_EXIST -> label == null;
      case GREATER -> compare(label, requirement.values()) > 0;
      case LESS -> compare(label, requirement.values()) < 0;
    };
  }

  /// The sign of label minus value; 0, which satisfies neither operator, where they are no numbers.
  private static int compare(@Nullable String label, List<String> values) {
    if (label == null || values.size() != 1) {
      return 0;
    }
    try {
      return Long.compare(Long.parseLong(label), Long.parseLong(values.getFirst()));
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
