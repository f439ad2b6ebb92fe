package drydock.fault;

import drydock.profile.Wildcards;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Which of all that a fault could strike it does: patterns by what they are held against, of which
/// all have to fit.
public record Selector(SortedMap<String, String> patterns) {

  boolean selects(Target target) {
    return fits("cluster", target.cluster())
        && fits("zone", target.zone())
        && fits("node", target.node())
        && fits("namespace", target.namespace())
        && fits("service", target.service())
        && fitsImage(target.image());
  }

  /// Whether it may select anything of a cluster.
  public boolean reaches(String cluster) {
    return fits("cluster", cluster);
  }

  /// Whether it may select anything of a service.
  public boolean reaches(String cluster, String namespace, String service) {
    return fits("cluster", cluster) && fits("namespace", namespace) && fits("service", service);
  }

  private boolean fits(String part, @Nullable String name) {
    String pattern = patterns.get(part);
    return pattern == null || (name != null && Wildcards.fit(pattern, name));
  }

  private boolean fitsImage(@Nullable String image) {
    String pattern = patterns.get("image");
    return pattern == null || (image != null && Wildcards.fitImage(pattern, image));
  }
}
