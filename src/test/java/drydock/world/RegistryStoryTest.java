package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.kernel.Cause;
import drydock.kernel.Command;
import drydock.kernel.Decision;
import drydock.kernel.Recorded;
import drydock.kernel.Rejection;
import drydock.registry.Condition;
import drydock.registry.ImageName;
import drydock.registry.RegistryCommand;
import drydock.registry.RegistryCommand.TargetChange;
import drydock.registry.RegistryEvent;
import drydock.registry.RegistryState.Fired;
import drydock.registry.Repository;
import drydock.registry.Retention;
import drydock.registry.Tag;
import drydock.registry.Trigger;
import drydock.service.Replica;
import drydock.service.ReplicaPhase;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The image registry, and what it has to do with services.
class RegistryStoryTest {

  private static final String FOO = "tencentyun/foo";
  private static final Condition ALL = new Condition(Condition.Method.ALL, "");

  private final Sandbox sandbox = new Sandbox("instant", 1);

  @Test
  void aFreshRegistryHoldsTheImagesOfTheProfile() {
    assertEquals(List.of("v1"), tags(FOO));
    assertEquals(List.of("nginx_v1", "nginx_v2"), tags("test/kubetest"));
  }

  @Test
  void anImageThatIsNotThereIsPulledOnceItIs() {
    ServiceId web = web("ccr.ccs.tencentyun.com/tencentyun/foo:v2");
    sandbox.run(Duration.ofMinutes(2));
    assertEquals(ReplicaPhase.PULL_BACK_OFF, replica(web).phase());
    assertEquals(
        "Failed to pull image \"ccr.ccs.tencentyun.com/tencentyun/foo:v2\": rpc error: code ="
            + " Unknown desc = Error response from daemon: manifest for"
            + " ccr.ccs.tencentyun.com/tencentyun/foo:v2 not found",
        replica(web).state().trouble());
    assertTrue(sandbox.world.idle());
    push(FOO, "v2");
    assertFalse(sandbox.world.idle());
    sandbox.run(Duration.ofMinutes(6));
    assertEquals(ReplicaPhase.READY, replica(web).phase());
    assertEquals(1, repository(FOO).pulls());
  }

  @Test
  void anImageThatIsDeletedCannotBePulledAnyMore() {
    accept(new RegistryCommand.DeleteTags(FOO, List.of("v1")));
    ServiceId web = web("tencentyun/foo:v1");
    sandbox.run(Duration.ofMinutes(10));
    assertEquals(ReplicaPhase.PULL_BACK_OFF, replica(web).phase());
    assertEquals(0, repository(FOO).pulls());
  }

  @Test
  void aPullIsCountedPerNodeThatNeededIt() {
    ServiceId web = web("tencentyun/foo:v1");
    sandbox.run(Duration.ofMinutes(1));
    sandbox.ask(new ServiceCommand.Scale(web, 5));
    sandbox.run(Duration.ofMinutes(1));
    assertTrue(repository(FOO).pulls() >= 1);
    long before = repository(FOO).pulls();
    sandbox.ask(new ServiceCommand.Scale(web, 0));
    sandbox.run(Duration.ofMinutes(1));
    sandbox.ask(new ServiceCommand.Scale(web, 1));
    sandbox.run(Duration.ofMinutes(1));
    assertEquals(before, repository(FOO).pulls());
  }

  @Test
  void aTagThatAppearsUpdatesItsServices() {
    ServiceId web = web("nginx:1.0");
    accept(new RegistryCommand.AddTrigger(trigger("all", FOO, ALL, web)));
    push(FOO, "v2");
    assertEquals("ccr.ccs.tencentyun.com/tencentyun/foo:v2", image(web));
    Recorded update =
        sandbox.history.stream().filter(each -> told(each, "Updated")).findFirst().orElseThrow();
    Recorded pushed =
        sandbox.history.stream().filter(each -> told(each, "TagPushed")).findFirst().orElseThrow();
    assertEquals(new Cause.Consequence(pushed.position()), update.cause());
    sandbox.run(Duration.ofMinutes(1));
    assertEquals(ReplicaPhase.READY, replica(web).phase());
    assertEquals(List.of("all v2 ok"), fired());
    accept(new RegistryCommand.Duplicate(new ImageName(FOO, "v1"), new ImageName(FOO, "latest")));
    assertEquals("ccr.ccs.tencentyun.com/tencentyun/foo:latest", image(web));
  }

