package drydock.provider.tencent.cluster;

import drydock.cluster.Cluster;
import drydock.kernel.Dice;
import java.util.Objects;

/// What logs in to a cluster's Kubernetes, as DescribeClusterSecurityInfo tells it. It follows from
/// the seed of the world, so nobody has to keep it.
///
/// @param clusterExternalEndpoint empty while there is none
record Credential(
    String userName,
    String password,
    String certificationAuthority,
    String clusterExternalEndpoint) {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final int PASSWORD_LENGTH = 32;

  static Credential of(Cluster cluster, long seed) {
    var dice = new Dice(seed);
    return new Credential(
        "admin",
        dice.letters("cluster.password", cluster.id(), cluster.born(), ALPHABET, PASSWORD_LENGTH),
        Authority.certificate(cluster, dice),
        Objects.requireNonNullElse(ClusterView.endpoint(cluster), ""));
  }

  @Override
  public String toString() {
    return "the credential of " + userName;
  }
}
