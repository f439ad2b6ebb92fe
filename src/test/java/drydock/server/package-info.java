@NullMarked
package drydock.server;

import org.jspecify.annotations.NullMarked;
