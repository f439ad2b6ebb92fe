package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.engine.LoopObserver;
import drydock.engine.Outcome;
import drydock.engine.Pace;
import drydock.engine.Past;
import drydock.engine.Sight;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.kernel.Cause;
import drydock.kernel.Command;
import drydock.kernel.Event;
import drydock.log.EventCodec;
import drydock.log.HistoryDigest;
import drydock.log.LogUnavailable;
import drydock.log.MemoryEventLog;
import drydock.profile.Profile;
import drydock.provider.tencent.reference.Actions;
import drydock.server.ProfileFile;
import drydock.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The whole API, served for a world in memory with a clock that is moved by hand, in which
/// something has happened already: see `src/test/resources/api/stage`. What is answered is counted
/// by [ApiCoverage].
final class Stage implements AutoCloseable {

  private final WorldLoop loop;
  private final ApiServer server;
  final List<Action> actions;

  private Stage(String name) {
    var log = new MemoryEventLog();
    Profile profile = ProfileFile.read(name);
    var config =
        new WorldConfig(
            "main",
            1,
            profile,
            new Pace.Wish(Pace.Mode.MANUAL, 1),
            () -> Instant.parse("2026-11-21T00:00:00Z"));
    var storage = new Storage(log, log, log, new EventCodec());
    try {
      loop = WorldLoop.start(config, storage, LoopObserver.NONE);
    } catch (LogUnavailable away) {
      throw new IllegalStateException(away);
    }
    actions = Actions.all(new Backend(loop), profile).stream().map(ApiCoverage::watched).toList();
    server = new ApiServer(ApiServer.Setup.usual().open(), actions.toArray(Action[]::new));
  }

  /// A world by some profile in which nothing has happened.
  static Stage empty(String profile) {
    return new Stage(profile);
  }

  static Stage set() {
    Stage stage = empty("realistic");
    Example.stage().forEach(stage::succeed);
    return stage;
  }

  Action action(String name) {
    return actions.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /// What a command leads to that no action of the API stands for.
  List<Event> order(Command command) {
    var cause = new Cause.Command("Test", "tester", new TreeMap<>());
    return ((Outcome.Accepted) loop.ask(command, cause).join()).events();
  }

  <T> T look(Function<World, T> query) {
    return loop.look(sight -> query.apply(sight.world())).join();
  }

  /// The bytes that an action answers.
  String ask(String action, Map<String, String> parameters) {
    Map<String, String> fields = new TreeMap<>(parameters);
    fields.put("Action", action);
    return server.post(fields);
  }

  /// Does one step on the way to an example.
  void succeed(Example.Step step) {
    if (step.what().startsWith("advance ")) {
      long seconds = Long.parseLong(step.what().substring("advance ".length()));
      pass(Duration.ofSeconds(seconds), false);
    } else {
      String answer = ask(step.what(), step.parameters());
      assertTrue(answer.startsWith("{\"code\":0,"), () -> step + " answers " + answer);
    }
  }

  Past past() {
    return loop.past();
  }

  /// Lets time pass, as long as is said or until nothing is in progress any more.
  void pass(Duration time, boolean untilIdle) {
    loop.advance(time, untilIdle).join();
  }

  HistoryDigest digest() {
    return loop.look(Sight::digest).join();
  }

  @Override
  public void close() {
    server.close();
    loop.close();
  }
}
