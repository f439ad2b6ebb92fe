/// The image registry: namespaces, repositories and their tags, and triggers that update services
/// when a tag appears.
@NullMarked
package drydock.registry;

import org.jspecify.annotations.NullMarked;
