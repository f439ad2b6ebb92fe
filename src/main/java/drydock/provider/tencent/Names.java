package drydock.provider.tencent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names and aliases of one object's parameters, made ready for looking up the keys of a
/// request. In keys `_` and `.` are the same: the gateway of the real service was written in PHP,
/// which turns the one into the other.
final class Names {

  /// Where a value belongs, and how good its spelling is: 0 for the name itself, then the aliases
  /// in order.
  record Slot(int parameter, int rank) {}

  private final Map<String, Slot> slots = new HashMap<>();
  private final Map<String, Parameter> declared = new HashMap<>();
  private int dotsMax;

  private Names() {}

  static Names of(List<Parameter> parameters) {
    Names names = new Names();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      names.add(parameter.name(), new Slot(i, 0));
      names.declared.put(parameter.name(), parameter);
      List<String> aliases = parameter.notes().aliases();
      for (int rank = 0; rank < aliases.size(); rank++) {
        names.add(aliases.get(rank), new Slot(i, rank + 1));
      }
    }
    return names;
  }

  static String dotted(String key) {
    return key.replace('_', '.');
  }

  private void add(String name, Slot slot) {
    String dotted = dotted(name);
    if (slots.put(dotted, slot) != null) {
      throw new IllegalArgumentException(name + " is declared twice");
    }
    dotsMax = Math.max(dotsMax, (int) dotted.chars().filter(c -> c == '.').count());
  }

  @Nullable Parameter declared(String name) {
    return declared.get(name);
  }

  /// What a key that was found here leaves to be read: `rest` is where it goes on, past its end if
  /// it does not.
  record Found(Slot slot, int rest) {}

  /// Reads a dotted key from a position on. A name may itself hold dots (`src.image`), so the
  /// longest that is declared is found; keys are long only where a stranger made them so, so no
  /// more of them is looked at.
  @Nullable Found find(String key, int from) {
    Found found = null;
    int stop = from - 1;
    for (int dots = 0; dots <= dotsMax && stop < key.length(); dots++) {
      int dot = key.indexOf('.', stop + 1);
      stop = dot < 0 ? key.length() : dot;
      Slot slot = stop - from > NAME_MAX ? null : slots.get(key.substring(from, stop));
      if (slot != null) {
        found = new Found(slot, stop + 1);
      }
    }
    return found;
  }

  private static final int NAME_MAX = 200;
}
