/// The actions of services and their instances.
@NullMarked
package drydock.provider.tencent.service;

import org.jspecify.annotations.NullMarked;
