package drydock.placement;

import java.util.List;

/// The same obstacles keep a replica off so many nodes; none do off nodes that are feasible.
record Refusal(List<Obstacle> obstacles, int nodes) {}
