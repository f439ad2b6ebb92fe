package drydock.fault;

import drydock.kernel.Cause;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.kernel.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The occasions of one step: asks of each whether a fault strikes, and counts along, so that what
/// is asked for later in the step knows of what came before. The answers are a part of the step;
/// until its events are in force, nothing has happened.
public final class Strikes {

  private final Faults faults;
  private final Dice dice;
  private final List<Event> told = new ArrayList<>();
  private final SortedMap<String, Count> counts = new TreeMap<>();
  private @Nullable String first;
  private @Nullable String freed;

  private record Count(long occasions, long effects) {
    static final Count NONE = new Count(0, 0);

    Count plus(boolean struck) {
      return new Count(occasions + 1, effects + (struck ? 1 : 0));
    }
  }

  /// Which draw this is: that of a subject of the log, of a part of it (a container, an image;
  /// empty for all of it), and the how-manieth.
  public record Occasion(String subject, String part, long which) {}

  public Strikes(Faults faults, Dice dice) {
    this.faults = faults;
    this.dice = dice;
  }

  /// Whether there is no fault at all to be asked about.
  public boolean calm() {
    return faults.isEmpty();
  }

  /// Whether faults of a kind strike now, wherever.
  public boolean active(FaultKind kind) {
    return !faults.active(kind).isEmpty();
  }

  /// Whether something is under the effect of a fault of a kind.
  public boolean holds(FaultKind kind, String subject) {
    return holder(kind, subject) != null;
  }

  /// The id of the fault of a kind under whose effect something is; null if none is.
  public @Nullable String holder(FaultKind kind, String subject) {
    Outbreak outbreak = faults.holder(kind, subject);
    return outbreak == null ? null : outbreak.fault().id();
  }

  /// Whether a fault of a kind strikes here whenever it is asked.
  public boolean certain(FaultKind kind, Target target) {
    return faults.active(kind).stream()
        .filter(each -> reaches(each, target))
        .map(Outbreak::fault)
        .anyMatch(each ->
            each.every() == null
                && each.budget() == null
                && (each.probability() == null || each.probability() >= 1));
  }

  private boolean reaches(Outbreak outbreak, Target target) {
    Integer budget = outbreak.fault().budget();
    long effects = outbreak.effects() + counted(outbreak).effects;
    return (budget == null || effects < budget) && outbreak.fault().selector().selects(target);
  }

  private Count counted(Outbreak outbreak) {
    return counts.getOrDefault(outbreak.fault().id(), Count.NONE);
  }

  /// The fault of a kind that strikes on an occasion, the oldest if there are several; null if none
  /// does.
  public @Nullable Fault strike(FaultKind kind, Target target, Occasion occasion) {
    return strike(kind, target, occasion, _ -> null);
  }

  /// The same where it is known until when its effect lasts.
  public @Nullable Fault strike(
      FaultKind kind, Target target, Occasion occasion, Function<Fault, @Nullable Instant> until) {
    for (Outbreak each : faults.active(kind)) {
      if (strikes(each, target, occasion, until)) {
        return each.fault();
      }
    }
    return null;
  }

  /// Whether a fault strikes on an occasion.
  public boolean strikes(Outbreak outbreak, Target target, Occasion occasion) {
    return strikes(outbreak, target, occasion, _ -> null);
  }

  /// The same where it is known until when its effect lasts.
  public boolean strikes(
      Outbreak outbreak,
      Target target,
      Occasion occasion,
      Function<Fault, @Nullable Instant> until) {
    if (!reaches(outbreak, target)) {
      return false;
    }
    Fault fault = outbreak.fault();
    boolean struck = struck(outbreak, occasion);
    if (struck) {
      first = first == null ? fault.id() : first;
      told.add(new FaultEvent.Struck(fault.id(), occasion.subject, until.apply(fault)));
    } else if (fault.every() != null) {
      told.add(new FaultEvent.Spared(fault.id(), occasion.subject));
    }
    counts.put(fault.id(), counted(outbreak).plus(struck));
    return struck;
  }

  private boolean struck(Outbreak outbreak, Occasion occasion) {
    Fault fault = outbreak.fault();
    if (fault.every() != null) {
      return (outbreak.occasions() + counted(outbreak).occasions + 1) % fault.every() == 0;
    }
    double probability = fault.probability() == null ? 1 : fault.probability();
    String who = fault.id() + " " + occasion.subject + " " + occasion.part;
    return probability >= 1 || dice.roll("fault", who, occasion.which) < probability;
  }

  /// A subject gets out of the effect of the fault that holds it, if one does.
  public @Nullable Fault release(FaultKind kind, String subject) {
    Outbreak holder = faults.holder(kind, subject);
    if (holder == null) {
      return null;
    }
    release(holder, subject);
    return holder.fault();
  }

  /// The same of one fault, if it strikes still.
  public void release(@Nullable String fault, String subject) {
    Outbreak outbreak = fault == null ? null : faults.find(fault);
    if (outbreak != null && outbreak.holds(subject)) {
      release(outbreak, subject);
    }
  }

  private void release(Outbreak outbreak, String subject) {
    String id = outbreak.fault().id();
    freed = freed == null ? id : freed;
    told.add(new FaultEvent.Released(id, List.of(subject)));
  }

  /// The step that these events are, and what was told of faults before them. Its cause is the
  /// first fault that struck, or else the first that let something go.
  public Step step(List<? extends Event> events) {
    return step(events, first);
  }

  /// The same, brought about by a fault that struck earlier; by nothing in particular if null.
  public Step step(List<? extends Event> events, @Nullable String fault) {
    if (told.isEmpty() && fault == null) {
      return Step.of(List.copyOf(events));
    }
    List<Event> all = new ArrayList<>(told);
    all.addAll(events);
    String why = first != null ? first : fault != null ? fault : freed;
    return new Step(all, why == null ? null : new Cause.Fault(why));
  }
}
