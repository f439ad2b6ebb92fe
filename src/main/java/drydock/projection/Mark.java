package drydock.projection;

/// How far a table has come. One that was emptied and begins anew is of another `edition`.
record Mark(long edition, long position) {

  /// Whether the table can have gone from another mark to this one.
  boolean follows(Mark other) {
    return edition == other.edition && position >= other.position;
  }
}
