/// What can be observed of a world beside its state: what its containers use, and what Kubernetes
/// would have said of its events. Both follow from the history, so neither is ever written down.
@NullMarked
package drydock.monitor;

import org.jspecify.annotations.NullMarked;
