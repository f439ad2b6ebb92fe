/// A reference control plane for container services over a simulated cluster.
@NullMarked
package drydock;

import org.jspecify.annotations.NullMarked;
