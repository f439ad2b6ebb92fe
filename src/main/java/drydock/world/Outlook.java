package drydock.world;

import drydock.service.ReplicaId;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// What a world expects to come, as values. It follows from the world's state, so two worlds of the
/// same state have the same; subjects are told by the positions of the events that made them.
///
/// @param planned when something is due for each subject
/// @param stuck replicas that wait for a better day
/// @param resting replicas that are as far as they get
/// @param placeable replicas that are to be placed at once
public record Outlook(
    SortedMap<Long, Instant> planned,
    SortedMap<Long, ReplicaId> stuck,
    List<Long> resting,
    SortedMap<Long, ReplicaId> placeable) {}
