package drydock.projection;

import drydock.engine.Storage;
import drydock.kernel.Recorded;
import drydock.log.Checkpoints.Checkpoint;
import drydock.log.Entry;
import drydock.log.EventLog.Appended;
import drydock.log.EventLog.Ownership;
import drydock.log.HistoryDigest;
import drydock.log.LogUnavailable;
import drydock.log.StateCodec;
import drydock.service.Container;
import drydock.service.Exposure;
import drydock.service.PodTemplate;
import drydock.service.Probe;
import drydock.service.Requirement;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.service.Volume;
import drydock.world.RandomStory;
import drydock.world.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A world that random things happen to, with its history in a log.
final class Told {

  private final Storage storage;
  private final RandomStory story;
  private final Ownership owner;
  final Sandbox sandbox;
  final List<Entry> entries = new ArrayList<>();

  private Told(Storage storage, Ownership owner, long seed) {
    this.storage = storage;
    this.owner = owner;
    this.sandbox = new Sandbox("realistic", seed);
    this.story = new RandomStory(sandbox, seed);
  }

  /// A world of its own, or what a reset one has become.
  static Told begin(Storage storage, long world, long seed) throws LogUnavailable {
    return new Told(storage, storage.log().takeOver(world), seed);
  }

  long world() {
    return owner.world();
  }

  /// Lets some steps of the story happen, and appends what came of them.
  void tell(int steps) throws LogUnavailable {
    story.run(steps);
    exoticService();
    append();
  }

  /// A service that has a bit of everything, where it can be had.
  private void exoticService() {
    for (var cluster : List.copyOf(sandbox.world.clusters().list())) {
      var id = new ServiceId(cluster.id(), "default", "exotic");
      sandbox.ask(new ServiceCommand.Create(id, exotic()));
      sandbox.ask(
          new ServiceCommand.ChangeImages(id, sorted("sidecar", "redis:" + entries.size())));
    }
  }

  private static ServiceSpec exotic() {
    var resources = new Container.Resources(0, 500, 0, 256);
    var execution = new Container.Execution("sh", List.of("-c", "écho \"hi\" \\ \n"), true, "/srv");
    var probe = new Probe(Probe.Method.HTTP, 1, 2, 3, 1, 4, 80, "HTTP", "/ready", null);
    var containers =
        List.of(
            new Container(
                "main",
                "nginx:1.0",
                List.of(new Container.Variable("LANG", "中文 {\"a\":null}")),
                List.of(new Container.Mount("data", "/data", true)),
                resources,
                execution,
                null,
                probe),
            new Container(
                "sidecar", "redis", List.of(), List.of(), resources, execution, null, null));
    var template =
        new PodTemplate(
            containers,
            List.of(new Volume("data", Volume.Type.HOST_PATH, "/var/data", null, List.of("k"))),
            List.of(new Requirement("qcloud", Requirement.Operator.IN, List.of("my-app"))),
            List.of(),
            sorted("it's", "\"quoted\""),
            "now");
    var ports =
        List.of(
            new Exposure.Port(80, 8080, 0, Exposure.Protocol.TCP),
            new Exposure.Port(53, 53, 0, Exposure.Protocol.UDP));
    return new ServiceSpec(
        "a bit of everything",
        2,
        ServiceSpec.Strategy.RECREATE,
        7,
        new Exposure(Exposure.Type.INTERNAL_LOAD_BALANCER, ports, "subnet-3lzrkspo"),
        template);
  }

  private static SortedMap<String, String> sorted(String key, String value) {
    var map = new TreeMap<String, String>();
    map.put(key, value);
    return map;
  }

  void run(Duration time) throws LogUnavailable {
    sandbox.run(time);
    append();
  }

  void append() throws LogUnavailable {
    List<Recorded> fresh = sandbox.history.subList(entries.size(), sandbox.history.size());
    List<Entry> batch = fresh.stream().map(storage.codec()::encode).toList();
    if (!batch.isEmpty() && storage.log().append(owner, batch) != Appended.DURABLE) {
      throw new IllegalStateException("another writer in a test of one");
    }
    entries.addAll(batch);
  }

  /// Hands over what was appended since a position, as a world's loop does.
  void hand(Projecting projecting, int after) {
    List<Recorded> all = sandbox.history;
    projecting.hand(owner.writer(), List.copyOf(all.subList(after, all.size())));
  }

  /// Leaves a checkpoint of the world as it is now.
  void keep() throws LogUnavailable {
    var state = sandbox.world.state();
    storage
        .checkpoints()
        .save(
            owner,
            new Checkpoint(
                state.position(),
                state.now(),
                HistoryDigest.EMPTY,
                StateCodec.FORMAT,
                StateCodec.write(state)));
  }
}
