package drydock.log;

import drydock.cluster.ClusterEvent;
import drydock.cluster.NamespaceEvent;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.configuration.ConfigurationEvent;
import drydock.fault.FaultEvent;
import drydock.registry.ImageName;
import drydock.registry.RegistryEvent;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.task.TaskEvent;
import drydock.world.WorldEvent;

/// The names that events have in the log, written by hand: a class may be renamed or moved, a name
/// stays. A name is a thing and what happened to it.
final class EventNames {

  private EventNames() {}

  /// Every event and id that Drydock has.
  static EventTypes all() {
    EventTypes types = new EventTypes();
    ids(types);
    worlds(types);
    clusters(types);
    configurations(types);
    services(types);
    registry(types);
    replicas(types);
    faults(types);
    return types;
  }

  /// Before the events, which are made of them.
  private static void ids(EventTypes types) {
    types
        .id(NodeId.class, NodeId::parse)
        .id(ServiceId.class, ServiceId::parse)
        .id(ReplicaId.class, ReplicaId::parse)
        .id(ImageName.class, ImageName::parse);
  }

  private static void worlds(EventTypes types) {
    types
        .with("world.opened", WorldEvent.Opened.class)
        .with("world.profile_changed", WorldEvent.ProfileChanged.class)
        .with("world.invariant_broken", WorldEvent.InvariantBroken.class)
        .with("task.started", TaskEvent.Started.class)
        .with("task.settled", TaskEvent.Settled.class);
  }

  private static void clusters(EventTypes types) {
    types
        .with("cluster.created", ClusterEvent.Created.class)
        .with("cluster.status_changed", ClusterEvent.StatusChanged.class)
        .with("cluster.described", ClusterEvent.Described.class)
        .with("cluster.machines_refused", ClusterEvent.MachinesRefused.class)
        .with("cluster.endpoint_ordered", ClusterEvent.EndpointOrdered.class)
        .with("cluster.endpoint_opened", ClusterEvent.EndpointOpened.class)
        .with("cluster.endpoint_closing", ClusterEvent.EndpointClosing.class)
        .with("cluster.endpoint_closed", ClusterEvent.EndpointClosed.class)
        .with("cluster.deleted", ClusterEvent.Deleted.class)
        .with("namespace.created", NamespaceEvent.Created.class)
        .with("namespace.described", NamespaceEvent.Described.class)
        .with("namespace.termination_started", NamespaceEvent.TerminationStarted.class)
        .with("namespace.deleted", NamespaceEvent.Deleted.class)
        .with("node.ordered", NodeEvent.Ordered.class)
        .with("node.adopted", NodeEvent.Adopted.class)
        .with("node.purchased", NodeEvent.Purchased.class)
        .with("node.booted", NodeEvent.Booted.class)
        .with("node.boot_failed", NodeEvent.BootFailed.class)
        .with("node.joined", NodeEvent.Joined.class)
        .with("node.labelled", NodeEvent.Labelled.class)
        .with("node.cordoned", NodeEvent.Cordoned.class)
        .with("node.uncordoned", NodeEvent.Uncordoned.class)
        .with("node.kubelet_stopped", NodeEvent.KubeletStopped.class)
        .with("node.readiness_lost", NodeEvent.ReadinessLost.class)
        .with("node.return_put_off", NodeEvent.ReturnPutOff.class)
        .with("node.pods_evicted", NodeEvent.PodsEvicted.class)
        .with("node.outage_caught", NodeEvent.OutageCaught.class)
        .with("node.pressure_began", NodeEvent.PressureBegan.class)
        .with("node.reclaim_attempted", NodeEvent.ReclaimAttempted.class)
        .with("node.images_deleted", NodeEvent.ImagesDeleted.class)
        .with("node.pressure_eased", NodeEvent.PressureEased.class)
        .with("node.pressure_ended", NodeEvent.PressureEnded.class)
        .with("node.kubelet_returned", NodeEvent.KubeletReturned.class)
        .with("node.removal_started", NodeEvent.RemovalStarted.class)
        .with("node.removed", NodeEvent.Removed.class);
  }

  private static void configurations(EventTypes types) {
    types
        .with("configuration.created", ConfigurationEvent.Created.class)
        .with("configuration.version_created", ConfigurationEvent.VersionCreated.class);
  }

