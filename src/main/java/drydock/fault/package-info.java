/// Faults that are asked for: which kinds there are, what each may strike, how often and for how
/// long, and which are under way.
@NullMarked
package drydock.fault;

import org.jspecify.annotations.NullMarked;
