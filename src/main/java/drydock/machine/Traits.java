package drydock.machine;

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

  /// How the cluster of a replica behaves.
  Release release(Replica replica) {
    return clusters.release(replica.id().service().cluster());
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
