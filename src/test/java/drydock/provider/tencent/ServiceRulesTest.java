package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules that the API document states for what describes a service, each broken once. A request
/// that keeps all of them is changed in one place.
class ServiceRulesTest {

  private static final String SOUND =
      """
      serviceName=sound, replicas=1, accessType=LoadBalancer, strategy=RollingUpdate,
      portMappings.0.protocol=TCP, portMappings.0.containerPort=80, portMappings.0.lbPort=80,
      volumes.0.name=vol, volumes.0.volumeType=hostPath, volumes.0.hostPath=/var/data,
      containers.0.containerName=test, containers.0.image=nginx, containers.0.cpu=200,
      containers.0.cpuLimits=300, containers.0.memory=128, containers.0.memoryLimits=256,
      containers.0.envs.0.name=envkey1, containers.0.envs.0.value=envval1,
      containers.0.volumeMounts.0.volumeName=vol, containers.0.volumeMounts.0.mountPath=/data,
      containers.0.volumeMounts.0.mode=rw, containers.0.healthCheck.0.type=liveCheck,
      containers.0.healthCheck.0.checkMethod=methodHttp, containers.0.healthCheck.0.port=80,
      containers.0.healthCheck.0.protocol=HTTP, containers.0.healthCheck.0.path=/,
      containers.0.healthCheck.0.delayTime=0, containers.0.healthCheck.0.timeOut=2,
      containers.0.healthCheck.0.intervalTime=3, containers.0.healthCheck.0.healthNum=1,
      containers.0.healthCheck.0.unhealthNum=3, nodeAffinity.0.key=qcloud,
      nodeAffinity.0.operator=In, nodeAffinity.0.values.0=my-app, podAffinity.0.key=qcloud,
      podAffinity.0.operator=In, podAffinity.0.values.0=my-app\
      """
          .replace("\n", " ");

  private static final String DIGEST =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static LiveApi api;
  private static String cluster;

