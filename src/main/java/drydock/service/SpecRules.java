package drydock.service;

import static drydock.kernel.Rejection.Reason.CONFIGURATION_NOT_FOUND;
import static drydock.kernel.Rejection.Reason.INVALID;
import static drydock.kernel.Rejection.Reason.QUOTA_EXCEEDED;

import drydock.cluster.Cluster;
import drydock.configuration.Configuration;
import drydock.configuration.Configurations;
import drydock.kernel.Rejection;
import drydock.profile.Profile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rules that tie one part of a service's specification to another, or to the world around it (API
/// document, CreateClusterService; what it leaves open is as Kubernetes validates it).
public final class SpecRules {

  private final Profile profile;
  private final Configurations configurations;

  public SpecRules(Profile profile, Configurations configurations) {
    this.profile = profile;
    this.configurations = configurations;
  }

  /// Null if the specification is sound.
  @Nullable Rejection check(ServiceSpec spec, Cluster cluster) {
    PodTemplate template = spec.template();
    return first(
        checkPorts(spec.exposure()),
        twice("volumes.n.name", template.volumes(), Volume::name),
        firstOf(template.volumes(), this::check),
        twice("containerName", template.containers(), Container::name),
        firstOf(template.containers(), container -> check(container, template.volumes())),
        checkAffinity(template, cluster),
        checkReplicas(template, spec.replicas()),
        checkDeadline(spec.minReadySeconds()));
  }

  /// A rollout could only fail otherwise (Kubernetes, pkg/apis/extensions/validation).
  private @Nullable Rejection checkDeadline(int minReadySeconds) {
    Integer deadline = profile.rollout().progressDeadlineSeconds();
    return deadline == null || minReadySeconds < deadline
        ? null
        : invalid(
            "minReadySeconds "
                + minReadySeconds
                + ": must be below the progress deadline of "
                + deadline
                + " s");
  }

  /// A cloud disk can be mounted by one node only, so a service that has one has one replica.
  @Nullable Rejection checkReplicas(PodTemplate template, int replicas) {
    if (replicas > profile.quotas().replicasPerService()) {
      return new Rejection(
          QUOTA_EXCEEDED,
          "Quota run out: " + profile.quotas().replicasPerService() + " replicas a service");
    }
    return replicas > 1 && !template.disks().isEmpty()
        ? invalid("replicas " + replicas + ": a service with a cbsDisk volume has at most 1")
        : null;
  }

  private static @Nullable Rejection checkPorts(Exposure exposure) {
    List<Exposure.Port> onNodes =
        exposure.ports().stream().filter(port -> port.node() != 0).toList();
    return first(
        twice(
            "lbPort",
            exposure.ports(),
            port -> "%d of protocol %s".formatted(port.balancer(), port.protocol())),
        twice("nodePort", onNodes, port -> Integer.toString(port.node())),
        exposure.onNodes() || onNodes.isEmpty()
            ? null
            : invalid(
                "nodePort "
                    + onNodes.getFirst().node()
                    + ": only with accessType LoadBalancer, SvcLBTypeInner or NodePort"));
  }

  private @Nullable Rejection check(Volume volume) {
    return switch (volume.type()) {
      case HOST_PATH, NFS_DISK -> null;
      case CBS_DISK ->
          profile.catalogue().disks().contains(volume.source())
              ? null
              : invalid("cbsDiskId " + volume.source() + " does not exist");
      case CONFIG_MAP -> checkConfiguration(volume);
    };
  }

  private @Nullable Rejection checkConfiguration(Volume volume) {
    String id = volume.source();
    Configuration configuration = configurations.find(id);
    if (configuration == null) {
      return new Rejection(CONFIGURATION_NOT_FOUND, "configId " + id + " does not exist");
    }
    String name = volume.version() == null ? "" : volume.version();
    Configuration.Version version = configuration.version(name);
    if (version == null) {
      return new Rejection(
          CONFIGURATION_NOT_FOUND,
          "configVersion "
              + name
              + " is none of "
              + id
              + ": "
              + configuration.versions().stream().map(Configuration.Version::name).toList());
    }
    return firstOf(
        volume.keys(),
        key ->
            version.items().containsKey(key)
                ? null
                : invalid(
                    "configKeys: "
                        + key
                        + " is none of the keys of "
                        + id
                        + " "
                        + name
                        + ": "
                        + version.items().keySet()));
  }

  private static @Nullable Rejection check(Container container, List<Volume> volumes) {
    for (Container.Mount mount : container.mounts()) {
      if (volumes.stream().noneMatch(volume -> volume.name().equals(mount.volume()))) {
        return invalid(
            "volumeName "
                + mount.volume()
                + " names none of volumes.n: "
                + volumes.stream().map(Volume::name).toList());
      }
    }
    Container.Resources resources = container.resources();
    if (resources.cpuLimit() != 0 && resources.cpuLimit() < resources.cpu()) {
      return invalid("cpuLimits " + resources.cpuLimit() + " is below cpu " + resources.cpu());
    }
    if (resources.memoryLimit() != 0 && resources.memoryLimit() < resources.memory()) {
      return invalid(
          "memoryLimits " + resources.memoryLimit() + " is below memory " + resources.memory());
    }
    return twice("mountPath", container.mounts(), Container.Mount::path);
  }

  /// Clusters of Kubernetes 1.4 know no affinity (API document).
  private static @Nullable Rejection checkAffinity(PodTemplate template, Cluster cluster) {
    List<Requirement> all =
        Stream.concat(template.nodeAffinity().stream(), template.podAffinity().stream()).toList();
    return cluster.spec().kubernetes().startsWith("1.4.") && !all.isEmpty()
        ? invalid("nodeAffinity and podAffinity: a cluster of version 1.4.6 has neither")
        : firstOf(all, SpecRules::check);
  }

  private static @Nullable Rejection check(Requirement requirement) {
    List<String> values = requirement.values();
    return switch (requirement.operator()) {
      case IN, NOT_IN ->
          values.isEmpty()
              ? invalid("values of " + requirement.key() + ": In and NotIn need some")
              : null;
      case EXISTS, DOES_NOT_EXIST ->
          values.isEmpty()
              ? null
              : invalid("values of " + requirement.key() + ": Exists and DoesNotExist take none");
      case GREATER, LESS ->
          values.size() == 1 && values.getFirst().matches("-?[0-9]{1,18}")
              ? null
              : invalid("values of " + requirement.key() + ": Gt and Lt take one whole number");
    };
  }

  private static <T> @Nullable Rejection twice(
      String parameter, List<T> things, Function<T, String> name) {
    Set<String> seen = new TreeSet<>();
    return firstOf(
        things,
        thing ->
            seen.add(name.apply(thing))
                ? null
                : invalid(parameter + " " + name.apply(thing) + " is given twice"));
  }

  private static <T> @Nullable Rejection firstOf(
      List<T> things, Function<T, @Nullable Rejection> check) {
    for (T thing : things) {
      Rejection refusal = check.apply(thing);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static @Nullable Rejection first(@Nullable Rejection... refusals) {
    for (Rejection refusal : refusals) {
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static Rejection invalid(String detail) {
    return new Rejection(INVALID, detail);
  }
}
