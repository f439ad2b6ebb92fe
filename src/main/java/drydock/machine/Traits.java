package drydock.machine;

import drydock.cluster.Cluster;
import drydock.cluster.Clusters;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.profile.Behaviours;
import drydock.profile.ImageBehaviour;
import drydock.profile.Profile;
import drydock.profile.Release;
import drydock.service.Replica;
import drydock.service.ServiceId;
import org.jspecify.annotations.Nullable;

/// What is known of the containers of replicas, by their images, services, nodes and zones.
final class Traits {

  private final Clusters clusters;
  private final Behaviours behaviours;

  Traits(Profile profile, Clusters clusters) {
    this.clusters = clusters;
    this.behaviours = new Behaviours(profile.images());
  }

  /// What the cluster of a replica behaves like; like one of today if it is gone.
  Release release(Replica replica) {
    Cluster cluster = clusters.find(replica.id().service().cluster());
    return cluster == null ? Release.MODERN : cluster.release();
  }

  /// What is known of a container made from an image, where its replica is.
  ImageBehaviour of(String image, Replica replica) {
    String machine = replica.node();
    return of(
        image,
        replica,
        machine == null
            ? null
            : clusters.node(new NodeId(replica.id().service().cluster(), machine)));
  }

  /// What is known of it on a node that its replica goes to.
  ImageBehaviour of(String image, Replica replica, @Nullable Node node) {
    ServiceId service = replica.id().service();
    return behaviours.of(
        image, service.namespace() + "/" + service.name(), node == null ? null : node.place());
  }
}
