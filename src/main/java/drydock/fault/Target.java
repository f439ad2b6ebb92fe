package drydock.fault;

import org.jspecify.annotations.Nullable;

/// Where something is that a fault may strike; a part is null where the thing has none.
///
/// @param node the id of a machine
public record Target(
    String cluster,
    @Nullable String zone,
    @Nullable String node,
    @Nullable String namespace,
    @Nullable String service,
    @Nullable String image) {

  public static Target machine(String cluster, String zone, String node) {
    return new Target(cluster, zone, node, null, null, null);
  }

  public static Target balancer(String cluster, String namespace, String service) {
    return new Target(cluster, null, null, namespace, service, null);
  }

  public static Target task(String cluster) {
    return new Target(cluster, null, null, null, null, null);
  }

  /// The same place, of a container made from an image.
  public Target of(String itsImage) {
    return new Target(cluster, zone, node, namespace, service, itsImage);
  }
}
