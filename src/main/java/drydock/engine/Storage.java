package drydock.engine;

import drydock.log.Checkpoints;
import drydock.log.EventCodec;
import drydock.log.EventLog;
import drydock.log.Worlds;

/// Where worlds are kept, and how their events are written there.
public record Storage(EventLog log, Checkpoints checkpoints, Worlds worlds, EventCodec codec) {}
