package drydock.placement;

import drydock.cluster.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What placement says of one node for one replica.
///
/// @param address of the node, by which Kubernetes calls it
/// @param obstacles what keeps the replica off it, in the words of the cluster's release; empty if
///   nothing does
/// @param score how well it suits, from 0 to 30, in 1.30 to 500; null where something keeps the
///   replica off
public record Verdict(
    NodeId node, String address, List<String> obstacles, @Nullable Integer score) {}
