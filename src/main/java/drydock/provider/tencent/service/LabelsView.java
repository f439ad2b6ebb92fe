package drydock.provider.tencent.service;

import drydock.service.PodTemplate;
import drydock.service.ServiceId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The labels of a service: all, the system's own, and those that clients gave it.
record LabelsView(
    SortedMap<String, String> labels,
    SortedMap<String, String> sysLabels,
    SortedMap<String, String> userLabels) {

  static LabelsView of(ServiceId service, SortedMap<String, String> given) {
    SortedMap<String, String> system =
        new TreeMap<>(Map.of(PodTemplate.SYSTEM_LABEL, service.name()));
    SortedMap<String, String> all = new TreeMap<>(given);
    all.putAll(system);
    return new LabelsView(all, system, given);
  }
}
