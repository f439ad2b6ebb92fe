package drydock.provider.tencent.service;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.flag;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.object;
import static drydock.provider.tencent.Type.text;

import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Rule;
import drydock.provider.tencent.Type;
import drydock.provider.tencent.cluster.Labels;
import drydock.registry.ImageName;
import java.util.List;

/// Parameters of services, as CreateClusterService and ModifyClusterService take them.
final class ServiceParameters {

  static final Parameter SERVICE_NAME =
      required(
              "serviceName",
              text()
                  .length(1, 63)
                  .form(
                      "[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?",
                      "small letters, digits and -, a letter first and no - last"))
          .says("The service's name, unique in its namespace.");

  static final Parameter NAMESPACE =
      optional("namespace", text().length(1, 63))
          .byDefault("default")
          .says("The namespace it is in.");

  private static final Type.Text PATH = text().length(1, 4096);

  /// What a container's file system is put together from: Docker mounts nothing else.
  private static final Type.Text ABSOLUTE = PATH.form("/[^:]*", "a path from the root, without :");

  static final Type.Text CONTAINER_NAME =
      text()
          .length(1, 63)
          .form(
              "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
              "small letters, digits and -, no - first or last");

  static final Type.Text IMAGE =
      text().length(1, 512).form(ImageName.PULLED, "an image name such as nginx:1.0");

  private static final Parameter PORTS =
      optional(
              "portMappings",
              list(object(
                      optional("lbPort", integer().range(1, 65_535).orZero())
                          .says(
                              "The port the balancer and the service listen on; with accessType"
                                  + " NodePort, containerPort if not given."),
                      required("containerPort", integer().range(1, 65_535))
                          .says("The port the container listens on."),
                      optional("nodePort", integer().range(30_000, 32_767).orZero())
                          .byDefault(0)
                          .says(
                              "The port of every node; one is chosen if there is to be one and none"
                                  + " is given."),
                      required("protocol", text().oneOf("TCP", "UDP")).says("The protocol.")))
                  .atMost(100))
          .requiredWhen("accessType", "LoadBalancer", "SvcLBTypeInner", "NodePort")
          .says("The ports the service is reached on.");

  private static final Parameter VOLUMES =
      optional(
              "volumes",
              list(object(
                      required("name", text().length(1, 63)).says("The volume's name."),
                      required(
                              "volumeType",
                              text().oneOf("hostPath", "cbsDisk", "configMap", "nfsDisk"))
                          .says("What it is."),
                      optional("hostPath", ABSOLUTE)
                          .says("The directory on the node; a temporary one if none is given."),
                      optional("cbsDiskId", text().length(1, 64))
                          .requiredWhen("volumeType", "cbsDisk")
                          .says("The cloud disk."),
                      optional(
                              "nfsPath",
                              PATH.form(
                                  "[^:/\\s]+:/\\S*", "a host and a path, as 127.0.0.1:/exports"))
                          .requiredWhen("volumeType", "nfsDisk")
                          .says("The NFS path, host:/exports."),
                      optional("configId", text().length(1, 64))
                          .requiredWhen("volumeType", "configMap")
                          .says("The configuration."),
                      optional("configVersion", text().length(1, 64))
                          .requiredWhen("volumeType", "configMap")
                          .says("Its version."),
                      optional("configKeys", list(text().length(1, 253)).atMost(100))
                          .requiredWhen("volumeType", "configMap")
                          .says("What is taken of it.")))
                  .atMost(50))
          .says("The volumes that containers may mount.");

  private static final Type ENVIRONMENT =
      list(object(
              required(
                      "name",
                      text()
                          .length(1, 256)
                          .form("[A-Za-z_][A-Za-z0-9_]*", "letters, digits and _, no digit first"))
                  .says("The variable's name."),
              optional("value", text().length(1, 32_768)).says("Its value.")))
          .atMost(500);

  private static final Type MOUNTS =
      list(object(
              required("volumeName", text().length(1, 63)).says("The volume, one of volumes.n."),
              required("mountPath", ABSOLUTE).says("Where it appears in the container."),
              optional("mode", text().oneOf("rw", "ro"))
                  .byDefault("rw")
                  .says("Whether it may be written.")))
          .atMost(50);

