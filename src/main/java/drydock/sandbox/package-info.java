/// The control API of a world: its clock, its events, its state now and then, its history.
@NullMarked
package drydock.sandbox;

import org.jspecify.annotations.NullMarked;
