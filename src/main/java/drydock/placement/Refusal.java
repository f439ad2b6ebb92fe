package drydock.placement;

import java.util.List;

/// The same obstacles keep a replica off so many nodes.
record Refusal(List<Obstacle> obstacles, int nodes) {}
