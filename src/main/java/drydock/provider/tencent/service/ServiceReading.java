package drydock.provider.tencent.service;

import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.cluster.Labels;
import drydock.service.Container;
import drydock.service.Exposure;
import drydock.service.PodTemplate;
import drydock.service.Probe;
import drydock.service.Requirement;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.service.Volume;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Reads what a request says of a service.
final class ServiceReading {

  private ServiceReading() {}

  static ServiceId id(Call call) {
    Arguments given = call.arguments();
    return new ServiceId(
        given.text("clusterId"), given.text("namespace"), given.text("serviceName"));
  }

  /// What a request says of a service.
  ///
  /// @param labels of its pods
  static ServiceSpec spec(
      Arguments given,
      ServiceSpec.Strategy strategy,
      int minReadySeconds,
      SortedMap<String, String> labels) {
    return new ServiceSpec(
        given.text("serviceDesc"),
        given.integer("replicas"),
        strategy,
        minReadySeconds,
        exposure(given),
        template(given, labels));
  }

  private static Exposure exposure(Arguments given) {
    Exposure.Type type =
        switch (given.text("accessType")) {
          case "LoadBalancer" -> Exposure.Type.LOAD_BALANCER;
          case "SvcLBTypeInner" -> Exposure.Type.INTERNAL_LOAD_BALANCER;
          case "NodePort" -> Exposure.Type.NODE_PORT;
          case "None" -> Exposure.Type.NONE;
          default -> Exposure.Type.CLUSTER_IP;
        };
    List<Exposure.Port> ports =
        type == Exposure.Type.NONE
            ? List.of()
            : given.list("portMappings").stream().map(ServiceReading::port).toList();
    return new Exposure(
        type, ports, type == Exposure.Type.INTERNAL_LOAD_BALANCER ? given.text("subnetId") : null);
  }

  private static Exposure.Port port(Arguments given) {
    return new Exposure.Port(
        given.integer(given.has("lbPort") ? "lbPort" : "containerPort"),
        given.integer("containerPort"),
        given.integer("nodePort"),
        given.text("protocol").equals("UDP") ? Exposure.Protocol.UDP : Exposure.Protocol.TCP);
  }

  /// Those that CreateClusterService gives the service and its pods.
  static SortedMap<String, String> labels(Arguments given) {
    SortedMap<String, String> labels = Labels.read(given.list("labels"));
    labels.putIfAbsent(PodTemplate.SYSTEM_LABEL, given.text("serviceName"));
    return labels;
  }

  private static PodTemplate template(Arguments given, SortedMap<String, String> labels) {
    return new PodTemplate(
        given.list("containers").stream().map(ServiceReading::container).toList(),
        given.list("volumes").stream().map(ServiceReading::volume).toList(),
        given.list("nodeAffinity").stream().map(ServiceReading::requirement).toList(),
        given.list("podAffinity").stream().map(ServiceReading::requirement).toList(),
        labels,
        "");
  }

  private static Container container(Arguments given) {
    int memory = given.integer("memory");
    return new Container(
        given.text("containerName"),
        given.text("image"),
        given.list("envs").stream()
            .map(each -> new Container.Variable(each.text("name"), each.text("value")))
            .toList(),
        given.list("volumeMounts").stream()
            .map(each ->
                new Container.Mount(
                    each.text("volumeName"),
                    each.text("mountPath"),
                    each.text("mode").equals("ro")))
            .toList(),
        new Container.Resources(
            given.integer("cpu"),
            given.integer("cpuLimits"),
            memory,
            given.has("memoryLimits") ? given.integer("memoryLimits") : memory),
        new Container.Execution(
            given.text("command"),
            given.texts("arguments"),
            given.flag("privileged"),
            given.text("workingDir")),
        probe(given, "liveCheck"),
        probe(given, "readyCheck"));
  }

  private static @Nullable Probe probe(Arguments container, String type) {
    for (Arguments given : container.list("healthCheck")) {
      if (given.text("type").equals(type)) {
        return probe(given);
      }
    }
    return null;
  }

  private static Probe probe(Arguments given) {
    Probe.Method method =
        switch (given.text("checkMethod")) {
          case "methodTcp" -> Probe.Method.TCP;
          case "methodHttp" -> Probe.Method.HTTP;
          default -> Probe.Method.CMD;
        };
    boolean http = method == Probe.Method.HTTP;
    return new Probe(
        method,
        given.integer("delayTime"),
        given.integer("timeOut"),
        given.integer("intervalTime"),
        given.integer("healthNum"),
        given.integer("unhealthNum"),
        method == Probe.Method.CMD ? null : given.integer("port"),
        http ? given.text("protocol") : null,
        http ? given.text("path") : null,
        method == Probe.Method.CMD ? given.text("cmd") : null);
  }

  private static Volume volume(Arguments given) {
    String name = given.text("name");
    return switch (given.text("volumeType")) {
      case "cbsDisk" ->
          new Volume(name, Volume.Type.CBS_DISK, given.text("cbsDiskId"), null, List.of());
      case "nfsDisk" ->
          new Volume(name, Volume.Type.NFS_DISK, given.text("nfsPath"), null, List.of());
      case "configMap" ->
          new Volume(
              name,
              Volume.Type.CONFIG_MAP,
              given.text("configId"),
              given.text("configVersion"),
              given.texts("configKeys"));
      default -> new Volume(name, Volume.Type.HOST_PATH, given.text("hostPath"), null, List.of());
    };
  }

  private static Requirement requirement(Arguments given) {
    Requirement.Operator operator =
        switch (given.text("operator")) {
          case "In" -> Requirement.Operator.IN;
          case "NotIn" -> Requirement.Operator.NOT_IN;
          case "Exists" -> Requirement.Operator.EXISTS;
          case "Gt" -> Requirement.Operator.GREATER;
          case "Lt" -> Requirement.Operator.LESS;
          default -> Requirement.Operator.DOES_NOT_EXIST;
        };
    return new Requirement(given.text("key"), operator, given.texts("values"));
  }
}
