package drydock.provider.tencent;

import drydock.engine.Past;
import drydock.log.LogUnavailable;

/// Makes an answer of the past; it may block.
@FunctionalInterface
public interface LookBack {
  Answer at(Past past) throws LogUnavailable;
}
