package drydock.cluster;

import java.time.Instant;

/// An outage that a node is to have, known long before.
///
/// @param machineDown whether its machine goes down; else only the network to it is lost
/// @param number how many a node had before
/// @param caught whether it is part of another node's
public record Outage(Instant at, Instant until, boolean machineDown, int number, boolean caught) {}