  private static boolean told(Recorded recorded, String event) {
    return recorded.event().getClass().getSimpleName().equals(event);
  }

  @Test
  void aTriggerHeedsOnlyItsTags() {
    ServiceId web = web("nginx:1.0");
    accept(
        new RegistryCommand.AddTrigger(
            trigger("list", FOO, new Condition(Condition.Method.TAG_LIST, "v3; v4"), web)));
    accept(
        new RegistryCommand.AddTrigger(
            trigger("regex", FOO, new Condition(Condition.Method.REGEX, "^test*"), web)));
    push(FOO, "v2");
    assertEquals("nginx:1.0", image(web));
    push(FOO, "v4");
    push(FOO, "test-7");
    push("test/other", "v3");
    assertEquals(List.of("list v4 ok", "regex test-7 ok"), fired());
    assertEquals("ccr.ccs.tencentyun.com/tencentyun/foo:test-7", image(web));
  }

  @Test
  void aTriggerThatCannotUpdateSaysWhy() {
    ServiceId web = web("nginx:1.0");
    var gone = new ServiceId(web.cluster(), "default", "gone");
    var abroad = new Trigger.Target(web, "web", "ap-shanghai");
    var wrong = new Trigger.Target(web, "other", "ap-guangzhou");
    accept(new RegistryCommand.AddTrigger(trigger("a", FOO, ALL, gone)));
    accept(new RegistryCommand.AddTrigger(new Trigger.Spec("b", FOO, ALL, abroad)));
    accept(new RegistryCommand.AddTrigger(new Trigger.Spec("c", FOO, ALL, wrong)));
    push(FOO, "v2");
    assertEquals("nginx:1.0", image(web));
    List<String> failures =
        sandbox.world.registry().fired().stream()
            .map(each -> Objects.requireNonNull(each.failure()))
            .toList();
    assertTrue(failures.get(0).contains("serviceName gone does not exist"), failures.get(0));
    assertTrue(failures.get(1).contains("is in ap-guangzhou"), failures.get(1));
    assertTrue(failures.get(2).contains("containerName other"), failures.get(2));
  }

  @Test
  void twoTriggersOfOneServiceBothHaveTheirWay() {
    ServiceId web = web("nginx:1.0");
    accept(new RegistryCommand.AddTrigger(trigger("b", FOO, ALL, web)));
    accept(new RegistryCommand.AddTrigger(trigger("a", FOO, ALL, web)));
    push(FOO, "v2");
    assertEquals(List.of("b v2 ok", "a v2 ok"), fired());
  }

  @Test
  void triggersAreUniqueAndTenForARepository() {
    var id = new ServiceId("cls-1", "default", "web");
    for (int i = 0; i < 10; i++) {
      accept(new RegistryCommand.AddTrigger(trigger("t" + i, FOO, ALL, id)));
    }
    refused(
        Rejection.Reason.QUOTA_EXCEEDED,
        new RegistryCommand.AddTrigger(trigger("more", FOO, ALL, id)));
    refused(
        Rejection.Reason.TRIGGER_EXISTS,
        new RegistryCommand.AddTrigger(trigger("t1", "test/kubetest", ALL, id)));
    refused(
        Rejection.Reason.REPOSITORY_NOT_FOUND,
        new RegistryCommand.AddTrigger(trigger("new", "test/none", ALL, id)));
    accept(new RegistryCommand.AddTrigger(trigger("k", "test/kubetest", ALL, id)));
    refused(Rejection.Reason.QUOTA_EXCEEDED, change("k", null, FOO));
    refused(Rejection.Reason.TRIGGER_EXISTS, change("k", "t1", null));
    refused(Rejection.Reason.TRIGGER_NOT_FOUND, change("none", "x", null));
    accept(change("k", "k2", null));
    accept(new RegistryCommand.DeleteTrigger("k2"));
    refused(Rejection.Reason.TRIGGER_NOT_FOUND, new RegistryCommand.DeleteTrigger("k2"));
    accept(new RegistryCommand.DeleteRepositories(List.of(FOO)));
    assertTrue(sandbox.world.registry().triggers().isEmpty());
  }

