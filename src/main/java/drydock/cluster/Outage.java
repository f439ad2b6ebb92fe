package drydock.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An outage that a node is to have, known long before.
///
/// @param machineDown whether its machine goes down; else only the network to it is lost
/// @param number how many a node had before
/// @param caught whether it is part of another node's
/// @param hardAt when the node is to have its next hard one, which may be this; null if it never
///   has
public record Outage(
    Instant at,
    Instant until,
    boolean machineDown,
    int number,
    boolean caught,
    @Nullable Instant hardAt) {}
