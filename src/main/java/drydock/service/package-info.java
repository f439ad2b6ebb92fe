/// Services, their revisions and replicas, and how a service is brought to what was asked for.
@NullMarked
package drydock.service;

import org.jspecify.annotations.NullMarked;
