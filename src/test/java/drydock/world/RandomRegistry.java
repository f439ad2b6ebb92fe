package drydock.world;

import drydock.registry.Condition;
import drydock.registry.ImageName;
import drydock.registry.RegistryCommand;
import drydock.registry.RegistryCommand.TargetChange;
import drydock.registry.Retention;
import drydock.registry.Trigger;
import drydock.service.ServiceId;
import java.util.List;
import java.util.Random;

/// Commands to the image registry, of every kind, drawn at random.
final class RandomRegistry {

  private static final List<String> NAMESPACES = List.of("test", "tencentyun", "library", "mine");
  private static final List<String> REPOSITORIES =
      List.of("test/web", "test/kubetest", "tencentyun/foo", "mine/app", "library/no");
  private static final List<String> TAGS = List.of("v1", "v2", "v3", "latest", "test-1");
  private static final List<String> TRIGGERS = List.of("one", "two", "three");

  private final Random random;

  RandomRegistry(Random random) {
    this.random = random;
  }

  RegistryCommand next(ServiceId service) {
    String repository = one(REPOSITORIES);
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> new RegistryCommand.Push(image());
      case 4 -> new RegistryCommand.Duplicate(image(), image());
      case 5 -> new RegistryCommand.DeleteTags(repository, List.of(one(TAGS)));
      case 6, 7 -> new RegistryCommand.AddTrigger(trigger(service));
      case 8 ->
          new RegistryCommand.ChangeTrigger(
              one(TRIGGERS),
              random.nextBoolean() ? one(TRIGGERS) : null,
              random.nextBoolean() ? repository : null,
              random.nextBoolean() ? Condition.Method.ALL : null,
              random.nextBoolean() ? "v1;v2" : null,
              new TargetChange(service.cluster(), null, service.name(), service.name(), null));
      case 9 -> new RegistryCommand.DeleteTrigger(one(TRIGGERS));
      case 10 ->
          new RegistryCommand.SetRetention(
              repository, one(List.of(Retention.Kind.values())), 1 + random.nextInt(5));
      case 11 -> new RegistryCommand.CloseRetention(repository);
      case 12 -> new RegistryCommand.CreateRepository(repository, random.nextBoolean(), "a");
      case 13 ->
          random.nextBoolean()
              ? new RegistryCommand.Describe(repository, "b")
              : new RegistryCommand.Open(repository, random.nextBoolean());
      case 14 ->
          random.nextBoolean()
              ? new RegistryCommand.CreateNamespace(one(NAMESPACES))
              : new RegistryCommand.DeleteNamespace(one(NAMESPACES));
      default ->
          random.nextBoolean()
              ? new RegistryCommand.DeleteRepositories(List.of(repository))
              : new RegistryCommand.ChangePassword();
    };
  }

  private ImageName image() {
    return new ImageName(one(REPOSITORIES), one(TAGS));
  }

  private Trigger.Spec trigger(ServiceId service) {
    Condition condition =
        switch (random.nextInt(3)) {
          case 0 -> new Condition(Condition.Method.ALL, "");
          case 1 -> new Condition(Condition.Method.TAG_LIST, "v1;v3");
          default -> new Condition(Condition.Method.REGEX, "^test|v[0-9]");
        };
    return new Trigger.Spec(
        one(TRIGGERS),
        one(REPOSITORIES),
        condition,
        new Trigger.Target(service, service.name(), "ap-guangzhou"));
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