  private static RegistryCommand.ChangeTrigger change(String name, String newName, String to) {
    return new RegistryCommand.ChangeTrigger(
        name, newName, to, null, null, new TargetChange(null, null, null, null, null));
  }

  @Test
  void aFullRepositoryKeepsTheTagsPushedLast() {
    accept(new RegistryCommand.SetRetention(FOO, Retention.Kind.LAST_NUMBER, 3));
    for (int i = 2; i < 100; i++) {
      push(FOO, "v" + i);
    }
    assertEquals(99, tags(FOO).size());
    push(FOO, "v100");
    assertEquals(List.of("v98", "v99", "v100"), tags(FOO));
    assertInstanceOf(RegistryEvent.TagsExpired.class, sandbox.history.getLast().event());
  }

  @Test
  void aFullRepositoryKeepsTheTagsOfTheLastDays() {
    accept(new RegistryCommand.SetRetention(FOO, Retention.Kind.LAST_DAYS, 2));
    for (int i = 2; i <= 98; i++) {
      push(FOO, "v" + i);
    }
    sandbox.run(Duration.ofDays(2).plusSeconds(1));
    assertEquals(98, tags(FOO).size());
    push(FOO, "v99");
    assertEquals(99, tags(FOO).size());
    push(FOO, "v100");
    assertEquals(List.of("v99", "v100"), tags(FOO));
  }

  @Test
  void aFullRepositoryTakesNoMoreUnlessItLetsGo() {
    for (int i = 2; i <= 100; i++) {
      push(FOO, "v" + i);
    }
    refused(Rejection.Reason.QUOTA_EXCEEDED, new RegistryCommand.Push(new ImageName(FOO, "v101")));
    push(FOO, "v7");
    assertEquals("v7", tags(FOO).getLast());
    accept(new RegistryCommand.SetRetention(FOO, Retention.Kind.LAST_DAYS, 1));
    refused(Rejection.Reason.QUOTA_EXCEEDED, new RegistryCommand.Push(new ImageName(FOO, "v101")));
    accept(new RegistryCommand.CloseRetention(FOO));
    sandbox.run(Duration.ofDays(3));
    refused(Rejection.Reason.QUOTA_EXCEEDED, new RegistryCommand.Push(new ImageName(FOO, "v101")));
    accept(new RegistryCommand.SetRetention(FOO, Retention.Kind.LAST_NUMBER, 2));
    assertEquals(List.of("v100", "v7"), tags(FOO));
    refused(
        Rejection.Reason.INVALID,
        new RegistryCommand.SetRetention(FOO, Retention.Kind.LAST_NUMBER, 101));
  }

  @Test
  void closingWhatIsNotInForceIsRefused() {
    refused(Rejection.Reason.NO_RETENTION, new RegistryCommand.CloseRetention(FOO));
    accept(new RegistryCommand.SetRetention(FOO, Retention.Kind.LAST_NUMBER, 2));
    accept(new RegistryCommand.CloseRetention(FOO));
    refused(Rejection.Reason.NO_RETENTION, new RegistryCommand.CloseRetention(FOO));
  }

  @Test
  void namespacesAndRepositoriesHaveQuotas() {
    for (int i = 0; i < 8; i++) {
      accept(new RegistryCommand.CreateNamespace("n" + i));
    }
    refused(Rejection.Reason.QUOTA_EXCEEDED, new RegistryCommand.CreateNamespace("n8"));
    refused(
        Rejection.Reason.QUOTA_EXCEEDED, new RegistryCommand.CreateRepository("n8/a", false, ""));
    for (int i = 0; i < 98; i++) {
      accept(new RegistryCommand.CreateRepository("n0/r" + i, false, ""));
    }
    refused(Rejection.Reason.QUOTA_EXCEEDED, new RegistryCommand.Push(new ImageName("n1/a", "v1")));
  }

