/// What surrounds the worlds in a process: settings, the database, and (in time) HTTP, metrics,
/// health and shutdown.
@NullMarked
package drydock.server;

import org.jspecify.annotations.NullMarked;
