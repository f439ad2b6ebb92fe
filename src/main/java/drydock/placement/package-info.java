/// Which node a replica goes to and why not the others, and when one that found none is tried
/// again.
@NullMarked
package drydock.placement;

import org.jspecify.annotations.NullMarked;
