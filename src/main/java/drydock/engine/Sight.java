package drydock.engine;

import drydock.log.HistoryDigest;
import drydock.world.World;

/// What a look at a world sees: all of it is durable.
public record Sight(World world, Pace pace, HistoryDigest digest) {}
