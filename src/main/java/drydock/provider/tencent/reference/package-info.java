/// The API as a whole: every action that is built, and its description for people and tools, made
/// of the same declarations that validate requests.
@NullMarked
package drydock.provider.tencent.reference;

import org.jspecify.annotations.NullMarked;
