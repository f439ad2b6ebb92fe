package drydock.provider.tencent.service;

import drydock.monitor.Incident;
import drydock.monitor.Incidents;
import drydock.provider.tencent.Moments;

/// What Kubernetes told of an object of a service, as DescribeServiceEvent shows it.
///
/// @param reason in the service's own words, and `srcReason` in those of Kubernetes
record EventView(
    int count,
    String firstSeen,
    String lastSeen,
    String level,
    String message,
    String objName,
    String objType,
    String reason,
    String srcReason) {

  static EventView of(Incidents.Count counted) {
    Incident incident = counted.incident();
    return new EventView(
        counted.count(),
        Moments.text(counted.first()),
        Moments.text(counted.last()),
        incident.warning() ? "Warning" : "Normal",
        incident.message(),
        incident.object(),
        incident.kind().text(),
        words(incident.reason()),
        incident.reason().text());
  }

  /// The words for a pod that does not start and for a wait before the next try are those of the
  /// document (获取服务事件列表, 4); no list of the others is known.
  private static String words(Incident.Reason reason) {
    return switch (reason) {
      case SCALING_REPLICA_SET -> "调整实例数量";
      case DEPLOYMENT_ROLLBACK -> "回滚服务";
      case SUCCESSFUL_CREATE -> "创建实例成功";
      case SUCCESSFUL_DELETE -> "删除实例成功";
      case SCHEDULED -> "调度成功";
      case FAILED_SCHEDULING -> "调度失败";
      case MOUNTED -> "挂载数据卷成功";
      case PULLING -> "正在下载镜像";
      case PULLED -> "下载镜像成功";
      case FAILED -> "下载镜像失败";
      case FAILED_SYNC -> "pod启动失败";
      case BACK_OFF -> "操作重试";
      case CREATED -> "创建容器成功";
      case STARTED -> "启动容器成功";
      case UNHEALTHY -> "健康检查失败";
      case KILLING -> "终止容器";
      case SANDBOX_CHANGED -> "重建实例";
      case EVICTED, GIVEN_UP, TAINT_EVICTION -> "驱逐实例";
      case NODE_NOT_READY -> "节点未就绪";
      case CREATING_BALANCER, ENSURING_BALANCER -> "正在创建负载均衡";
      case CREATED_BALANCER, ENSURED_BALANCER -> "创建负载均衡成功";
      case BALANCER_FAILED, SYNC_BALANCER_FAILED -> "创建负载均衡失败";
      case DELETING_BALANCER -> "正在删除负载均衡";
      case DELETED_BALANCER -> "删除负载均衡成功";
      case UPDATED_BALANCER -> "更新负载均衡成功";
      case UNAVAILABLE_BALANCER -> "负载均衡没有可用节点";
      case TYPE -> "更改访问方式";
    };
  }
}
