/// The loop that moves a world: who chooses now, what waits, and what is released when it is
/// durable.
@NullMarked
package drydock.engine;

import org.jspecify.annotations.NullMarked;
