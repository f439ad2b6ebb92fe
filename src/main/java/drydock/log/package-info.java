/// What is durable: the event log of every world, in Postgres or in memory.
@NullMarked
package drydock.log;

import org.jspecify.annotations.NullMarked;
