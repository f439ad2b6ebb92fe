package drydock.service;

import static drydock.kernel.Rejection.Reason.INVALID;
import static drydock.kernel.Rejection.Reason.QUOTA_EXCEEDED;

import drydock.kernel.Rejection;
import drydock.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules that tie one part of a service's specification to another (API document,
/// CreateClusterService).
final class SpecRules {

  private SpecRules() {}

  /// Null if the specification is sound.
  static @Nullable Rejection check(ServiceSpec spec, Profile profile) {
    PodTemplate template = spec.template();
    for (Volume volume : template.volumes()) {
      Rejection refusal = check(volume, profile);
      if (refusal != null) {
        return refusal;
      }
    }
    List<String> names = new ArrayList<>();
    for (Container container : template.containers()) {
      if (names.contains(container.name())) {
        return invalid("containerName " + container.name() + " is given twice");
      }
      names.add(container.name());
      Rejection refusal = check(container, template.volumes());
      if (refusal != null) {
        return refusal;
      }
    }
    return checkReplicas(template, spec.replicas(), profile);
  }

  /// A cloud disk can be mounted by one node only, so a service that has one has one replica.
  static @Nullable Rejection checkReplicas(PodTemplate template, int replicas, Profile profile) {
    if (replicas > profile.quotas().replicasPerService()) {
      return new Rejection(
          QUOTA_EXCEEDED,
          "Quota run out: " + profile.quotas().replicasPerService() + " replicas a service");
    }
    return replicas > 1 && !template.disks().isEmpty()
        ? invalid("replicas " + replicas + ": a service with a cbsDisk volume has at most 1")
        : null;
  }

  private static @Nullable Rejection check(Volume volume, Profile profile) {
    return switch (volume.type()) {
      case HOST_PATH, NFS_DISK -> null;
      case CBS_DISK ->
          profile.catalogue().disks().contains(volume.source())
              ? null
              : invalid("cbsDiskId " + volume.source() + " does not exist");
      case CONFIG_MAP -> invalid("configId " + volume.source() + " does not exist");
    };
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
    return null;
  }

  private static Rejection invalid(String detail) {
    return new Rejection(INVALID, detail);
  }
}
