package drydock.service;

import java.time.Instant;

/// What wakes a replica that found no node before its time, in a cluster whose scheduler watches
/// for what may help. A node that it fits on always does.
///
/// @param backOffUntil it is not tried before, whatever happens
/// @param byRoom whether it does if a replica of the cluster goes, wherever that was
/// @param byCompany whether it does if a replica that it wants to be beside is placed
public record Waiting(Instant backOffUntil, boolean byRoom, boolean byCompany) {}
