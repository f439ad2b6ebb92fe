/// What a requestId stands for: running, then succ or fail.
@NullMarked
package drydock.task;

import org.jspecify.annotations.NullMarked;
