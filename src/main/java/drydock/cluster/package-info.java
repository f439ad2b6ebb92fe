/// Clusters, their nodes and namespaces.
@NullMarked
package drydock.cluster;

import org.jspecify.annotations.NullMarked;
