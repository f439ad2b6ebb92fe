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
  /// @param condition whether it gets on; null where rollouts have no deadline
  /// @param revisions from the oldest to the youngest
  public record Progress(
      boolean paused,
      @Nullable Rollout rollout,
      boolean updated,
      @Nullable String current,
      @Nullable Progressing condition,
      List<Revision> revisions) {

    static final Progress NEW = new Progress(false, null, false, null, null, List.of());

    /// Another template was asked for. That is no new revision where the last one has it already.
    Progress rolling(Rollout kind, PodTemplate template, Instant at) {
      String last =
          revisions.stream()
              .max(Comparator.comparingInt(Revision::number))
              .filter(revision -> revision.template().equals(template))
              .map(Revision::name)
              .orElse(null);
      Progress base = paused && kind == Rollout.ROLLBACK ? resumed(at) : this;
      return new Progress(base.paused, kind, true, last, base.condition, revisions);
    }

    /// Something was asked for that may take its time, of the template that is there.
    Progress adjusting() {
      return new Progress(paused, Rollout.UPDATE, true, current, condition, revisions);
    }

    Progress paused(Instant at) {
      return new Progress(true, rollout, updated, current, condition, revisions)
          .with(condition == null ? null : condition.paused(at));
    }

    Progress resumed(Instant at) {
      return new Progress(false, rollout, updated, current, condition, revisions)
          .with(condition == null ? null : condition.resumed(at));
    }

    Progress finished(Instant at) {
      return new Progress(paused, null, updated, current, condition, revisions)
          .because(Progressing.Reason.NEW_REPLICA_SET_AVAILABLE, at);
    }

    Progress because(Progressing.Reason reason, Instant at) {
      return with(condition == null ? null : condition.because(reason, at));
    }

    Progress with(@Nullable Progressing next) {
      return new Progress(paused, rollout, updated, current, next, revisions);
    }

    Progress at(Revision revision) {
      return new Progress(
          paused, rollout, updated, revision.name(), condition, withRevision(revision));
    }

    Progress scaled(Revision revision) {
      return new Progress(paused, rollout, updated, current, condition, withRevision(revision));
    }

    Progress without(String gone) {
      return new Progress(
          paused,
          rollout,
          updated,
          current,
          condition,
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
  Service evolve(ServiceEvent event, long position, Instant at) {
    return switch (event) {
      case ServiceEvent.Created _, ServiceEvent.Deleted _ -> this;
      case ServiceEvent.Modified e -> modified(e, at);
      case ServiceEvent.Described e -> with(spec.withDescription(e.description()), progress);
      case ServiceEvent.Labelled e ->
          new Service(id, spec, e.labels(), address, born, createdAt, balancer, progress);
      case ServiceEvent.Updated e -> rolling(Rollout.UPDATE, e.template(), at);
      case ServiceEvent.RolledBack e ->
          rolling(Rollout.ROLLBACK, revision(e.revision()).template(), at);
      case ServiceEvent.Scaled e -> with(spec.withReplicas(e.replicas()), progress);
      case ServiceEvent.Paused _ -> with(progress.paused(at));
      case ServiceEvent.Resumed _ -> with(progress.resumed(at));
      case ServiceEvent.RolloutFinished _ -> with(progress.finished(at));
      case ServiceEvent.ProgressTimedOut _ ->
          with(progress.because(Progressing.Reason.PROGRESS_DEADLINE_EXCEEDED, at));
      case ServiceEvent.BalancerCreated _ -> balanced(null, null);
      case ServiceEvent.BalancerFailed e ->
          balanced(e.retryAt(), balancer == null ? 1 : balancer.failures() + 1);
      case ServiceEvent.BalancerDelayed e ->
          balanced(e.dueAt(), balancer == null ? null : balancer.tries());
      case ServiceEvent.RevisionCreated e -> begun(e, position, at);
      case ServiceEvent.RevisionRenumbered e ->
          with(progress
                  .at(revision(e.revision()).renumbered(e.number()))
                  .with(Progressing.found(progress.condition, e.deadlineSeconds(), at)))
              .patient();
      case ServiceEvent.RevisionScaled e -> with(progress.scaled(revision(e.revision()).scaled(e)));
      case ServiceEvent.RevisionRemoved e -> with(progress.without(e.revision()));
    };
  }

  private Service rolling(Rollout kind, PodTemplate template, Instant at) {
    return with(spec.withTemplate(template), progress.rolling(kind, template, at)).patient();
  }

  private Service begun(ServiceEvent.RevisionCreated event, long position, Instant at) {
    var revision =
        new Revision(
            event.revision(),
            event.number(),
            spec.template(),
            0,
            spec.minReadySeconds(),
            position,
            Revision.Aim.NONE);
    return with(
        progress
            .at(revision)
            .with(Progressing.created(progress.condition, event.deadlineSeconds(), at)));
  }

  /// The current revision takes on the minReadySeconds of its service without being another one;
  /// earlier ones keep theirs.
  private Service patient() {
    Revision current = current();
    return current == null || current.minReadySeconds() == spec.minReadySeconds()
        ? this
        : with(progress.at(current.patient(spec.minReadySeconds())));
  }

  private Service with(Progress reached) {
    return with(spec, reached);
  }

  private Service with(ServiceSpec asked, Progress reached) {
    return new Service(id, asked, labels, address, born, createdAt, balancer, reached);
  }

  private Service modified(ServiceEvent.Modified event, Instant at) {
    ServiceSpec asked = event.spec();
    boolean sameTemplate = asked.template().equals(spec.template());
    Progress next =
        sameTemplate
            ? progress.adjusting()
            : progress.rolling(Rollout.UPDATE, asked.template(), at);
    return new Service(id, asked, labels, event.address(), born, createdAt, event.balancer(), next)
        .patient();
  }

  private Service balanced(@Nullable Instant dueAt, @Nullable Integer tries) {
    Balancer next =
        balancer == null ? null : new Balancer(balancer.id(), balancer.address(), dueAt, tries);
    return new Service(id, spec, labels, address, born, createdAt, next, progress);
  }

  /// When something is next due for the service itself: its load balancer serves, or the deadline
  /// of its rollout is over. Null if nothing is.
  public @Nullable Instant dueAt() {
    Progressing condition = progress.condition;
    return Vitals.earlier(
        balancer == null ? null : balancer.dueAt(), condition == null ? null : condition.dueAt());
  }

  /// Whether its load balancer is being made.
  public boolean awaitsBalancer() {
    return balancer != null && balancer.dueAt() != null;
  }

  /// Whether what its replicas do next may be progress of a rollout that has a deadline. Nobody
  /// looks while it is paused.
  boolean awaitsProgress() {
    return progress.condition != null && !progress.paused;
  }

  Progressing.Measure measure(Fleet fleet) {
    Revision current = current();
    return new Progressing.Measure(
        current == null ? Fleet.Tally.NONE : fleet.of(current), fleet.total());
  }

  /// What it is when its replicas are this far and were that far before.
  Service measured(Progressing.Measure now, Progressing.Measure before, Instant at) {
    Progressing condition = progress.condition;
    boolean over = condition != null && condition.complete() && now.onlyCurrent();
    return condition == null || over || !now.isFurtherThan(before)
        ? this
        : with(progress.with(condition.made(at)));
  }

  /// The revision of the template asked for; null while there is none yet.
  public @Nullable Revision current() {
    String name = progress.current;
    return name == null ? null : revision(name);
  }

  boolean has(String name) {
    return progress.revisions.stream().anyMatch(each -> each.name().equals(name));
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
