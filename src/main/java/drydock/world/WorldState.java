package drydock.world;

import drydock.cluster.Cluster;
import drydock.cluster.Namespace;
import drydock.cluster.Node;
import drydock.cluster.Spare;
import drydock.cluster.Zones;
import drydock.configuration.Configuration;
import drydock.fault.FaultState;
import drydock.registry.RegistryState;
import drydock.service.Replica;
import drydock.service.Service;
import drydock.task.Task;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a world is at a position, as plain values: what a checkpoint holds. Members of each
/// kind are in the order in which the world keeps them.
///
/// @param zones what of their past still counts
/// @param spares machines that nodes left behind
/// @param claimed ids of machines that were nodes once, whatever became of them
/// @param command the position of the last command's first event, where what came last came of one
/// @param commandAt the moment of the last event
public record WorldState(
    long position,
    Instant now,
    long seed,
    String profile,
    @Nullable Long command,
    Instant commandAt,
    List<Cluster> clusters,
    List<Namespace> namespaces,
    List<Node> nodes,
    List<Zones.Past> zones,
    List<Spare> spares,
    List<String> claimed,
    List<Configuration> configurations,
    List<Service> services,
    List<Replica> replicas,
    List<Task> tasks,
    RegistryState registry,
    List<FaultState> faults) {}
