package drydock.placement;

/// Nodes that are alike to spreading.
///
/// @param replicas of one service, that each of them has
/// @param nodes how many they are
/// @param feasible whether nothing keeps another replica off them
record Bunch(String zone, int replicas, int nodes, boolean feasible) {}
