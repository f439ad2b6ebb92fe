package drydock.world;

import drydock.kernel.Decision;
import drydock.kernel.Recorded;
import drydock.profile.Altered;
import drydock.profile.Portion;
import drydock.profile.Profile;
import drydock.profile.RolloutPolicy;
import drydock.server.ProfileFile;
import drydock.service.Container;
import drydock.service.Fleet;
import drydock.service.Probe;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.Revision;
import drydock.service.Service;
import drydock.service.ServiceCommand;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.service.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The service `web` in a world where nothing takes time but its minReadySeconds, and what its
/// controller does written down as a trace: `new 3 · old 8 · ..`, where each entry is one write of
/// a revision, called by the tag of its image, and `..` is a moment at which replicas become
/// available.
final class Rolled {

  /// The tag tells revisions apart; the probe is passed by any image that does not say otherwise.
  static final Probe READY = new Probe(Probe.Method.TCP, 0, 1, 1, 1, 1, 80, null, null, null);

  final Sandbox sandbox;
  final String cluster;
  final ServiceId web;
  private final TreeMap<String, String> tags = new TreeMap<>();
  private int told;

  Rolled(RolloutPolicy policy, int nodes, ServiceSpec spec) {
    this(profile("instant", policy), nodes, spec);
  }

  Rolled(Profile profile, int nodes, ServiceSpec spec) {
    this.sandbox = new Sandbox(profile, 1);
    this.cluster = sandbox.cluster(nodes);
    this.web = new ServiceId(cluster, "default", "web");
    sandbox.ask(new ServiceCommand.Create(web, spec));
    run(3600);
    trace();
  }

  /// `replicas` of `nginx:old` that count as available when they have been ready for ten seconds.
  static Rolled of(int replicas, String maxSurge, String maxUnavailable) {
    return new Rolled(policy(maxSurge, maxUnavailable), 3, spec(replicas, 10, "nginx:old"));
  }

  static RolloutPolicy policy(String maxSurge, String maxUnavailable) {
    return new RolloutPolicy(
        Portion.parse(maxSurge), Portion.parse(maxUnavailable), true, null, null);
  }

  /// A profile with another policy.
  static Profile profile(String name, RolloutPolicy policy) {
    return Altered.with(policy, ProfileFile.read(name));
  }

  static ServiceSpec spec(int replicas, int minReadySeconds, String image) {
    return spec(replicas, minReadySeconds, Sandbox.container("web", image, null, READY));
  }

  static ServiceSpec spec(int replicas, int minReadySeconds, Container container) {
    ServiceSpec plain = Sandbox.spec("web", replicas, container);
    return new ServiceSpec(
        "", replicas, plain.strategy(), minReadySeconds, plain.exposure(), plain.template());
  }

  Decision ask(ServiceCommand command) {
    return sandbox.ask(command);
  }

  Rolled update(String image) {
    ask(new ServiceCommand.ChangeImage(web, image));
    return this;
  }

  Rolled scale(int replicas) {
    ask(new ServiceCommand.Scale(web, replicas));
    return this;
  }

  Rolled run(long seconds) {
    sandbox.run(Duration.ofSeconds(seconds));
    return this;
  }

  Service service() {
    return sandbox.world.services().find(web);
  }

  Fleet fleet() {
    return sandbox.world.services().fleet(web);
  }

  List<Replica> replicas() {
    return List.copyOf(fleet().replicas());
  }

  String status() {
    return ServiceStatus.of(service(), fleet()).text();
  }

  /// Numbers and tags of the revisions: `1 old, 2 new`.
  String revisions() {
    return String.join(
        ", ",
        service().progress().revisions().stream()
            .map(each -> each.number() + " " + tag(each))
            .toList());
  }

  /// What happened since it was last asked.
  String trace() {
    service().progress().revisions().forEach(each -> tags.put(each.name(), tag(each)));
    List<String> trace = new ArrayList<>();
    Set<Instant> waves = new TreeSet<>();
    for (Recorded recorded : sandbox.history.subList(told, sandbox.history.size())) {
      switch (recorded.event()) {
        case ServiceEvent.RevisionScaled e when e.from() != e.to() ->
            trace.add(tags.get(e.revision()) + " " + e.to());
        case ReplicaEvent.Available _ when waves.add(recorded.at()) -> trace.add("..");
        default -> {}
      }
    }
    told = sandbox.history.size();
    return String.join(" · ", trace);
  }

  private static String tag(Revision revision) {
    String image = revision.template().containers().getFirst().image();
    return image.substring(image.lastIndexOf(':') + 1);
  }
}
