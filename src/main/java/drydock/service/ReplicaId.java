package drydock.service;

/// Which replica: its service and its own name, written
/// `cls-1a2b3c4d/default/web/web-56c68b767b-x7k2p`.
public record ReplicaId(ServiceId service, String name) {

  public static ReplicaId parse(String text) {
    int slash = text.lastIndexOf('/');
    return new ReplicaId(ServiceId.parse(text.substring(0, slash)), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return service + "/" + name;
  }
}
