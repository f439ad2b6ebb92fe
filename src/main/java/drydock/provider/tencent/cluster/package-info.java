/// The actions of clusters, nodes and tasks.
@NullMarked
package drydock.provider.tencent.cluster;

import org.jspecify.annotations.NullMarked;
