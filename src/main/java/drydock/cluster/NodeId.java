package drydock.cluster;

/// Which node: its cluster and the id of its machine, written `cls-1a2b3c4d/ins-1a2b3c4d`.
public record NodeId(String cluster, String machine) {

  public static NodeId parse(String text) {
    int slash = text.indexOf('/');
    return new NodeId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return cluster + "/" + machine;
  }
}
