package drydock.engine;

import drydock.world.World;
import java.time.Instant;

/// How large a world is, for those who must not look at it themselves.
///
/// @param position that of its last event
/// @param pending how many things are due later
public record Figures(
    long position, Instant now, int clusters, int nodes, int services, int replicas, int pending) {

  /// Of a world of which nothing is known yet.
  public static final Figures NONE = new Figures(0, Instant.EPOCH, 0, 0, 0, 0, 0);

  /// Costs nothing worth mentioning, however large the world is.
  static Figures of(World world) {
    return new Figures(
        world.position(),
        world.now(),
        world.clusters().list().size(),
        world.clusters().nodeCount(),
        world.services().list().size(),
        world.services().replicaCount(),
        world.pending());
  }
}
