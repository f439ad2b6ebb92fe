package drydock.engine;

import drydock.profile.Profile;
import java.time.InstantSource;

/// How a world is to be served.
///
/// @param seed of a world that has no history yet
/// @param machine the machine's clock
public record WorldConfig(
    String name, long seed, Profile profile, Pace.Wish pace, InstantSource machine) {}
