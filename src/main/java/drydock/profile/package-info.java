/// What a world is made of and how it behaves: the catalogue of the cloud around it, how long
/// things take, how often they fail, and its quotas. Read from sim/profile.
@NullMarked
package drydock.profile;

import org.jspecify.annotations.NullMarked;
