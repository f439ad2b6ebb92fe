/// The monitoring action of the API: what it can be asked for, and how answers are put together.
@NullMarked
package drydock.provider.tencent.monitor;

import org.jspecify.annotations.NullMarked;
