/// The pretend machines: image pulls, container starts, readiness, termination, load balancers.
@NullMarked
package drydock.machine;

import org.jspecify.annotations.NullMarked;
