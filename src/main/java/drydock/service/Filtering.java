package drydock.service;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What the filters of a scheduler made of the nodes of a cluster for one replica. Where they ruled
/// nobody out there is nothing more to say than how many nodes there were.
///
/// @param nodes that have joined the cluster, those among them that 1.7 does not even look at
/// @param feasible how many will do; null if all will
/// @param ruledOut how many nodes each filter kept the replica off, by the name of the predicate
///   that Kubernetes 1.7 has for it, or what is short of (`MatchNodeSelector`, `Insufficient cpu`);
///   null if none. A release that looks on after the first obstacle counts a node for each
public record Filtering(
    int nodes, @Nullable Integer feasible, @Nullable SortedMap<String, Integer> ruledOut) {}
