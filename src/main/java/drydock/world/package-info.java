/// One isolated cloud: the fold of its history, what it decides, and what the passing of time
/// brings.
@NullMarked
package drydock.world;

import org.jspecify.annotations.NullMarked;