  private static final Type HEALTH_CHECKS =
      list(object(
                  required("type", text().oneOf("liveCheck", "readyCheck"))
                      .says("What it decides."),
                  optional("healthNum", integer().range(1, 10))
                      .byDefault(1)
                      .says("Successes in a row that make it healthy."),
                  optional("unhealthNum", integer().range(1, 10))
                      .byDefault(3)
                      .says("Failures in a row that make it unhealthy."),
                  optional("intervalTime", integer().range(2, 300))
                      .byDefault(10)
                      .says("Seconds from check to check."),
                  optional("timeOut", integer().range(2, 60))
                      .byDefault(2)
                      .says("Seconds a check may take."),
                  optional("delayTime", integer().range(0, 60))
                      .byDefault(0)
                      .says("Seconds before the first check."),
                  required("checkMethod", text().oneOf("methodTcp", "methodHttp", "methodCmd"))
                      .says("How it is checked."),
                  optional("port", integer().range(1, 65_535).orZero())
                      .requiredWhen("checkMethod", "methodTcp", "methodHttp")
                      .says("The port asked."),
                  optional("protocol", text().oneOf("HTTP", "HTTPS"))
                      .requiredWhen("checkMethod", "methodHttp")
                      .says("The protocol asked with."),
                  optional("path", PATH)
                      .requiredWhen("checkMethod", "methodHttp")
                      .says("The path asked for."),
                  optional("cmd", PATH)
                      .requiredWhen("checkMethod", "methodCmd")
                      .says("The command run."))
              .with(Rule.onlyWhen("healthNum", 1, "type", "liveCheck")))
          .atMost(2);

  static final Parameter CONTAINERS =
      required(
              "containers",
              list(object(
                          required("containerName", CONTAINER_NAME)
                              .alias("name")
                              .says("The container's name."),
                          required("image", IMAGE).alias("imag").says("What it is made from."),
                          optional("envs", ENVIRONMENT).says("Its environment."),
                          optional("volumeMounts", MOUNTS).says("The volumes it mounts."),
                          optional("healthCheck", HEALTH_CHECKS)
                              .says("How its health is checked, one check of each type."),
                          optional("cpu", integer().range(100, 1_000_000).orZero())
                              .says("Thousandths of a core set aside for it."),
                          optional("cpuLimits", integer().range(100, 1_000_000).orZero())
                              .alias("cpu_limits")
                              .says("Thousandths of a core it may use."),
                          optional("memory", integer().range(4, 16_000_000).orZero())
                              .says("MiB set aside for it."),
                          optional("memoryLimits", integer().range(4, 16_000_000).andZero())
                              .says("MiB it may use, 0 for no limit; memory if not given."),
                          optional("command", PATH).says("What runs in it."),
                          optional("arguments", list(PATH).atMost(100))
                              .says("The arguments of the command."),
                          optional("privileged", flag()).says("Whether it runs privileged."),
                          optional("workingDir", PATH).says("Where it runs."))
                      .with(
                          Rule.distinct("healthCheck", "type"),
                          Rule.notBelow("cpuLimits", "cpu"),
                          Rule.notBelow("memoryLimits", "memory")))
                  .atMost(20))
          .says("The containers of an instance.");

  /// @param comparing the operators that compare with values
  private static Parameter affinity(
      String name, String says, List<String> operators, String... comparing) {
    return optional(
            name,
            list(object(
                    required("key", text().length(1, 317)).says("The label."),
                    required("operator", text().oneOf(operators.toArray(String[]::new)))
                        .says("How its value is compared."),
                    optional("values", list(text().length(1, 63)).atMost(100))
                        .requiredWhen("operator", comparing)
                        .says("What it is compared with.")))
                .atMost(20))
        .says(says);
  }

  static final Parameter LABELS =
      optional("labels", list(Labels.LABEL).atMost(50))
          .says("Labels of the service's instances (older revision of the document).");

  static final Type.Text DESCRIPTION = text().length(1, 1000);

  /// What must hold between parameters that describe a service. The older revision of the document
  /// asks for lbPort with a load balancer only, but has NodePort, which the newer one lacks.
  static final Rule BALANCER_PORTS =
      Rule.eachHas(
          "portMappings", "lbPort", "accessType", "LoadBalancer", "SvcLBTypeInner", "ClusterIP");

  /// All that describes a service, but its name and place.
  static Parameter[] described(Parameter... before) {
    Parameter[] described = {
      optional("serviceDesc", DESCRIPTION).says("What it is for."),
      required("replicas", integer().range(0, 1_000_000)).says("How many instances are wanted."),
      optional(
              "accessType",
              text().oneOf("LoadBalancer", "SvcLBTypeInner", "ClusterIP", "NodePort", "None"))
          .byDefault("ClusterIP")
          .says("How the service is reached."),
      optional("subnetId", text().length(1, 64))
          .requiredWhen("accessType", "SvcLBTypeInner")
          .says("The subnet of an internal load balancer."),
      PORTS,
      VOLUMES,
      CONTAINERS,
      affinity(
          "nodeAffinity",
          "What the labels of its nodes must be like.",
          List.of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"),
          "In",
          "NotIn",
          "Gt",
          "Lt"),
      affinity(
          "podAffinity",
          "What the labels of an instance on its node must be like.",
          List.of("In", "NotIn", "Exists", "DoesNotExist"),
          "In",
          "NotIn"),
    };
    Parameter[] all = new Parameter[before.length + described.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(described, 0, all, before.length, described.length);
    return all;
  }

  private ServiceParameters() {}
}
