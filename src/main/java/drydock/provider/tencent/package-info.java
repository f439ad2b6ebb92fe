/// The Tencent CCS API v2 on the wire: from an HTTP request to an
/// [drydock.provider.tencent.Action], and from its [drydock.provider.tencent.Answer] to bytes.
/// Actions are declared on top of this; what they ask lies in the world.
@NullMarked
package drydock.provider.tencent;

import org.jspecify.annotations.NullMarked;
