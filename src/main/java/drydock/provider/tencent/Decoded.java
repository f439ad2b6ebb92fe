package drydock.provider.tencent;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a query or a body held.
sealed interface Decoded {

  /// Parameters by name, decoded, in the order they came. Of a name that came twice the last value
  /// is kept, and its place, as PHP does it.
  record Fields(SequencedMap<String, String> fields) implements Decoded {}

  /// Not a form, or not one that this API takes; `why` is a sentence for the caller.
  record Broken(String why) implements Decoded {}

  /// More than any request needs: a service of 100 containers with 50 variables each has this many.
  int FIELDS_MAX = 10_000;

  /// Gathers fields one by one.
  final class Gathering {
    private final LinkedHashMap<String, String> fields = new LinkedHashMap<>();
    private int count;

    /// False for one field too many.
    boolean add(String name, String value) {
      if (!name.isEmpty()) {
        fields.putLast(name, value);
      }
      return ++count <= FIELDS_MAX;
    }

    Fields fields() {
      return new Fields(fields);
    }

    static Broken tooMany() {
      return new Broken("there are more than " + FIELDS_MAX + " parameters");
    }
  }
}
