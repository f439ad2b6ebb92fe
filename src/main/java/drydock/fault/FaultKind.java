package drydock.fault;

import static drydock.fault.Parameter.seconds;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What can be made to go wrong.
public enum FaultKind {
  NODE_BOOT_FAILURE(
      Scope.MACHINE,
      Hold.NONE,
      "A machine never comes up: the node is gone, and its task fails. Each machine that boots is"
          + " an occasion."),
  OUT_OF_STOCK(
      Scope.MACHINE,
      Hold.NONE,
      "A machine cannot be bought: the order is taken, its task fails at once. Each machine ordered"
          + " is an occasion."),
  NODE_DOWN(
      Scope.MACHINE,
      Hold.RUNNING,
      "The machine of a node goes down, and comes up again when the fault ends; its containers"
          + " start anew then. Each node that is there when the fault begins is an occasion, and"
          + " each that joins while it lasts."),
  NODE_FLAPPING(
      Scope.MACHINE,
      Hold.RUNNING,
      "A node is lost to the network for a while and back for a while, again and again. Each node"
          + " that is there when the fault begins is an occasion, each that joins while it lasts,"
          + " and each further time counts as an effect.",
      seconds("downSeconds", 1, 60, "How long it is lost."),
      seconds("upSeconds", 1, 60, "How long it is back.")),
  ZONE_OUTAGE(
      Scope.ZONE,
      Hold.RUNNING,
      "All machines of a zone go down, those that join there too, and come up again when the fault"
          + " ends. Each zone of each cluster that has nodes when the fault begins is an"
          + " occasion."),
  MEMORY_PRESSURE(
      Scope.MACHINE,
      Hold.RUNNING,
      "A node runs short of memory and evicts one replica after the other until the fault ends."
          + " Each node that is there when the fault begins is an occasion, and each that joins"
          + " while it lasts."),
  DISK_PRESSURE(
      Scope.MACHINE,
      Hold.RUNNING,
      "A node runs short of disk: it deletes images that nobody there uses, and evicts one replica"
          + " after the other until the fault ends. Each node that is there when the fault begins"
          + " is an occasion, and each that joins while it lasts."),
  IMAGE_MISSING(
      Scope.CONTAINER,
      Hold.NONE,
      "The registry does not know an image. Each pull is an occasion; it is tried again after its"
          + " back-off."),
  REGISTRY_DOWN(
      Scope.CONTAINER,
      Hold.NONE,
      "The registry does not answer. Each pull is an occasion; it is tried again after its"
          + " back-off."),
  SLOW_PULL(
      Scope.CONTAINER,
      Hold.UNTIL_OVER,
      "A pull takes longer. Each pull is an occasion; when the fault ends, what was slow is there"
          + " at once.",
      new Parameter("factor", "", 1, 1_000, 10, false, "How many times as long it takes."),
      seconds("seconds", 0, 0, "How much longer it takes than that.")),
  START_FAILURE(
      Scope.CONTAINER,
      Hold.UNTIL_OVER,
      "A container cannot be started (ContainerCannotRun), and is tried again after its back-off."
          + " Each start of a container is an occasion."),
  CRASH_LOOP(
      Scope.CONTAINER,
      Hold.RUNNING,
      "The process of a container ends. Each start of a container is an occasion, and each"
          + " container that runs when the fault begins.",
      new Parameter("exitCode", "", 0, 255, 1, true, "What it ends with."),
      seconds("afterSeconds", 0, 0, "How long after its start, or after the fault's beginning.")),
  OOM(
      Scope.CONTAINER,
      Hold.RUNNING,
      "A container is killed for its memory (OOMKilled, exit code 137), whatever its limit. Each"
          + " start of a container is an occasion, and each container that runs when the fault"
          + " begins.",
      seconds("afterSeconds", 0, 10, "How long after its start, or after the fault's beginning.")),
  NEVER_READY(
      Scope.CONTAINER,
      Hold.RUNNING,
      "The readiness check of a container fails until the fault ends; one without a check is not"
          + " ready either. Each start of a container is an occasion, and each container that runs"
          + " when the fault begins."),
  LIVENESS_FAILURE(
      Scope.CONTAINER,
      Hold.RUNNING,
      "The liveness check of a container fails, so it is killed and started again; one without a"
          + " check fails that of Kubernetes' defaults (every 10 s, 3 failures). Each start of a"
          + " container is an occasion, and each container that runs when the fault begins.",
      seconds("afterSeconds", 0, 0, "How long its application still answers.")),
  SLOW_TERMINATION(
      Scope.REPLICA,
      Hold.UNTIL_OVER,
      "A replica that was told to stop stays on its node for longer, even beyond the grace period,"
          + " as with a runtime that hangs. Each replica that stops is an occasion; when the fault"
          + " ends, it is gone at once.",
      seconds("seconds", 1, 600, "How much longer it stays.")),
  TASK_STUCK(
      Scope.TASK,
      Hold.UNTIL_OVER,
      "A task goes on running after its work is done, until the fault ends. Each task whose work is"
          + " done is an occasion."),
  TASK_LATE(
      Scope.TASK,
      Hold.UNTIL_OVER,
      "A task is done later than its work. Each task whose work is done is an occasion; when the"
          + " fault ends, it is done at once.",
      seconds("seconds", 1, 300, "How much later it is done.")),
  TASK_FAILED(
      Scope.TASK,
      Hold.NONE,
      "A task is told to have failed although its work is done. Each task that succeeds is an"
          + " occasion."),
  BALANCER_FAILURE(
      Scope.BALANCER,
      Hold.NONE,
      "A load balancer cannot be made, and is tried again after 5 s, 10 s, 20 s, up to 5 minutes."
          + " Each try is an occasion."),
  BALANCER_LATE(
      Scope.BALANCER,
      Hold.UNTIL_OVER,
      "A load balancer takes longer to be made. Each that is about to be there is an occasion; when"
          + " the fault ends, it is there at once.",
      seconds("seconds", 1, 300, "How much longer it takes."));

  /// How long what a fault strikes stays under its effect.
  enum Hold {
    /// It is over as it happens.
    NONE,
    /// Until it is known to be over, what was struck gets out of it by itself, or the fault ends.
    UNTIL_OVER,
    /// As [#UNTIL_OVER], and what runs when it begins is struck.
    RUNNING
  }

  private final Scope scope;
  private final Hold hold;
  private final String says;

  /// Records of numbers and texts.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Parameter> parameters;

  FaultKind(Scope scope, Hold hold, String says, Parameter... parameters) {
    this.scope = scope;
    this.hold = hold;
    this.says = says;
    this.parameters = List.of(parameters);
  }

  /// As requests give it: `crash-loop`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The kind of that name; null if there is none.
  public static @Nullable FaultKind of(String text) {
    for (FaultKind kind : values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }
    return null;
  }

  public Scope scope() {
    return scope;
  }

  /// What it does and when, in sentences.
  public String says() {
    return says;
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  /// Whether something stays under its effect for a while.
  boolean holds() {
    return hold != Hold.NONE;
  }

  /// Whether it strikes what runs when it begins: nodes or containers.
  boolean strikesRunning() {
    return hold == Hold.RUNNING;
  }

  /// Whether it strikes nodes that run.
  public boolean strikesNodes() {
    return hold == Hold.RUNNING && (scope == Scope.MACHINE || scope == Scope.ZONE);
  }
}
