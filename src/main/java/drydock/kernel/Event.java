package drydock.kernel;

/// Something that happened to a world. Events are records whose components are plain values: text,
/// numbers, enums, instants, ids, lists and sorted maps of those. An event carries what was decided
/// (ids, durations, draws), so that replaying it needs no rule of the day it was made.
public interface Event {
  /// What it happened to, as a path: `cls-1a2b3c4d`, `cls-1a2b3c4d/default/web`, `ins-1a2b3c4d`,
  /// `task/11334`.
  String subject();
}
