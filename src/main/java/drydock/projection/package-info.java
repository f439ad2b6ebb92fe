/// The log as tables for people and tools that speak SQL. They follow behind and can be thrown away
/// and rebuilt.
@NullMarked
package drydock.projection;

import org.jspecify.annotations.NullMarked;
