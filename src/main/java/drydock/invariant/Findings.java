package drydock.invariant;

import drydock.world.World;
import java.util.function.Consumer;

/// Tells what is wrong with a world, at the position it has reached.
final class Findings {

  private final World world;
  private final Consumer<Violation> reader;

  Findings(World world, Consumer<Violation> reader) {
    this.world = world;
    this.reader = reader;
  }

  /// Tells unless `holds`.
  ///
  /// @param about what it is about
  /// @param found what would be wrong
  void expect(boolean holds, Invariant invariant, Object about, String found) {
    if (!holds) {
      reader.accept(new Violation(invariant, world.position(), about + " " + found));
    }
  }

  /// Tells unless two values are equal.
  void expectEqual(Object wanted, Object found, Invariant invariant, Object about) {
    if (!wanted.equals(found)) {
      expect(false, invariant, about, "is " + found + " and should be " + wanted);
    }
  }
}
