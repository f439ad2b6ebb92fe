package drydock.provider.tencent.registry;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;

import drydock.profile.Profile.RegistryQuotas;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.Moments;
import drydock.provider.tencent.Paging;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.registry.Registry;
import drydock.registry.RegistryState.Namespace;
import drydock.world.World;
import java.util.List;

/// GetNamespaceInfo, NamespaceIsExists and GetLimit.
final class NamespaceQueries {

  /// What GetNamespaceInfo answers (the service's overview of its API, 查询命名空间).
  record Namespaces(int namespaceCount, List<NamespaceView> namespaceInfo) {}

  record NamespaceView(String namespace, String creationTime, long repoCount) {}

  /// What NamespaceIsExists answers.
  record Existence(boolean isExist, boolean isPreserved) {}

  /// What GetLimit answers.
  record Limits(List<Limit> limitInfo) {}

  record Limit(String username, String type, int value) {}

  private NamespaceQueries() {}

  static List<Action> all(Backend backend) {
    return List.of(
        Action.of(
            "GetNamespaceInfo",
            Parameters.of(
                optional("namespace", RegistryParameters.SOUGHT)
                    .says("Only namespaces with this in their name."),
                Paging.OFFSET,
                Paging.LIMIT),
            Returns.data(Namespaces.class),
            call -> backend.look(sight -> list(call.arguments(), sight.world().registry()))),
        Action.of(
            "NamespaceIsExists",
            Parameters.of(required("namespace", RegistryParameters.SOUGHT).says("The namespace.")),
            Returns.data(Existence.class),
            call -> backend.look(sight -> exists(call.arguments(), sight.world()))),
        Action.of(
            "GetLimit",
            Parameters.none(),
            Returns.data(Limits.class),
            call -> backend.look(sight -> limits(call, sight.world()))));
  }

  private static Answer list(Arguments given, Registry registry) {
    List<Namespace> matching =
        registry.namespaces().stream()
            .filter(each -> each.name().contains(given.text("namespace")))
            .toList();
    return new Answer.Data(
        new Namespaces(
            matching.size(),
            Paging.page(matching, given).stream().map(each -> view(each, registry)).toList()));
  }

  private static NamespaceView view(Namespace namespace, Registry registry) {
    long repositories =
        registry.repositories().stream()
            .filter(each -> each.namespace().equals(namespace.name()))
            .count();
    return new NamespaceView(namespace.name(), Moments.text(namespace.createdAt()), repositories);
  }

  private static Answer exists(Arguments given, World world) {
    String name = given.text("namespace");
    return new Answer.Data(
        new Existence(
            world.registry().hasNamespace(name),
            world.profile().catalogue().reservedNamespaces().contains(name)));
  }

  private static Answer limits(Call call, World world) {
    String user = call.account().name();
    RegistryQuotas quotas = world.profile().quotas().registry();
    return new Answer.Data(
        new Limits(
            List.of(
                new Limit(user, "namespace", quotas.namespaces()),
                new Limit(user, "repo", quotas.repositories()),
                new Limit(user, "tag", quotas.tags()),
                new Limit(user, "triggers", quotas.triggers()))));
  }
}
