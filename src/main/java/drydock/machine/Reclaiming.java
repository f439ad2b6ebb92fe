package drydock.machine;

import drydock.cluster.Clusters;
import drydock.cluster.Node;
import drydock.cluster.Pressure;
import drydock.profile.ImageBehaviour;
import drydock.profile.Profile;
import drydock.profile.Release;
import drydock.service.Container;
import drydock.service.PodTemplate;
import drydock.service.Qos;
import drydock.service.Replica;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which images a kubelet deletes and which replica it evicts when its node runs short
/// (kubelet/eviction/helpers.go).
///
/// Of memory: from 1.9 on who uses more than was asked for goes first, and before that who was
/// promised least; then who uses most beyond what was asked for. Of disk: who has run for longest,
/// and has written most.
public final class Reclaiming {

  /// What a container without a figure is reckoned at, in MiB (Kubernetes,
  /// priorities/util/non_zero.go).
  private static final int MEMORY_UNASKED = 200;

  private final double memoryUse;
  private final Traits traits;

  public Reclaiming(Profile profile, Clusters clusters) {
    this.memoryUse = profile.workload().memory();
    this.traits = new Traits(profile, clusters);
  }

  /// The images that a node has and no replica there uses: they go before any replica does where
  /// disk is short (kubelet/eviction, reclaimNodeLevelResources).
  ///
  /// @param templates those of the replicas on the node
  public static List<String> unused(Node node, List<PodTemplate> templates, Instant now) {
    Set<String> unused = new TreeSet<>();
    node.images()
        .forEach((image, availableAt) -> {
          if (!now.isBefore(availableAt)) {
            unused.add(image);
          }
        });
    templates.forEach(each -> each.containers().forEach(one -> unused.remove(one.image())));
    return List.copyOf(unused);
  }

  /// The first to go; null if there is nobody.
  ///
  /// @param release that the cluster behaves like
  public @Nullable Replica first(
      Collection<Replica> residents,
      Function<Replica, PodTemplate> templates,
      Pressure.Resource resource,
      Release release) {
    Comparator<Replica> byAge = Comparator.comparingLong(Replica::born);
    Comparator<Replica> order =
        switch (resource) {
          case DISK -> byAge;
          case MEMORY -> byMemory(templates, release).thenComparing(byAge.reversed());
        };
    return residents.stream().filter(Replica::active).min(order).orElse(null);
  }

  private Comparator<Replica> byMemory(Function<Replica, PodTemplate> templates, Release release) {
    Comparator<Replica> most =
        Comparator.comparingDouble(replica -> -excess(replica, templates.apply(replica)));
    return release.before(Release.K8S_1_9)
        ? Comparator.<Replica, Qos>comparing(replica -> Qos.of(templates.apply(replica)))
            .thenComparing(most)
        : most;
  }

  /// How many MiB a replica uses beyond what it asked for; less than nothing if it uses less.
  private double excess(Replica replica, PodTemplate template) {
    double excess = 0;
    for (Container container : template.containers()) {
      excess += use(replica, container) - container.resources().memory();
    }
    return excess;
  }

  /// How many MiB a container uses.
  private double use(Replica replica, Container container) {
    Container.Resources its = container.resources();
    ImageBehaviour.Memory own = traits.of(container.image(), replica).memory();
    double use =
        own != null
            ? own.megabytes()
            : memoryUse * (its.memory() == 0 ? MEMORY_UNASKED : its.memory());
    return its.memoryLimit() > 0 ? Math.min(use, its.memoryLimit()) : use;
  }

  /// What is said to a replica that goes. 1.30 names the containers that use more than they asked
  /// for; how much of a disk they use is not known here.
  public String message(
      Replica replica, PodTemplate template, Pressure.Resource resource, Release release) {
    if (release != Release.MODERN) {
      return "The node was low on resource: " + resource.text() + ".";
    }
    if (resource == Pressure.Resource.DISK) {
      return "The node was low on resource: ephemeral-storage. ";
    }
    var message = new StringBuilder("The node was low on resource: memory. ");
    for (Container container : template.containers()) {
      int asked = container.resources().memory();
      double use = use(replica, container);
      if (use > asked) {
        message.append(
            "Container %s was using %dKi, request is %s, has larger consumption of memory. "
                .formatted(
                    container.name(), Math.round(use * 1024), asked == 0 ? "0" : asked + "Mi"));
      }
    }
    return message.toString();
  }
}
