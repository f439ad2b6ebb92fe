/// Which node a replica goes to, and why not the others.
@NullMarked
package drydock.placement;

import org.jspecify.annotations.NullMarked;
