/// What holds of every world at every moment, whatever is asked of it; whoever breaks it is a bug.
@NullMarked
package drydock.invariant;

import org.jspecify.annotations.NullMarked;
