package drydock.provider.tencent;

import static drydock.provider.tencent.Catalogue.Effect.CHANGES;
import static drydock.provider.tencent.Catalogue.Effect.READS;
import static drydock.provider.tencent.Catalogue.Host.CCR;
import static drydock.provider.tencent.Catalogue.Host.CCS;
import static drydock.provider.tencent.Catalogue.Host.MONITOR;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every action of version 2 of the API that is known by name: those of the document, and those
/// that the service had beyond it. An action that is listed and not built is refused as such, which
/// tells a caller more than "unknown".
public final class Catalogue {

  /// The three hosts of the API. One server answers for all of them; clients sign with the host's
  /// name.
  public enum Host {
    CCS,
    CCR,
    MONITOR;

    public String domain() {
      return name().toLowerCase(Locale.ROOT) + ".api.qcloud.com";
    }
  }

  public enum Effect {
    READS,
    CHANGES
  }

  /// `section` is the heading under which the document describes the action, empty for those beyond
  /// it.
  public record Listing(String action, Host host, Effect effect, String section) {
    public boolean mutates() {
      return effect == CHANGES;
    }

    public boolean inDocument() {
      return !section.isEmpty();
    }
  }

  private static final List<Listing> DOCUMENT =
      List.of(
          new Listing("DescribeCluster", CCS, READS, "查询集群列表"),
          new Listing("CreateCluster", CCS, CHANGES, "创建集群"),
          new Listing("DeleteCluster", CCS, CHANGES, "删除集群"),
          new Listing("DescribeClusterInstances", CCS, READS, "查询集群节点列表"),
          new Listing("AddClusterInstances", CCS, CHANGES, "扩展集群节点"),
          new Listing("DeleteClusterInstances", CCS, CHANGES, "删除集群节点"),
          new Listing("AddClusterInstancesFromExistedCvm", CCS, CHANGES, "添加已存在云主机到集群"),
          new Listing("ModifyClusterNodeLabel", CCS, CHANGES, "修改节点Label"),
          new Listing("DescribeClusterService", CCS, READS, "查询服务列表"),
          new Listing("DescribeClusterServiceInfo", CCS, READS, "查询服务详情"),
          new Listing("CreateClusterService", CCS, CHANGES, "创建服务"),
          new Listing("ModifyClusterService", CCS, CHANGES, "修改服务"),
          new Listing("DeleteClusterService", CCS, CHANGES, "删除服务"),
          new Listing("ModifyServiceDescription", CCS, CHANGES, "修改服务描述"),
          new Listing("DescribeServiceEvent", CCS, READS, "获取服务事件列表"),
          new Listing("ResumeClusterService", CCS, CHANGES, "继续服务更新"),
          new Listing("PauseClusterService", CCS, CHANGES, "暂停服务更新"),
          new Listing("RollBackClusterService", CCS, CHANGES, "回滚服务"),
          new Listing("ModifyClusterServiceImage", CCS, CHANGES, "修改服务镜像"),
          new Listing("RedeployClusterService", CCS, CHANGES, "服务重部署"),
          new Listing("DescribeServiceInstance", CCS, READS, "查询服务实例列表"),
          new Listing("ModifyServiceReplicas", CCS, CHANGES, "修改服务实例副本数"),
          new Listing("DeleteInstances", CCS, CHANGES, "删除服务实例"),
          new Listing("DescribeClusterNameSpaces", CCS, READS, "查询集群命名空间"),
          new Listing("CreateClusterNamespace", CCS, CHANGES, "创建集群命名空间"),
          new Listing("DeleteClusterNamespace", CCS, CHANGES, "删除集群命名空间"),
          new Listing("GetMonitorData", MONITOR, READS, "查询容器服务监控信息"),
          new Listing("ChangePassword", CCR, CHANGES, "修改密码"),
          new Listing("ModifyUpdateServiceTrigger", CCR, CHANGES, "修改服务更新触发器"),
          new Listing("CloseAutoDelStrategy", CCR, CHANGES, "关闭仓库 tag 超额保留策略"),
          new Listing("CreateRepository", CCR, CHANGES, "创建镜像仓库"),
          new Listing("DeleteUpdateServiceTrigger", CCR, CHANGES, "删除触发器"),
          new Listing("DuplicateImage", CCR, CHANGES, "复制镜像版本"),
          new Listing("BatchDeleteTag", CCR, CHANGES, "批量删除 tag"),
          new Listing("BatchDeleteRepository", CCR, CHANGES, "批量删除仓库"),
          new Listing("UpdateRepositoryDesc", CCR, CHANGES, "更改镜像仓库描述内容"),
          new Listing("UpdateRepositoryPublic", CCR, CHANGES, "更改镜像仓库访问属性"),
          new Listing("SearchUserRepository", CCR, READS, "查询用户仓库列表"),
          new Listing("GetLimit", CCR, READS, "查询用户配额"),
          new Listing("GetRepositoryInfo", CCR, READS, "查询镜像仓库信息"),
          new Listing("AddUpdateServiceTrigger", CCR, CHANGES, "添加触发器"),
          new Listing("GetTagList", CCR, READS, "获取 tag 列表"),
          new Listing("GetAutoDelStrategy", CCR, READS, "获取仓库 tag 超额保留策略"),
          new Listing("ListTrigger", CCR, READS, "获取触发器"),
          new Listing("SetAutoDelStrategy", CCR, CHANGES, "设置仓库 tag 超额保留策略"),
          new Listing("RepositoryisExists", CCR, READS, "镜像仓库是否存在"),
          new Listing("DescribeClusterTaskResult", CCS, READS, "查询异步任务结果"));

