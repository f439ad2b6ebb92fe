package drydock.cluster;

/// The status of a cluster (API document, DescribeCluster).
public enum ClusterStatus {
  CREATING("Creating"),
  RUNNING("Running"),
  DELETING("Deleting"),
  SCALING("Scaling"),
  ABNORMAL("Abnormal");

  private final String text;

  ClusterStatus(String text) {
    this.text = text;
  }

  /// As the API spells it.
  public String text() {
    return text;
  }
}
