package drydock.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A service as it is now.
///
/// @param labels those that clients gave the service itself, beside [PodTemplate#SYSTEM_LABEL]; its
///   pods have those of their template
/// @param address its address inside the cluster; empty if it is not reached over the network
/// @param born the position of the event that made it
/// @param balancer its load balancer; null if it has none
public record Service(
    ServiceId id,
    ServiceSpec spec,
    SortedMap<String, String> labels,
    String address,
    long born,
    Instant createdAt,
    @Nullable Balancer balancer,
    Progress progress) {

  /// How far the service is with becoming what was asked for.
  ///
  /// @param paused whether updates and scaling wait
  /// @param rollout the update under way, paused or not; null if there is none
  /// @param updated whether it was ever updated; clients are told the strategy only then
  /// @param current the name of the revision of the template asked for; null while there is none
  ///   yet
  /// @param revisions from the oldest to the youngest
  public record Progress(
      boolean paused,
      @Nullable Rollout rollout,
      boolean updated,
      @Nullable String current,
      List<Revision> revisions) {

    static final Progress NEW = new Progress(false, null, false, null, List.of());

    /// Another template was asked for. That is no new revision where the last one has it already.
    Progress rolling(Rollout kind, PodTemplate template) {
      String last =
          revisions.stream()
              .max(Comparator.comparingInt(Revision::number))
              .filter(revision -> revision.template().equals(template))
              .map(Revision::name)
              .orElse(null);
      return new Progress(kind == Rollout.UPDATE && paused, kind, true, last, revisions);
    }

    /// Something was asked for that may take its time, of the template that is there.
    Progress adjusting() {
      return new Progress(paused, Rollout.UPDATE, true, current, revisions);
    }

    Progress paused(boolean now) {
      return new Progress(now, rollout, updated, current, revisions);
    }

    Progress finished() {
      return new Progress(paused, null, updated, current, revisions);
    }

    Progress at(Revision revision) {
      return new Progress(paused, rollout, updated, revision.name(), withRevision(revision));
    }

    Progress scaled(Revision revision) {
      return new Progress(paused, rollout, updated, current, withRevision(revision));
    }

    Progress without(String gone) {
      return new Progress(
          paused,
          rollout,
          updated,
          current,
          revisions.stream().filter(each -> !each.name().equals(gone)).toList());
    }

    private List<Revision> withRevision(Revision revision) {
      List<Revision> all = new ArrayList<>(revisions);
      all.replaceAll(each -> each.name().equals(revision.name()) ? revision : each);
      if (!all.contains(revision)) {
        all.add(revision);
      }
      return List.copyOf(all);
    }
  }

  static Service created(ServiceEvent.Created event, long position, Instant at) {
    SortedMap<String, String> labels = new TreeMap<>(event.spec().template().labels());
    labels.remove(PodTemplate.SYSTEM_LABEL);
    return new Service(
        event.service(),
        event.spec(),
        labels,
        event.address(),
        position,
        at,
        event.balancer(),
        Progress.NEW);
  }

  /// What it becomes by an event that does not make or end it.
  Service evolve(ServiceEvent event, long position) {
    return switch (event) {
      case ServiceEvent.Created _, ServiceEvent.Deleted _ -> this;
      case ServiceEvent.Modified e -> modified(e);
      case ServiceEvent.Described e -> with(spec.withDescription(e.description()), progress);
      case ServiceEvent.Labelled e ->
          new Service(id, spec, e.labels(), address, born, createdAt, balancer, progress);
      case ServiceEvent.Updated e ->
          with(spec.withTemplate(e.template()), progress.rolling(Rollout.UPDATE, e.template()));
      case ServiceEvent.RolledBack e -> {
        PodTemplate earlier = revision(e.revision()).template();
        yield with(spec.withTemplate(earlier), progress.rolling(Rollout.ROLLBACK, earlier));
      }
      case ServiceEvent.Scaled e -> with(spec.withReplicas(e.replicas()), progress);
      case ServiceEvent.Paused _ -> with(spec, progress.paused(true));
      case ServiceEvent.Resumed _ -> with(spec, progress.paused(false));
      case ServiceEvent.RolloutFinished _ -> with(spec, progress.finished());
      case ServiceEvent.BalancerCreated _ -> balanced(null, null);
      case ServiceEvent.BalancerFailed e ->
          balanced(e.retryAt(), balancer == null ? 1 : balancer.failures() + 1);
      case ServiceEvent.BalancerDelayed e ->
          balanced(e.dueAt(), balancer == null ? null : balancer.tries());
      case ServiceEvent.RevisionCreated e ->
          with(
              spec,
              progress.at(
                  new Revision(
                      e.revision(), e.number(), spec.template(), 0, position, Revision.Aim.NONE)));
      case ServiceEvent.RevisionRenumbered e ->
          with(spec, progress.at(revision(e.revision()).renumbered(e.number())));
      case ServiceEvent.RevisionScaled e ->
          with(spec, progress.scaled(revision(e.revision()).scaled(e)));
      case ServiceEvent.RevisionRemoved e -> with(spec, progress.without(e.revision()));
    };
  }

  private Service with(ServiceSpec asked, Progress reached) {
    return new Service(id, asked, labels, address, born, createdAt, balancer, reached);
  }

  private Service modified(ServiceEvent.Modified event) {
    ServiceSpec asked = event.spec();
    boolean sameTemplate = asked.template().equals(spec.template());
    return new Service(
        id,
        asked,
        labels,
        event.address(),
        born,
        createdAt,
        event.balancer(),
        sameTemplate ? progress.adjusting() : progress.rolling(Rollout.UPDATE, asked.template()));
  }

  private Service balanced(@Nullable Instant dueAt, @Nullable Integer tries) {
    Balancer next =
        balancer == null ? null : new Balancer(balancer.id(), balancer.address(), dueAt, tries);
    return new Service(id, spec, labels, address, born, createdAt, next, progress);
  }

  /// The revision of the template asked for; null while there is none yet.
  public @Nullable Revision current() {
    String name = progress.current;
    return name == null ? null : revision(name);
  }

  /// A revision that is known to be there.
  public Revision revision(String name) {
    for (Revision revision : progress.revisions) {
      if (revision.name().equals(name)) {
        return revision;
      }
    }
    throw new IllegalStateException(id + " has no revision " + name);
  }

  /// The revision of a template; null if there is none.
  @Nullable Revision revisionOf(PodTemplate template) {
    for (Revision revision : progress.revisions) {
      if (revision.template().equals(template)) {
        return revision;
      }
    }
    return null;
  }

  /// The containers of a replica. None are known of one that has outlasted an earlier service of
  /// this name.
  public List<Container> containers(Replica replica) {
    for (Revision revision : progress.revisions) {
      if (revision.name().equals(replica.revision())) {
        return revision.template().containers();
      }
    }
    return List.of();
  }

  /// Revisions other than the current one, from the oldest to the youngest.
  List<Revision> earlier() {
    return progress.revisions.stream()
        .filter(each -> !each.name().equals(progress.current))
        .toList();
  }

  /// The number that the next revision gets.
  int nextNumber() {
    return progress.revisions.stream().mapToInt(Revision::number).max().orElse(0) + 1;
  }
}