  private static void services(EventTypes types) {
    types
        .with("service.created", ServiceEvent.Created.class)
        .with("service.modified", ServiceEvent.Modified.class)
        .with("service.described", ServiceEvent.Described.class)
        .with("service.labelled", ServiceEvent.Labelled.class)
        .with("service.updated", ServiceEvent.Updated.class)
        .with("service.rolled_back", ServiceEvent.RolledBack.class)
        .with("service.scaled", ServiceEvent.Scaled.class)
        .with("service.paused", ServiceEvent.Paused.class)
        .with("service.resumed", ServiceEvent.Resumed.class)
        .with("service.rollout_finished", ServiceEvent.RolloutFinished.class)
        .with("service.progress_timed_out", ServiceEvent.ProgressTimedOut.class)
        .with("service.balancer_created", ServiceEvent.BalancerCreated.class)
        .with("service.balancer_failed", ServiceEvent.BalancerFailed.class)
        .with("service.balancer_delayed", ServiceEvent.BalancerDelayed.class)
        .with("service.deleted", ServiceEvent.Deleted.class)
        .with("revision.created", ServiceEvent.RevisionCreated.class)
        .with("revision.renumbered", ServiceEvent.RevisionRenumbered.class)
        .with("revision.scaled", ServiceEvent.RevisionScaled.class)
        .with("revision.removed", ServiceEvent.RevisionRemoved.class);
  }

  private static void registry(EventTypes types) {
    types
        .with("registry.password_changed", RegistryEvent.PasswordChanged.class)
        .with("registry.namespace_created", RegistryEvent.NamespaceCreated.class)
        .with("registry.namespace_deleted", RegistryEvent.NamespaceDeleted.class)
        .with("repository.created", RegistryEvent.RepositoryCreated.class)
        .with("repository.described", RegistryEvent.RepositoryDescribed.class)
        .with("repository.opened", RegistryEvent.RepositoryOpened.class)
        .with("repository.deleted", RegistryEvent.RepositoryDeleted.class)
        .with("repository.tag_pushed", RegistryEvent.TagPushed.class)
        .with("repository.tags_deleted", RegistryEvent.TagsDeleted.class)
        .with("repository.tags_expired", RegistryEvent.TagsExpired.class)
        .with("repository.retention_set", RegistryEvent.RetentionSet.class)
        .with("repository.retention_closed", RegistryEvent.RetentionClosed.class)
        .with("trigger.created", RegistryEvent.TriggerCreated.class)
        .with("trigger.changed", RegistryEvent.TriggerChanged.class)
        .with("trigger.deleted", RegistryEvent.TriggerDeleted.class)
        .with("trigger.fired", RegistryEvent.TriggerFired.class);
  }

  private static void faults(EventTypes types) {
    types
        .with("fault.started", FaultEvent.Started.class)
        .with("fault.began", FaultEvent.Began.class)
        .with("fault.struck", FaultEvent.Struck.class)
        .with("fault.spared", FaultEvent.Spared.class)
        .with("fault.reached", FaultEvent.Reached.class)
        .with("fault.released", FaultEvent.Released.class)
        .with("fault.ended", FaultEvent.Ended.class);
  }

  private static void replicas(EventTypes types) {
    types
        .with("replica.created", ReplicaEvent.Created.class)
        .with("replica.scheduled", ReplicaEvent.Scheduled.class)
        .with("replica.unschedulable", ReplicaEvent.Unschedulable.class)
        .with("replica.woken", ReplicaEvent.Woken.class)
        .with("replica.pulled", ReplicaEvent.Pulled.class)
        .with("replica.pull_failed", ReplicaEvent.PullFailed.class)
        .with("replica.pull_retried", ReplicaEvent.PullRetried.class)
        .with("replica.started", ReplicaEvent.Started.class)
        .with("replica.ready", ReplicaEvent.Ready.class)
        .with("replica.container_ended", ReplicaEvent.ContainerEnded.class)
        .with("replica.container_restarted", ReplicaEvent.ContainerRestarted.class)
        .with("replica.diverted", ReplicaEvent.Diverted.class)
        .with("replica.delayed", ReplicaEvent.Delayed.class)
        .with("replica.unready", ReplicaEvent.Unready.class)
        .with("replica.lost", ReplicaEvent.Lost.class)
        .with("replica.evicted", ReplicaEvent.Evicted.class)
        .with("replica.sandbox_recreated", ReplicaEvent.SandboxRecreated.class)
        .with("replica.available", ReplicaEvent.Available.class)
        .with("replica.reconsidered", ReplicaEvent.Reconsidered.class)
        .with("replica.stopping", ReplicaEvent.Stopping.class)
        .with("replica.removed", ReplicaEvent.Removed.class);
  }
}
