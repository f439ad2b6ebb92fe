package drydock.provider.tencent.service;

import drydock.provider.tencent.Action;
import drydock.provider.tencent.Backend;
import java.util.ArrayList;
import java.util.List;

/// The actions of services and their instances that are built.
public final class ServiceActions {

  private ServiceActions() {}

  /// All of them, over one world.
  public static List<Action> all(Backend backend) {
    List<Action> all = new ArrayList<>(ServiceVerbs.all(backend));
    all.addAll(ConfigurationActions.all(backend));
    all.add(new CreateClusterService(backend));
    all.add(new ModifyClusterService(backend));
    all.add(new DeleteInstances(backend));
    all.add(new DescribeClusterService(backend));
    all.add(new DescribeClusterServiceInfo(backend));
    all.add(new DescribeServiceEvent(backend));
    all.add(new DescribeServiceInstance(backend));
    return all;
  }
}
