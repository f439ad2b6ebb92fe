package drydock.provider.tencent.monitor;

import drydock.cluster.NodeId;
import drydock.monitor.Meter;
import drydock.monitor.Room;
import drydock.monitor.Usage;
import drydock.placement.NodeLoad;
import drydock.service.Container;
import drydock.service.ContainerId;
import drydock.service.Replica;
import drydock.service.ReplicaId;
import drydock.service.Service;
import drydock.service.ServiceId;
import drydock.world.World;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What is monitored, as a request names it.
sealed interface Subject {

  /// What the values of all of a metric's dimensions name.
  static Subject of(Dimensions dimensions, SortedMap<String, String> values) {
    var service =
        new ServiceId(
            values.getOrDefault("clusterId", ""),
            values.getOrDefault("namespace", ""),
            values.getOrDefault("serviceName", ""));
    var replica = new ReplicaId(service, values.getOrDefault("podName", ""));
    return switch (dimensions) {
      case CLUSTER -> new OfCluster(values.getOrDefault("docker_clusterid", ""));
      case SERVICE -> new OfService(service);
      case INSTANCE -> new OfReplica(replica);
      case CONTAINER -> new OfContainer(replica, values.getOrDefault("containerId", ""));
    };
  }

  /// Why it is not in a world, in words that name the dimension; empty if it is.
  String missing(World world);

  /// What it uses in the minute that begins at a moment; null where nothing can be read.
  @Nullable Usage usage(Meter meter, World world, Instant at);

  /// How much there is of what its usage is shown as a share of; nothing where there is no figure.
  Room whole(Whole whole, World world);

  /// The cluster itself is read in shares already, the mean of its nodes.
  record OfCluster(String cluster) implements Subject {
    @Override
    public String missing(World world) {
      return world.clusters().find(cluster) == null
          ? "docker_clusterid " + cluster + " does not exist"
          : "";
    }

    @Override
    public @Nullable Usage usage(Meter meter, World world, Instant at) {
      return meter.cluster(world, cluster, at);
    }

    @Override
    public Room whole(Whole whole, World world) {
      return new Room(1, 1);
    }
  }

  record OfService(ServiceId id) implements Subject {
    @Override
    public String missing(World world) {
      if (world.clusters().find(id.cluster()) == null) {
        return "clusterId " + id.cluster() + " does not exist";
      }
      return world.services().find(id) == null
          ? "serviceName " + id.name() + " does not exist in namespace " + id.namespace()
          : "";
    }

    @Override
    public @Nullable Usage usage(Meter meter, World world, Instant at) {
      return meter.service(world, id, at);
    }

    @Override
    public Room whole(Whole whole, World world) {
      return world.capacity().nodes(id.cluster()).stream()
          .map(load -> Room.of(load.node()))
          .reduce(Room.NONE, Room::plus);
    }
  }

  record OfReplica(ReplicaId id) implements Subject {
    @Override
    public String missing(World world) {
      String missing = new OfService(id.service()).missing(world);
      return missing.isEmpty() && world.services().replica(id) == null
          ? "podName " + id.name() + " does not exist in service " + id.service().name()
          : missing;
    }

    @Override
    public @Nullable Usage usage(Meter meter, World world, Instant at) {
      return meter.replica(world, id, at);
    }

    @Override
    public Room whole(Whole whole, World world) {
      return Room.NONE;
    }
  }

  /// A container, by the beginning of its id, of which 12 digits will do (API document, 8).
  record OfContainer(ReplicaId replica, String id) implements Subject {
    private static final int DIGITS_MIN = 12;

    @Override
    public String missing(World world) {
      String missing = new OfReplica(replica).missing(world);
      return missing.isEmpty() && find(world) == null
          ? "containerId " + id + " does not exist in instance " + replica.name()
          : missing;
    }

    private @Nullable Container find(World world) {
      Service service = world.services().find(replica.service());
      Replica known = world.services().replica(replica);
      return service == null || known == null || id.length() < DIGITS_MIN
          ? null
          : service.containers(known).stream()
              .filter(each -> ContainerId.of(known, each, world.seed()).startsWith(id))
              .findFirst()
              .orElse(null);
    }

    @Override
    public @Nullable Usage usage(Meter meter, World world, Instant at) {
      Container found = find(world);
      return found == null ? null : meter.container(world, replica, found.name(), at);
    }

    @Override
    public Room whole(Whole whole, World world) {
      Container found = find(world);
      if (found == null) {
        return Room.NONE;
      }
      Container.Resources asked = found.resources();
      return switch (whole) {
        case NODE -> node(world);
        case REQUEST -> new Room(asked.cpu() / 1000.0, asked.memory());
        case LIMIT -> new Room(asked.cpuLimit() / 1000.0, asked.memoryLimit());
        case CLUSTER, NONE -> Room.NONE;
      };
    }

    private Room node(World world) {
      Replica known = world.services().replica(replica);
      String machine = known == null ? null : known.node();
      NodeLoad load =
          machine == null
              ? null
              : world.capacity().node(new NodeId(replica.service().cluster(), machine));
      return load == null ? Room.NONE : Room.of(load.node());
    }
  }
}
