package drydock.service;

import java.util.List;
import java.util.SortedMap;

/// What every replica of a revision is made from. Two equal templates are one revision.
///
/// @param labels of the pods, the service's own `qcloud-app` among them
/// @param stamp empty, or what sets a redeployed template apart from the one before it
public record PodTemplate(
    List<Container> containers,
    List<Volume> volumes,
    List<Requirement> nodeAffinity,
    List<Requirement> podAffinity,
    SortedMap<String, String> labels,
    String stamp) {

  /// The label that every pod of a service has, with the service's name; clients cannot change it.
  public static final String SYSTEM_LABEL = "qcloud-app";

  /// This template as what comes after another: the very same, if they differ in labels and stamp
  /// alone. Labels are taken over in any case.
  PodTemplate after(PodTemplate before) {
    var same =
        new PodTemplate(
            containers, volumes, nodeAffinity, podAffinity, before.labels, before.stamp);
    return same.equals(before) ? before : same.stamped("");
  }

  /// The same configuration, but not the same template.
  PodTemplate stamped(String mark) {
    return new PodTemplate(containers, volumes, nodeAffinity, podAffinity, labels, mark);
  }

  /// The cloud disks that it has as volumes.
  List<String> disks() {
    return volumes.stream()
        .filter(volume -> volume.type() == Volume.Type.CBS_DISK)
        .map(Volume::source)
        .toList();
  }

  /// The same template with other images; containers that `images` does not name keep theirs.
  PodTemplate withImages(SortedMap<String, String> images) {
    List<Container> changed =
        containers.stream()
            .map(each -> each.withImage(images.getOrDefault(each.name(), each.image())))
            .toList();
    return new PodTemplate(changed, volumes, nodeAffinity, podAffinity, labels, "").after(this);
  }
}