  @Test
  void aNamespaceGoesOnlyWhenItIsEmpty() {
    refused(
        Rejection.Reason.REGISTRY_NAMESPACE_IN_USE, new RegistryCommand.DeleteNamespace("test"));
    accept(new RegistryCommand.DeleteRepositories(List.of("test/kubetest")));
    accept(new RegistryCommand.DeleteNamespace("test"));
    refused(
        Rejection.Reason.REGISTRY_NAMESPACE_NOT_FOUND, new RegistryCommand.DeleteNamespace("test"));
    refused(Rejection.Reason.INVALID, new RegistryCommand.CreateNamespace("library"));
    refused(
        Rejection.Reason.REGISTRY_NAMESPACE_EXISTS,
        new RegistryCommand.CreateNamespace("tencentyun"));
  }

  @Test
  void allOfABatchGoesOrNothing() {
    refused(
        Rejection.Reason.REPOSITORY_NOT_FOUND,
        new RegistryCommand.DeleteRepositories(List.of(FOO, "test/none")));
    refused(
        Rejection.Reason.IMAGE_NOT_FOUND, new RegistryCommand.DeleteTags(FOO, List.of("v1", "x")));
    assertEquals(List.of("v1"), tags(FOO));
  }

  @Test
  void aCopyIsTheSameImage() {
    var copy = new ImageName("team/app", "latest");
    accept(new RegistryCommand.Duplicate(new ImageName(FOO, "v1"), copy));
    assertEquals(
        sandbox.world.registry().manifest(new ImageName(FOO, "v1")),
        sandbox.world.registry().manifest(copy));
    push(FOO, "v1");
    assertFalse(
        Objects.equals(
            sandbox.world.registry().manifest(new ImageName(FOO, "v1")),
            sandbox.world.registry().manifest(copy)));
    refused(
        Rejection.Reason.IMAGE_NOT_FOUND,
        new RegistryCommand.Duplicate(new ImageName(FOO, "v9"), copy));
  }

  private ServiceId web(String image) {
    String cluster = sandbox.cluster(2);
    sandbox.run(Duration.ofMinutes(1));
    ServiceId id = sandbox.service(cluster, "web", 0);
    if (!image(id).equals(image)) {
      accept(new ServiceCommand.ChangeImage(id, image));
    }
    accept(new ServiceCommand.Scale(id, 1));
    return id;
  }

  private static Trigger.Spec trigger(
      String name, String repository, Condition condition, ServiceId service) {
    return new Trigger.Spec(
        name, repository, condition, new Trigger.Target(service, service.name(), "ap-guangzhou"));
  }

  private String image(ServiceId id) {
    return Objects.requireNonNull(sandbox.world.services().find(id))
        .spec()
        .template()
        .containers()
        .getFirst()
        .image();
  }

  private Replica replica(ServiceId id) {
    return sandbox.world.services().fleet(id).replicas().stream()
        .filter(Replica::active)
        .findFirst()
        .orElseThrow();
  }

  private Repository repository(String name) {
    return Objects.requireNonNull(sandbox.world.registry().repository(name));
  }

  private List<String> tags(String name) {
    return repository(name).tags().stream().map(Tag::name).toList();
  }

  private List<String> fired() {
    return sandbox.world.registry().fired().stream().map(RegistryStoryTest::line).toList();
  }

  private static String line(Fired fired) {
    return fired.trigger().name()
        + " "
        + fired.tag()
        + " "
        + (fired.failure() == null ? "ok" : fired.failure());
  }

  private void push(String repository, String tag) {
    accept(new RegistryCommand.Push(new ImageName(repository, tag)));
  }

  private void accept(Command command) {
    assertInstanceOf(Decision.Accepted.class, sandbox.ask(command));
  }

  private void refused(Rejection.Reason reason, RegistryCommand command) {
    long before = sandbox.world.position();
    var rejected = assertInstanceOf(Decision.Rejected.class, sandbox.ask(command));
    assertEquals(reason, rejected.rejection().reason());
    assertEquals(before, sandbox.world.position());
  }
}
