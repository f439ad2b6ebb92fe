package drydock.provider.tencent.reference;

import drydock.profile.Profile;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.cluster.ClusterActions;
import drydock.provider.tencent.monitor.GetMonitorData;
import drydock.provider.tencent.registry.RegistryActions;
import drydock.provider.tencent.service.ServiceActions;
import java.util.ArrayList;
import java.util.List;

/// Every action that is built.
public final class Actions {

  private Actions() {}

  /// All of them, over one world that goes by a profile.
  public static List<Action> all(Backend backend, Profile profile) {
    List<Action> all = new ArrayList<>(ClusterActions.all(backend, profile.kubernetes().version()));
    all.addAll(ServiceActions.all(backend));
    all.addAll(RegistryActions.all(backend));
    all.add(new GetMonitorData(backend));
    return all;
  }
}
