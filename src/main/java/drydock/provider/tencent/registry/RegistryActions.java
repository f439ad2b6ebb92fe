package drydock.provider.tencent.registry;

import drydock.provider.tencent.Action;
import drydock.provider.tencent.Backend;
import java.util.ArrayList;
import java.util.List;

/// The actions of the image registry that are built.
public final class RegistryActions {

  private RegistryActions() {}

  /// All of them, over one world.
  public static List<Action> all(Backend backend) {
    List<Action> all = new ArrayList<>(RegistryVerbs.all(backend));
    all.addAll(TriggerVerbs.all(backend));
    all.addAll(NamespaceQueries.all(backend));
    all.addAll(RepositoryQueries.all(backend));
    all.add(new GetTagList(backend));
    all.addAll(TriggerQueries.all(backend));
    return all;
  }
}