  // From the service's own overview of its API, of 2018 to 2020.
  private static final List<Listing> BEYOND =
      List.of(
          beyond("CreateEmptyCluster", CCS, CHANGES),
          beyond("CheckClusterCIDR", CCS, READS),
          beyond("DescribeExistedCvmForAddClusterInstances", CCS, READS),
          beyond("DescribeClusterRequestLimitInfo", CCS, READS),
          beyond("ModifyClusterAttributes", CCS, CHANGES),
          beyond("ModifyProjectId", CCS, CHANGES),
          beyond("ModifyNamespaceDescription", CCS, CHANGES),
          beyond("DescribeClusterSecurityInfo", CCS, READS),
          beyond("OperateClusterVip", CCS, CHANGES),
          beyond("DrainClusterNode", CCS, CHANGES),
          beyond("ModifyClusterNodeSchedulable", CCS, CHANGES),
          beyond("AddHubInfo", CCS, CHANGES),
          beyond("DescribeHubInfo", CCS, READS),
          beyond("CreateClusterAsg", CCS, CHANGES),
          beyond("EnableClusterAsg", CCS, CHANGES),
          beyond("DisableClusterAsg", CCS, CHANGES),
          beyond("DeleteClusterAsg", CCS, CHANGES),
          beyond("DescribeClusterAsg", CCS, READS),
          beyond("ModifyClusterAsgScaleDown", CCS, CHANGES),
          beyond("ModifyClusterAsgRange", CCS, CHANGES),
          beyond("ModifyClusterAsgLabel", CCS, CHANGES),
          beyond("ResetClusterAsgLabel", CCS, CHANGES),
          beyond("DeleteClusterAsgLabel", CCS, CHANGES),
          beyond("DescribeClusterServiceText", CCS, READS),
          beyond("ModifyServiceLabels", CCS, CHANGES),
          beyond("DescribeInstanceLog", CCS, READS),
          beyond("CreateIngress", CCS, CHANGES),
          beyond("DescribeIngress", CCS, READS),
          beyond("MosifyIngress", CCS, CHANGES),
          beyond("DeleteIngress", CCS, CHANGES),
          beyond("EnableLogDaemon", CCS, CHANGES),
          beyond("GetLogDaemonStatus", CCS, READS),
          beyond("CreateLogCollector", CCS, CHANGES),
          beyond("ListLogCollector", CCS, READS),
          beyond("UpdateLogCollector", CCS, CHANGES),
          beyond("GetLogCollector", CCS, READS),
          beyond("CheckIfLogCollectorName", CCS, READS),
          beyond("DeleteLogCollector", CCS, CHANGES),
          beyond("CreateConfigVersion", CCS, CHANGES),
          beyond("DescribeConfigVersion", CCS, READS),
          beyond("RegisterRepositoryAccountNew", CCR, CHANGES),
          beyond("CreateCCRNamespace", CCR, CHANGES),
          beyond("GetNamespaceInfo", CCR, READS),
          beyond("NamespaceIsExists", CCR, READS),
          beyond("DeleteUserNamespace", CCR, CHANGES),
          beyond("GetUserRepositoryList", CCR, READS),
          beyond("GetRepositoryList", CCR, READS),
          beyond("GetFavor", CCR, READS),
          beyond("AddFavor", CCR, CHANGES),
          beyond("DeleteFavor", CCR, CHANGES),
          beyond("BatchDeleteFavor", CCR, CHANGES),
          beyond("AddUpdateWorkloadTrigger", CCR, CHANGES),
          beyond("ListTriggerLog", CCR, READS));

  // DescribeClusterContainer stands in the document's own example of DescribeServiceInstance.
  private static final Map<String, String> ALIASES =
      Map.of(
          "DescribeClusterContainer", "DescribeServiceInstance",
          "DescribeClusterNamespaces", "DescribeClusterNameSpaces",
          "ModifyIngress", "MosifyIngress");

  private static final Map<String, Listing> BY_NAME = byName();

  private Catalogue() {}

  /// All listed actions, those of the document first and in its order.
  public static List<Listing> all() {
    return java.util.stream.Stream.concat(DOCUMENT.stream(), BEYOND.stream()).toList();
  }

  /// By name or alias, upper and lower case alike: the API itself spells `RepositoryisExists` and
  /// `closeAutoDelStrategy`.
  public static Optional<Listing> named(String action) {
    return Optional.ofNullable(BY_NAME.get(folded(action)));
  }

  private static Listing beyond(String action, Host host, Effect effect) {
    return new Listing(action, host, effect, "");
  }

  private static Map<String, Listing> byName() {
    Map<String, Listing> names = new TreeMap<>();
    for (Listing listing : all()) {
      if (names.put(folded(listing.action()), listing) != null) {
        throw new IllegalStateException(listing.action() + " is listed twice");
      }
    }
    ALIASES.forEach((alias, action) -> {
      Listing listing = names.get(folded(action));
      if (listing != null) {
        names.put(folded(alias), listing);
      }
    });
    return names;
  }

  private static String folded(String action) {
    return action.toLowerCase(Locale.ROOT);
  }
}
