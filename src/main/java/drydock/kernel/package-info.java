/// The words every other package is written in: events, decisions, rejections, chance.
@NullMarked
package drydock.kernel;

import org.jspecify.annotations.NullMarked;
