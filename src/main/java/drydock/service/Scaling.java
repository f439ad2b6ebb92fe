package drydock.service;

import drydock.kernel.Event;
import drydock.profile.RolloutPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings a service to another number of replicas, by itself or in the middle of a rollout: then
/// revisions grow or shrink in proportion to their sizes, so that replicas of neither are preferred
/// (Kubernetes 1.7 to 1.10, pkg/controller/deployment/sync.go, scale).
///
/// Example, 3 more than asked for allowed, old 8 and new 5 of 10, then 15 are asked for: 18 may be,
/// so old becomes 8 · 18/13 ≈ 11 and new 5 · 18/13 ≈ 7.
final class Scaling {

  private final Service service;
  private final List<Revision> active;
  private final Revision.Aim aim;

  private Scaling(Service service, RolloutPolicy policy) {
    this.service = service;
    this.active = active(service);
    this.aim = Revision.Aim.of(service.spec(), policy);
  }

  /// Whether another number was asked for than revisions were last scaled for.
  static boolean isDue(Service service) {
    return active(service).stream()
        .anyMatch(each -> each.aim().desired() != service.spec().replicas());
  }

  private static List<Revision> active(Service service) {
    return service.progress().revisions().stream().filter(Revision::active).toList();
  }

  /// What scaling leads to; nothing where sizes are right. Where the strategy is Recreate and there
  /// are replicas of several revisions, earlier ones have to go first, which is not decided here.
  static List<Event> step(Service service, Fleet fleet, RolloutPolicy policy) {
    var scaling = new Scaling(service, policy);
    if (scaling.active.size() <= 1) {
      return scaling.onlyOne();
    }
    Revision current = service.current();
    if (current != null && scaling.saturated(current, fleet)) {
      return scaling.onlyCurrent(current);
    }
    return switch (service.spec().strategy()) {
      case ROLLING_UPDATE -> scaling.inProportion();
      case RECREATE -> List.of();
    };
  }

  private List<Event> onlyOne() {
    Revision one = active.isEmpty() ? latest() : active.getFirst();
    return one == null ? List.of() : scaled(one, aim.desired());
  }

  private @Nullable Revision latest() {
    Revision current = service.current();
    List<Revision> all = service.progress().revisions();
    return current != null || all.isEmpty() ? current : all.getLast();
  }

  private boolean saturated(Revision current, Fleet fleet) {
    return current.replicas() == aim.desired()
        && current.aim().desired() == aim.desired()
        && fleet.of(current).available() == aim.desired();
  }

  private List<Event> onlyCurrent(Revision current) {
    List<Event> events = new ArrayList<>();
    for (Revision each : active) {
      if (!each.name().equals(current.name())) {
        events.addAll(scaled(each, 0));
      }
    }
    return events;
  }

  private List<Event> inProportion() {
    int total = active.stream().mapToInt(Revision::replicas).sum();
    int toAdd = (aim.desired() > 0 ? aim.most() : 0) - total;
    List<Revision> ordered = new ArrayList<>(active);
    ordered.sort(largestFirst(toAdd > 0));
    int[] sizes = new int[ordered.size()];
    int added = 0;
    for (int i = 0; i < sizes.length; i++) {
      int part = part(ordered.get(i), total, toAdd, added);
      sizes[i] = ordered.get(i).replicas() + part;
      added += part;
    }
    // What rounding leaves over goes to the largest.
    sizes[0] = Math.max(0, sizes[0] + toAdd - added);
    List<Event> down = new ArrayList<>();
    List<Event> up = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      Revision each = ordered.get(i);
      (sizes[i] < each.replicas() ? down : up).addAll(scaled(each, sizes[i]));
    }
    // First those that shrink, so that there are never more than may be.
    down.addAll(up);
    return down;
  }

  /// Of equal ones the younger grows first, and the older shrinks first.
  private static Comparator<Revision> largestFirst(boolean growing) {
    Comparator<Revision> byAge = Comparator.comparingLong(Revision::born);
    return Comparator.comparingInt(Revision::replicas)
        .reversed()
        .thenComparing(growing ? byAge.reversed() : byAge);
  }

  /// By how much a revision grows, or shrinks if that is negative (GetProportion).
  private int part(Revision revision, int total, int toAdd, int added) {
    if (toAdd == added) {
      return 0;
    }
    int share = share(revision, total);
    return toAdd > 0 ? Math.min(share, toAdd - added) : Math.max(share, toAdd - added);
  }

  private int share(Revision revision, int total) {
    if (aim.desired() == 0) {
      return -revision.replicas();
    }
    int most = revision.aim().most() == 0 ? total : revision.aim().most();
    return roundedQuotient((long) revision.replicas() * aim.most(), most) - revision.replicas();
  }

  /// Halves are rounded up.
  private static int roundedQuotient(long dividend, long divisor) {
    return (int) ((2 * dividend + divisor) / (2 * divisor));
  }

  /// That a revision keeps its size is worth an event if it is for another number asked for.
  private List<Event> scaled(Revision revision, int to) {
    boolean same = to == revision.replicas() && aim.equals(revision.aim());
    return same ? List.of() : List.of(revision.scale(service.id(), to, aim));
  }
}