  @BeforeAll
  static void start() {
    api = new LiveApi("instant");
    cluster = api.cluster(2);
    api.succeed("CreateClusterService", sound(""));
    api.succeed(
        "CreateClusterService",
        "clusterId=%s, serviceName=taken, replicas=0, accessType=NodePort".formatted(cluster)
            + ", portMappings.0.protocol=TCP, portMappings.0.containerPort=80"
            + ", portMappings.0.nodePort=30080"
            + ", containers.0.containerName=test, containers.0.image=nginx");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String sound(String change) {
    Map<String, String> fields = new TreeMap<>(Binder.fields(SOUND));
    fields.put("clusterId", cluster);
    fields.putAll(Binder.fields(change));
    return fields.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clusterId=                                    | clusterId is required
          clusterId=cls-nowhere0                        | cls-nowhere0 does not exist
          serviceName=                                  | serviceName is required
          serviceName=Web                               | small letters
          serviceName=1web                              | a letter first
          serviceName=web-                              | no - last
          serviceName=a234567890123456789012345678901234567890123456789012345678901234 | 63
          replicas=                                     | replicas is required
          replicas=-1                                   | from 0
          replicas=two                                  | whole number
          namespace=nowhere                             | namespace nowhere does not exist
          accessType=Internet                           | LoadBalancer, SvcLBTypeInner, ClusterIP
          accessType=SvcLBTypeInner                     | subnetId is required
          accessType=SvcLBTypeInner, subnetId=subnet-0  | subnetId subnet-0
          accessType=SvcLBTypeInner, subnetId=subnet-xxxx | subnetId subnet-xxxx
          portMappings.0.lbPort=, portMappings.0.containerPort=, portMappings.0.protocol= | portMappings is required
          portMappings.0.lbPort=                        | portMappings.n.lbPort is required
          portMappings.0.lbPort=65536                   | 1 to 65535
          portMappings.0.containerPort=                 | containerPort is required
          portMappings.0.containerPort=0                | 1 to 65535
          portMappings.0.protocol=SCTP                  | TCP, UDP
          portMappings.0.protocol=                      | protocol is required
          portMappings.0.nodePort=80                    | 30000 to 32767
          portMappings.0.nodePort=30080                 | nodePort 30080 is in use
          accessType=ClusterIP, portMappings.0.nodePort=30081 | nodePort 30081: only with
          portMappings.1.lbPort=80, portMappings.1.containerPort=81, portMappings.1.protocol=TCP | lbPort 80 of protocol TCP is given twice
          portMappings.0.nodePort=30081, portMappings.1.lbPort=81, portMappings.1.containerPort=81, portMappings.1.protocol=TCP, portMappings.1.nodePort=30081 | nodePort 30081 is given twice
          containers.0.containerName=                   | containerName is required
          containers.0.image=                           | image is required
          containers.0.image=nginx:1:2                  | an image name
          containers.0.image=team/Nginx                 | an image name
          containers.0.image=nginx/                     | an image name
          containers.0.image=nginx@sha256:0             | an image name
          containers.0.containerName=a234567890123456789012345678901234567890123456789012345678901234 | 63
          containers.1.containerName=test, containers.1.image=nginx | containerName test is given twice
          containers.0.cpu=99                           | from 100
          containers.0.cpuLimits=199                    | cpuLimits must not be below cpu
          containers.0.memory=3                         | from 4
          containers.0.memoryLimits=127                 | memoryLimits must not be below memory
          containers.0.privileged=maybe                 | true, false
          containers.0.envs.0.name=1KEY                 | no digit first
          containers.0.envs.0.name=A-B                  | letters, digits and _
          containers.0.volumeMounts.0.volumeName=other  | volumeName other names none of volumes.n
          containers.0.volumeMounts.0.mode=rwx          | rw, ro
          containers.0.volumeMounts.0.mountPath=        | mountPath is required
          containers.0.volumeMounts.1.volumeName=vol, containers.0.volumeMounts.1.mountPath=/data | mountPath /data is given twice
          containers.0.volumeMounts.0.mountPath=data    | from the root
          containers.0.volumeMounts.0.mountPath=/a:/b   | without :
          volumes.0.hostPath=data                       | from the root
          volumes.0.name=                               | name is required
          volumes.1.name=vol, volumes.1.volumeType=hostPath | vol is given twice
          volumes.0.volumeType=tmpfs                    | hostPath, cbsDisk, configMap, nfsDisk
          volumes.0.volumeType=cbsDisk                  | cbsDiskId is required
          volumes.0.volumeType=cbsDisk, volumes.0.cbsDiskId=disk-0 | cbsDiskId disk-0 does not exist
          volumes.0.volumeType=cbsDisk, volumes.0.cbsDiskId=disk-xxxxxxxx, replicas=2 | a cbsDisk volume has at most 1
          volumes.0.volumeType=nfsDisk                  | nfsPath is required
          volumes.0.volumeType=nfsDisk, volumes.0.nfsPath=exports | host and a path
          volumes.0.volumeType=configMap                | configId is required
          volumes.0.volumeType=configMap, volumes.0.configId=cfg-0, volumes.0.configVersion=v1, volumes.0.configKeys.0=a | configId cfg-0 does not exist
          containers.0.healthCheck.0.type=startCheck    | liveCheck, readyCheck
          containers.0.healthCheck.0.healthNum=2        | healthNum must be 1
          containers.0.healthCheck.0.type=readyCheck, containers.0.healthCheck.0.healthNum=11 | 1 to 10
          containers.0.healthCheck.0.unhealthNum=0      | 1 to 10
          containers.0.healthCheck.0.unhealthNum=11     | 1 to 10
          containers.0.healthCheck.0.intervalTime=1     | 2 to 300
          containers.0.healthCheck.0.intervalTime=301   | 2 to 300
          containers.0.healthCheck.0.timeOut=1          | 2 to 60
          containers.0.healthCheck.0.timeOut=61         | 2 to 60
          containers.0.healthCheck.0.delayTime=61       | 0 to 60
          containers.0.healthCheck.0.port=65536         | 1 to 65535
          containers.0.healthCheck.0.port=              | port is required
          containers.0.healthCheck.0.checkMethod=methodGrpc | methodTcp, methodHttp, methodCmd
          containers.0.healthCheck.0.checkMethod=methodCmd | cmd is required
          containers.0.healthCheck.0.protocol=FTP       | HTTP, HTTPS
          containers.0.healthCheck.0.path=              | path is required
          containers.0.healthCheck.1.type=liveCheck, containers.0.healthCheck.1.checkMethod=methodTcp, containers.0.healthCheck.1.port=80 | healthCheck.n.type must differ
          nodeAffinity.0.operator=Like                  | In, NotIn, Exists, DoesNotExist, Gt, Lt
          nodeAffinity.0.values.0=                      | values is required
          nodeAffinity.0.operator=Gt                    | Gt and Lt take one whole number
          nodeAffinity.0.operator=Exists                | take none
          podAffinity.0.operator=Gt                     | In, NotIn, Exists, DoesNotExist
          """)
  void whatBreaksOneRuleIsRefusedByItsName(String change, String words) {
    for (String action : new String[] {"CreateClusterService", "ModifyClusterService"}) {
      String name =
          action.startsWith("Create") && !change.contains("serviceName") ? ", serviceName=new" : "";
      String refusal = api.refused(action, sound(change + name));
      assertTrue(refusal.contains(words), refusal);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          strategy=           | strategy is required
          strategy=BlueGreen  | RollingUpdate, Recreate
          minReadySeconds=-1  | 0 or more
          serviceName=absent  | absent does not exist
          """)
  void aModificationHasRulesOfItsOwn(String change, String words) {
    String refusal = api.refused("ModifyClusterService", sound(change));
    assertTrue(refusal.contains(words), refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          labels.0.key=a b, labels.0.value=c             | labels.0.key
          labels.0.key=-a, labels.0.value=c              | labels.0.key
          labels.0.key=a, labels.0.value=b c             | labels.0.value
          labels.0.key=qcloud-app, labels.0.value=other  | labels.qcloud-app is the system's
          """)
  void labelsOfANewServiceAreThoseOfKubernetes(String change, String words) {
    String refusal = api.refused("CreateClusterService", sound("serviceName=new, " + change));
    assertTrue(refusal.contains(words), refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "accessType=SvcLBTypeInner, subnetId=subnet-3lzrkspo",
        "accessType=ClusterIP",
        "accessType=None",
        "accessType=",
        "portMappings.0.nodePort=0",
        "portMappings.1.lbPort=80, portMappings.1.containerPort=80, portMappings.1.protocol=UDP",
        "containers.0.cpu=0, containers.0.cpuLimits=0, containers.0.memory=0",
        "containers.0.memoryLimits=",
        "volumes.0.hostPath=",
        "containers.0.image=docker.io/nginx",
        "containers.0.image=Registry.example:5000/team/a_b/nginx:1.0-rc",
        "containers.0.image=nginx@sha256:" + DIGEST,
        "volumes.0.volumeType=cbsDisk, volumes.0.cbsDiskId=disk-xxxxxxxx",
        "volumes.0.volumeType=nfsDisk, volumes.0.nfsPath=127.0.0.1:/exports",
        "containers.0.healthCheck.0.type=readyCheck, containers.0.healthCheck.0.healthNum=10",
        "nodeAffinity.0.operator=Gt, nodeAffinity.0.values.0=4",
        "nodeAffinity.0.operator=Exists, nodeAffinity.0.values.0=",
        "replicas=0",
      })
  void whatKeepsToTheRulesIsTaken(String change) {
    api.succeed("ModifyClusterService", sound(change));
  }
}
