package drydock.invariant;

/// Something that must not be.
///
/// @param position that of the event that broke the invariant, or of the last event before it was
///   noticed
/// @param what is wrong, in words
public record Violation(Invariant invariant, long position, String what) {

  @Override
  public String toString() {
    return invariant.text() + " at " + position + ": " + what;
  }
}
