package drydock.cluster;

import drydock.profile.Profile;
import java.util.SortedMap;
import java.util.TreeMap;

/// The labels a node has from the start: those that a kubelet of 1.10 sets on itself, and the
/// profile's.
final class NodeLabels {

  private NodeLabels() {}

  static SortedMap<String, String> of(
      NodeId id, NodeSpec spec, NodeAddresses addresses, Profile profile) {
    var labels = new TreeMap<>(profile.nodes().labels());
    labels.put("beta.kubernetes.io/arch", "amd64");
    labels.put("beta.kubernetes.io/os", "linux");
    labels.put("beta.kubernetes.io/instance-type", spec.machine().type());
    labels.put("failure-domain.beta.kubernetes.io/zone", spec.zone());
    labels.put("kubernetes.io/hostname", addresses.lan());
    labels.put("cloud.tencent.com/node-instance-id", id.machine());
    return labels;
  }
}
