package drydock.provider.tencent.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import drydock.cluster.Cluster;
import drydock.provider.tencent.Region;
import drydock.service.Condition;
import drydock.service.Container;
import drydock.service.Exposure;
import drydock.service.PodTemplate;
import drydock.service.Probe;
import drydock.service.Service;
import drydock.service.ServiceSpec;
import drydock.service.Volume;
import drydock.world.World;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A service as DescribeClusterServiceInfo shows it: what the list shows, and how it was asked for.
///
/// @param reason why most of those instances do not run that do not, in the words of Kubernetes;
///   only the document's example has it
/// @param strategy absent until the service was updated for the first time, as captured answers
///   have it
record ServiceDetail(
    @JsonUnwrapped ServiceView summary,
    String reason,
    String serviceDesc,
    int regionId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String strategy,
    int minReadySeconds,
    String subnetId,
    SortedMap<String, String> selector,
    List<VolumeView> volumes,
    @Nullable List<PortView> portMappings,
    List<RequirementView> nodeAffinity,
    List<RequirementView> podAffinity,
    List<ContainerView> containers) {

  record PortView(int containerPort, int lbPort, int nodePort, String protocol) {}

  record VolumeView(
      String name,
      String volumeType,
      String hostPath,
      String cbsDiskId,
      String nfsPath,
      String configId,
      String configVersion,
      List<String> configKeys) {}

  record RequirementView(String key, String operator, List<String> values) {}

  record VariableView(String name, String value) {}

  record MountView(String volumeName, String mountPath, String mode) {}

  record ProbeView(
      String checkMethod,
      int healthNum,
      int unhealthNum,
      int intervalTime,
      int timeOut,
      int delayTime,
      @Nullable PortProbe methodTcp,
      @Nullable HttpProbe methodHttp,
      @Nullable CommandProbe methodCmd) {}

  record PortProbe(int port) {}

  record HttpProbe(int port, String protocol, String path) {}

  record CommandProbe(String cmd) {}

  record ContainerView(
      @Nullable List<String> arguments,
      String command,
      String containerName,
      int cpu,
      int cpuLimits,
      @Nullable List<VariableView> envs,
      String image,
      @Nullable ProbeView liveProbe,
      int memory,
      int memoryLimits,
      boolean privileged,
      @Nullable ProbeView readyProbe,
      String unHubId,
      @Nullable List<MountView> volumeMounts,
      String workingDir) {}

  static ServiceDetail of(Service service, World world) {
    ServiceSpec spec = service.spec();
    PodTemplate template = spec.template();
    ServiceView summary = ServiceView.of(service, world);
    return new ServiceDetail(
        summary,
        reason(summary),
        spec.description(),
        regionId(service, world),
        service.progress().updated() ? strategy(spec.strategy()) : null,
        spec.minReadySeconds(),
        spec.exposure().subnet() == null ? "" : spec.exposure().subnet(),
        new TreeMap<>(Map.of("qcloud-app", service.id().name())),
        template.volumes().stream().map(ServiceDetail::volume).toList(),
        ports(spec.exposure()),
        template.nodeAffinity().stream().map(ServiceDetail::requirement).toList(),
        template.podAffinity().stream().map(ServiceDetail::requirement).toList(),
        template.containers().stream().map(ServiceDetail::container).toList());
  }

  private static String reason(ServiceView summary) {
    return summary.srcReasonMap().entrySet().stream()
        .filter(each -> !each.getKey().equals(Reason.of(Condition.RUNNING).source()))
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static int regionId(Service service, World world) {
    Cluster cluster = world.clusters().find(service.id().cluster());
    String name = cluster == null ? "" : cluster.spec().region();
    return Region.named(name).orElse(Region.DEFAULT).id();
  }

  private static String strategy(ServiceSpec.Strategy strategy) {
    return switch (strategy) {
      case ROLLING_UPDATE -> "RollingUpdate";
      case RECREATE -> "Recreate";
    };
  }

  private static @Nullable List<PortView> ports(Exposure exposure) {
    return exposure.ports().isEmpty()
        ? null
        : exposure.ports().stream()
            .map(port ->
                new PortView(
                    port.container(), port.balancer(), port.node(), port.protocol().name()))
            .toList();
  }

  private static VolumeView volume(Volume volume) {
    Volume.Type type = volume.type();
    return new VolumeView(
        volume.name(),
        switch (type) {
          case HOST_PATH -> "hostPath";
          case CBS_DISK -> "cbsDisk";
          case NFS_DISK -> "nfsDisk";
          case CONFIG_MAP -> "configMap";
        },
        type == Volume.Type.HOST_PATH ? volume.source() : "",
        type == Volume.Type.CBS_DISK ? volume.source() : "",
        type == Volume.Type.NFS_DISK ? volume.source() : "",
        type == Volume.Type.CONFIG_MAP ? volume.source() : "",
        volume.version() == null ? "" : volume.version(),
        volume.keys());
  }

  private static RequirementView requirement(drydock.service.Requirement requirement) {
    String operator =
        switch (requirement.operator()) {
          case IN -> "In";
          case NOT_IN -> "NotIn";
          case EXISTS -> "Exists";
          case DOES_NOT_EXIST -> "DoesNotExist";
          case GREATER -> "Gt";
          case LESS -> "Lt";
        };
    return new RequirementView(requirement.key(), operator, requirement.values());
  }

  private static ContainerView container(Container container) {
    Container.Execution execution = container.execution();
    return new ContainerView(
        orNull(execution.arguments()),
        execution.command(),
        container.name(),
        container.resources().cpu(),
        container.resources().cpuLimit(),
        orNull(
            container.environment().stream()
                .map(each -> new VariableView(each.name(), each.value()))
                .toList()),
        container.image(),
        container.live() == null ? null : probe(container.live()),
        container.resources().memory(),
        container.resources().memoryLimit(),
        execution.privileged(),
        container.ready() == null ? null : probe(container.ready()),
        "",
        orNull(
            container.mounts().stream()
                .map(each ->
                    new MountView(each.volume(), each.path(), each.readOnly() ? "ro" : "rw"))
                .toList()),
        execution.workingDirectory());
  }

  /// Lists that are not there come as null in captured answers.
  private static <T> @Nullable List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }

  private static ProbeView probe(Probe probe) {
    int port = probe.port() == null ? 0 : probe.port();
    String method =
        switch (probe.method()) {
          case TCP -> "methodTcp";
          case HTTP -> "methodHttp";
          case CMD -> "methodCmd";
        };
    return new ProbeView(
        method,
        probe.successes(),
        probe.failures(),
        probe.interval(),
        probe.timeout(),
        probe.delay(),
        probe.method() == Probe.Method.TCP ? new PortProbe(port) : null,
        probe.method() == Probe.Method.HTTP
            ? new HttpProbe(port, text(probe.protocol()), text(probe.path()))
            : null,
        probe.method() == Probe.Method.CMD ? new CommandProbe(text(probe.command())) : null);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
