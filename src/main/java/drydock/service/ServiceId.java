package drydock.service;

/// Which service: its cluster, namespace and name, written `cls-1a2b3c4d/default/web`.
public record ServiceId(String cluster, String namespace, String name)
    implements Comparable<ServiceId> {

  public static ServiceId parse(String text) {
    int first = text.indexOf('/');
    int second = text.indexOf('/', first + 1);
    return new ServiceId(
        text.substring(0, first), text.substring(first + 1, second), text.substring(second + 1));
  }

  @Override
  public int compareTo(ServiceId other) {
    int order = cluster.compareTo(other.cluster);
    if (order == 0) {
      order = namespace.compareTo(other.namespace);
    }
    return order == 0 ? name.compareTo(other.name) : order;
  }

  @Override
  public String toString() {
    return cluster + "/" + namespace + "/" + name;
  }
}
