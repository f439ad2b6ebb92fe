package drydock.profile;

/// A release of Kubernetes that clusters behave like: whoever behaves otherwise in one of them asks
/// here. A cluster is of the release that its version falls into.
public enum Release {
  K8S_1_7("k8s-1.7", 7, "1.7.8"),
  K8S_1_8("k8s-1.8", 8, "1.8.13"),
  K8S_1_9("k8s-1.9", 9, "1.9.7"),
  K8S_1_10("k8s-1.10", 10, "1.10.5"),
  /// All since 1.11, which behave like 1.30.
  MODERN("modern", 11, "1.30.0");

  private static final String MAJOR = "1.";

  private final String word;
  private final int minor;
  private final String version;

  Release(String word, int minor, String version) {
    this.word = word;
    this.minor = minor;
    this.version = version;
  }

  /// What a profile calls it: `k8s-1.10`.
  public String word() {
    return word;
  }

  /// What a cluster of it says it runs where no other was asked for: `1.10.5`.
  public String version() {
    return version;
  }

  public boolean before(Release other) {
    return compareTo(other) < 0;
  }

  /// The release that a version falls into: `1.8.13` into 1.8. Those before 1.7 count as 1.7.
  ///
  /// @throws IllegalArgumentException if it is none like `1.8.13`
  public static Release of(String version) {
    if (!version.startsWith(MAJOR)) {
      throw new IllegalArgumentException("no version of Kubernetes: " + version);
    }
    int patch = version.indexOf('.', MAJOR.length());
    int asked = Integer.parseInt(version, MAJOR.length(), patch < 0 ? version.length() : patch, 10);
    Release newest = K8S_1_7;
    for (Release each : values()) {
      if (each.minor <= asked) {
        newest = each;
      }
    }
    return newest;
  }
}
