/// The actions of the image registry.
@NullMarked
package drydock.provider.tencent.registry;

import org.jspecify.annotations.NullMarked;
