/// Configurations: named sets of keys and values, in versions, that services mount as volumes.
@NullMarked
package drydock.configuration;

import org.jspecify.annotations.NullMarked;
