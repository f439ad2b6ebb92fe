package drydock.projection;

import static drydock.projection.Column.json;
import static drydock.projection.Column.moment;
import static drydock.projection.Column.number;
import static drydock.projection.Column.numberIfAny;
import static drydock.projection.Column.position;
import static drydock.projection.Column.text;
import static drydock.projection.Column.textIfAny;
import static drydock.projection.Column.truth;

import drydock.cluster.Cluster;
import drydock.cluster.Namespace;
import drydock.cluster.Node;
import drydock.service.Balancer;
import drydock.service.Fleet;
import drydock.service.Progressing;
import drydock.service.Replica;
import drydock.service.Revision;
import drydock.service.Rollout;
import drydock.service.Service;
import drydock.service.ServiceId;
import drydock.service.ServiceStatus;
import drydock.service.Services;
import drydock.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tables and their columns, which db/migration/V2__read_models.sql and later files there
/// explain.
final class Tables {

  static final List<String> NAMES =
      List.of("cluster", "node", "namespace", "service", "revision", "replica", "task");

  /// A revision and the service that it is of.
  record Owned(ServiceId service, Revision revision) {}

  private Tables() {}

  static Layout<Cluster> clusters() {
    return new Layout<>(
        "cluster",
        List.of(
            position("born", Cluster::born),
            text("id", Cluster::id),
            text("name", cluster -> cluster.spec().name()),
            text("description", cluster -> cluster.spec().description()),
            text("status", cluster -> cluster.status().text()),
            text("region", cluster -> cluster.spec().region()),
            text("vpc", cluster -> cluster.spec().vpc()),
            text("cidr", cluster -> cluster.spec().cidr()),
            text("system", cluster -> cluster.spec().system()),
            text("kubernetes", cluster -> cluster.spec().kubernetes()),
            position("project", cluster -> cluster.spec().project()),
            moment("created_at", Cluster::createdAt),
            moment("updated_at", Cluster::updatedAt),
            text("master_subnet", cluster -> cluster.spec().masterSubnet()),
            text("endpoint", cluster -> word(cluster.endpoint().phase())),
            textIfAny("endpoint_address", cluster -> cluster.endpoint().address()),
            moment("due_at", Cluster::dueAt)));
  }

  static Layout<Node> nodes() {
    return new Layout<>(
        "node",
        List.of(
            position("born", Node::born),
            text("cluster", node -> node.id().cluster()),
            text("machine", node -> node.id().machine()),
            text("name", Node::name),
            text("phase", node -> word(node.phase())),
            truth("cordoned", Node::cordoned),
            truth("kept", Node::kept),
            text("zone", node -> node.spec().zone()),
            text("subnet", node -> node.spec().subnet()),
            text("lan_address", node -> node.addresses().lan()),
            textIfAny("wan_address", node -> node.addresses().wan()),
            text("pods", node -> node.addresses().pods()),
            number("cpu", node -> node.spec().machine().cpu()),
            number("memory", node -> node.spec().machine().memory()),
            json("spec", Node::spec),
            json("labels", Node::labels),
            moment("created_at", Node::createdAt),
            moment("joined_at", Node::joinedAt),
            moment("due_at", Node::dueAt)));
  }

  static Layout<Namespace> namespaces() {
    return new Layout<>(
        "namespace",
        List.of(
            position("born", Namespace::born),
            text("cluster", Namespace::cluster),
            text("name", Namespace::name),
            text("description", Namespace::description),
            truth("terminating", Namespace::terminating),
            moment("created_at", Namespace::createdAt)));
  }

  /// The counts and the status of a service are read off its replicas as they are when the row is
  /// written.
  static Layout<Service> services(Services all) {
    Function<Service, Fleet> fleet = service -> all.fleet(service.id());
    return new Layout<>(
        "service",
        List.of(
            position("born", Service::born),
            text("cluster", service -> service.id().cluster()),
            text("namespace", service -> service.id().namespace()),
            text("name", service -> service.id().name()),
            text("description", service -> service.spec().description()),
            text("status", service -> ServiceStatus.of(service, fleet.apply(service)).text()),
            number("wanted", service -> service.spec().replicas()),
            number("active", service -> fleet.apply(service).total().active()),
            number("ready", service -> fleet.apply(service).total().ready()),
            number("available", service -> fleet.apply(service).total().available()),
            text("strategy", service -> word(service.spec().strategy())),
            number("min_ready_seconds", service -> service.spec().minReadySeconds()),
            truth("paused", service -> service.progress().paused()),
            textIfAny("rollout", Tables::rollout),
            truth("updated", service -> service.progress().updated()),
            textIfAny("revision", service -> service.progress().current()),
            textIfAny("progressing", Tables::progressing),
            moment("progressed_at", condition(Progressing::updatedAt)),
            moment("progressing_since", condition(Progressing::changedAt)),
            numberIfAny("progress_deadline", condition(Progressing::deadlineSeconds)),
            text("exposure", service -> word(service.spec().exposure().type())),
            json("ports", service -> service.spec().exposure().ports()),
            textIfAny("subnet", service -> service.spec().exposure().subnet()),
            textIfAny("address", Service::address),
            textIfAny("balancer", balancer(Balancer::id)),
            textIfAny("balancer_address", balancer(Balancer::address)),
            moment("balancer_due_at", Tables::balancerDueAt),
            json("template", service -> service.spec().template()),
            json("labels", Service::labels),
            moment("created_at", Service::createdAt)));
  }

  private static @Nullable String rollout(Service service) {
    Rollout rollout = service.progress().rollout();
    return rollout == null ? null : word(rollout);
  }

  private static @Nullable String progressing(Service service) {
    Progressing condition = service.progress().condition();
    return condition == null ? null : word(condition.reason());
  }

  private static <T> Function<Service, @Nullable T> condition(Function<Progressing, T> part) {
    return service -> {
      Progressing condition = service.progress().condition();
      return condition == null ? null : part.apply(condition);
    };
  }

  private static Function<Service, @Nullable String> balancer(Function<Balancer, String> part) {
    return service -> {
      Balancer balancer = service.balancer();
      return balancer == null ? null : part.apply(balancer);
    };
  }

  private static @Nullable Instant balancerDueAt(Service service) {
    Balancer balancer = service.balancer();
    return balancer == null ? null : balancer.dueAt();
  }

  static Layout<Owned> revisions() {
    return new Layout<>(
        "revision",
        List.of(
            position("born", owned -> owned.revision.born()),
            text("cluster", owned -> owned.service.cluster()),
            text("namespace", owned -> owned.service.namespace()),
            text("service", owned -> owned.service.name()),
            text("name", owned -> owned.revision.name()),
            number("number", owned -> owned.revision.number()),
            number("wanted", owned -> owned.revision.replicas()),
            number("min_ready_seconds", owned -> owned.revision.minReadySeconds()),
            number("desired", owned -> owned.revision.aim().desired()),
            number("most", owned -> owned.revision.aim().most()),
            json("template", owned -> owned.revision.template())));
  }

  static Layout<Replica> replicas() {
    return new Layout<>(
        "replica",
        List.of(
            position("born", Replica::born),
            text("cluster", replica -> replica.id().service().cluster()),
            text("namespace", replica -> replica.id().service().namespace()),
            text("service", replica -> replica.id().service().name()),
            text("name", replica -> replica.id().name()),
            text("revision", Replica::revision),
            text("phase", replica -> word(replica.phase())),
            truth("available", replica -> replica.state().available()),
            textIfAny("node", Replica::node),
            textIfAny("address", replica -> replica.state().address()),
            number("cpu", replica -> replica.share().cpu()),
            number("memory", replica -> replica.share().memory()),
            number("tries", replica -> replica.state().tries()),
            number("restarts", Replica::restarts),
            textIfAny("trouble", replica -> replica.state().trouble()),
            json("labels", Replica::labels),
            moment("created_at", Replica::createdAt),
            moment("ready_at", replica -> replica.state().readyAt()),
            moment("due_at", replica -> replica.state().dueAt())));
  }

  static Layout<Task> tasks() {
    return new Layout<>(
        "task",
        List.of(
            position("request_id", task -> (long) task.requestId()),
            text("kind", task -> word(task.kind())),
            text("status", task -> task.status().text()),
            text("cluster", Task::cluster),
            json("machines", Task::machines),
            moment("started_at", Task::startedAt)));
  }

  /// `PULL_BACK_OFF` as `PullBackOff`, which is how the API spells what it has words for.
  static String word(Enum<?> constant) {
    var word = new StringBuilder();
    for (String part : constant.name().split("_", -1)) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return word.toString();
  }
}
