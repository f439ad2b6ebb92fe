package drydock.provider.tencent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// From the flat fields of a request to [Arguments], in two passes: the first puts each field where
/// the declaration has a place for it and forgets the others, the second reads what has gathered
/// there. Both walk the declaration, never the depth or the numbers a stranger sent.
final class Binding {
  static final int VIOLATIONS_MAX = 20;

  /// More elements than any list holds, so that only a number without sense is refused as such.
  static final int INDEX_MAX = 99_999;

  // The document writes lists as `name.n`, and some clients send just that.
  private static final int LITERAL_N = INDEX_MAX + 1;

  /// What has gathered for one parameter.
  private sealed interface Raw {}

  private record Leaf(String value) implements Raw {}

  /// An object: for each parameter, by rank, what was sent under that spelling.
  private record Fields(Type.Struct struct, Map<Names.Slot, Raw> bySlot) implements Raw {
    /// What was sent for a parameter under its best spelling.
    @Nullable Raw best(int parameter) {
      int spellings = 1 + struct.parameters().get(parameter).notes().aliases().size();
      for (int rank = 0; rank < spellings; rank++) {
        Raw raw = bySlot.get(new Names.Slot(parameter, rank));
        if (raw != null) {
          return raw;
        }
      }
      return null;
    }
  }

  /// A list by index, and the value that came without one. Indexes too large are kept as text, to
  /// be refused by name.
  private record Elements(TreeMap<Integer, Raw> byIndex, List<String> bare, List<String> tooLarge)
      implements Raw {}

  /// What came under names of the client's own.
  private record Named(SortedMap<String, String> byName) implements Raw {}

  private final List<Violation> violations = new ArrayList<>();
  private final SortedMap<String, String> shown = new TreeMap<>();

  private Binding() {}

  static Parameters.Bound bind(Type.Struct struct, Map<String, String> fields) {
    Binding binding = new Binding();
    Fields raw = new Fields(struct, new HashMap<>());
    fields.forEach((key, value) -> put(raw, Names.dotted(key), 0, value));
    Arguments arguments = binding.read(raw, new Place("", "", false, ErrorCode.INVALID_PARAMETER));
    return binding.violations.isEmpty()
        ? new Parameters.Bound.Accepted(arguments)
        : new Parameters.Bound.Refused(List.copyOf(binding.violations));
  }

  private static void put(Fields fields, String key, int from, String value) {
    Names.Found found = fields.struct().names().find(key, from);
    if (found != null) {
      Type type = fields.struct().parameters().get(found.slot().parameter()).type();
      Raw grown = grow(fields.bySlot().get(found.slot()), type, new Rest(key, found.rest(), value));
      if (grown != null) {
        fields.bySlot().put(found.slot(), grown);
      }
    }
  }

  /// What is left of a key, from a position on, and its value.
  private record Rest(String key, int from, String value) {
    boolean isEmpty() {
      return from > key.length();
    }
  }

  private static @Nullable Raw grow(@Nullable Raw raw, Type type, Rest rest) {
    if (rest.value().isEmpty() && !type.mayBeEmpty()) {
      return raw;
    }
    return switch (type) {
      case Type.Struct struct -> {
        Fields fields = raw instanceof Fields known ? known : new Fields(struct, new HashMap<>());
        put(fields, rest.key(), Math.min(rest.from(), rest.key().length()), rest.value());
        yield fields.bySlot().isEmpty() ? raw : fields;
      }
      case Type.Many many -> {
        Elements elements =
            raw instanceof Elements known
                ? known
                : new Elements(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        add(elements, many, rest);
        yield elements;
      }
      case Type.Keyed _ -> {
        Named named = raw instanceof Named known ? known : new Named(new TreeMap<>());
        named.byName().put(rest.isEmpty() ? "" : rest.key().substring(rest.from()), rest.value());
        yield named;
      }
      case Type.Text _, Type.Whole _, Type.Flag _, Type.Moment _ ->
          rest.isEmpty() ? new Leaf(rest.value()) : raw;
    };
  }

  private static void add(Elements elements, Type.Many many, Rest rest) {
    if (rest.isEmpty()) {
      elements.bare().clear();
      elements.bare().add(rest.value());
      return;
    }
    int dot = rest.key().indexOf('.', rest.from());
    int stop = dot < 0 ? rest.key().length() : dot;
    int index = index(rest.key(), rest.from(), stop);
    if (index > LITERAL_N && elements.tooLarge().isEmpty()) {
      elements.tooLarge().add(rest.key().substring(rest.from(), Math.min(stop, rest.from() + 20)));
    }
    if (index >= 0 && index <= LITERAL_N) {
      Raw known = elements.byIndex().get(index);
      Raw grown = grow(known, many.element(), new Rest(rest.key(), stop + 1, rest.value()));
      if (grown != null) {
        elements.byIndex().put(index, grown);
      }
    }
  }

  // -1 for what is no index at all, more than LITERAL_N for one that is too large.
  private static int index(String key, int from, int stop) {
    if (stop - from == 1 && key.charAt(from) == 'n') {
      return LITERAL_N;
    }
    int index = stop == from ? -1 : 0;
    for (int i = from; i < stop && index >= 0; i++) {
      int digit = key.charAt(i) - '0';
      index = digit < 0 || digit > 9 ? -1 : Math.min(index * 10 + digit, LITERAL_N + 1);
    }
    return index == LITERAL_N ? LITERAL_N + 1 : index;
  }

  /// Where a value lies: its name as the client numbered it, its name as it is kept, whether it is
  /// a secret, and what is answered to one that will not do.
  private record Place(String path, String kept, boolean secret, ErrorCode code) {
    Place field(Parameter parameter) {
      return new Place(
          path + parameter.name(),
          kept + parameter.name(),
          secret || parameter.notes().secret(),
          parameter.notes().code());
    }

    Place element(int index, int position) {
      return new Place(
          path + "." + (index == LITERAL_N ? "n" : index), kept + "." + position, secret, code);
    }

    Place named(String name) {
      return new Place(path + "." + name, kept + "." + name, secret, code);
    }

    Place inside() {
      return new Place(path + ".", kept + ".", secret, code);
    }
  }

  private Arguments read(Fields fields, Place place) {
    Type.Struct struct = fields.struct();
    Map<String, Object> values = new HashMap<>();
    Arguments arguments = new Arguments(struct, values, shown);
    Set<String> refused = new HashSet<>();
    for (int i = 0; i < struct.parameters().size(); i++) {
      Parameter parameter = struct.parameters().get(i);
      Raw raw = fields.best(i);
      int before = violations.size();
      Object value = raw == null ? null : value(raw, parameter.type(), place.field(parameter));
      if (violations.size() > before) {
        refused.add(parameter.name());
      }
      if (value != null) {
        values.put(parameter.name(), value);
      }
    }
    missing(arguments, refused, place.path());
    if (refused.isEmpty()) {
      struct.rules().forEach(rule -> refuse(rule.violation(arguments, place.path())));
    }
    return arguments;
  }

  private void missing(Arguments arguments, Set<String> refused, String prefix) {
    for (Parameter parameter : arguments.struct().parameters()) {
      if (!arguments.has(parameter.name()) && !refused.contains(parameter.name())) {
        String path = prefix + parameter.name();
        switch (parameter.presence()) {
          case Parameter.Presence.Required _ ->
              refuse(new Violation(path, ErrorCode.MISSING_PARAMETER, path + " is required"));
          case Parameter.Presence.RequiredWhen(String other, List<String> values) ->
              values.stream()
                  .filter(value -> arguments.is(other, value))
                  .map(value -> path + " is required when " + other + " is " + value)
                  .forEach(
                      words -> refuse(new Violation(path, ErrorCode.MISSING_PARAMETER, words)));
          case Parameter.Presence.Optional _, Parameter.Presence.Default _ -> {}
        }
      }
    }
  }

  // Null for a value that is refused, or that means none.
  private @Nullable Object value(Raw raw, Type type, Place place) {
    return switch (raw) {
      case Fields fields -> read(fields, place.inside());
      case Named named -> keyed(named, (Type.Keyed) type, place);
      case Elements elements -> list(elements, (Type.Many) type, place);
      case Leaf(String text) -> single(text, type, place);
    };
  }

  private @Nullable Object single(String text, Type type, Place place) {
    Object value = Values.parse(type, text);
    if (value == null) {
      String is = place.secret() ? " is not acceptable" : " is " + Values.shortened(text);
      refuse(
          new Violation(
              place.path(), place.code(), place.path() + is + "; allowed is " + type.allowed()));
      return null;
    }
    if (type instanceof Type.Whole(_, _, Type.Zero zero)
        && zero == Type.Zero.NOT_GIVEN
        && value.equals(0L)) {
      return null;
    }
    if (!place.secret()) {
      shown.put(place.kept(), text);
    }
    return value;
  }

  private @Nullable SortedMap<String, String> keyed(Named named, Type.Keyed type, Place place) {
    if (named.byName().size() > type.sizeMax()) {
      String words =
          " has " + named.byName().size() + " values; allowed are up to " + type.sizeMax();
      refuse(new Violation(place.path(), place.code(), place.path() + words));
      return null;
    }
    SortedMap<String, String> values = new TreeMap<>();
    named
        .byName()
        .forEach((name, text) -> {
          Place value = place.named(name);
          if (!type.name().fits(name)) {
            String words = "." + Values.shortened(name) + ": names are " + type.name().words();
            refuse(new Violation(place.path(), place.code(), place.path() + words));
          } else if (single(text, type.value(), value) instanceof String given) {
            values.put(name, given);
          }
        });
    return values;
  }

  private @Nullable List<Object> list(Elements elements, Type.Many many, Place place) {
    if (!elements.tooLarge().isEmpty()) {
      String path = place.path() + "." + elements.tooLarge().getFirst();
      refuse(
          new Violation(
              path,
              ErrorCode.INVALID_PARAMETER,
              path + ": a list is numbered from 0 to " + INDEX_MAX));
      return null;
    }
    if (elements.byIndex().isEmpty() && !elements.bare().isEmpty()) {
      return bare(elements.bare().getFirst(), many, place);
    }
    if (elements.byIndex().size() > many.sizeMax()) {
      String words =
          " has " + elements.byIndex().size() + " values; allowed are up to " + many.sizeMax();
      refuse(new Violation(place.path(), place.code(), place.path() + words));
      return null;
    }
    List<Object> values = new ArrayList<>();
    elements
        .byIndex()
        .forEach((index, raw) -> {
          Object value = value(raw, many.element(), place.element(index, values.size()));
          if (value != null) {
            values.add(value);
          }
        });
    return values.isEmpty() ? null : values;
  }

  // A list of one, sent as if it were a single value.
  private @Nullable List<Object> bare(String text, Type.Many many, Place place) {
    if (many.element() instanceof Type.Struct || many.element() instanceof Type.Many) {
      String words =
          place.path() + " is a list: its values are named " + place.path() + ".0.… and so on";
      refuse(new Violation(place.path(), place.code(), words));
      return null;
    }
    Object value =
        single(
            text,
            many.element(),
            new Place(place.path(), place.kept() + ".0", place.secret(), place.code()));
    return value == null ? null : List.of(value);
  }

  private void refuse(@Nullable Violation violation) {
    if (violation != null && violations.size() < VIOLATIONS_MAX) {
      violations.add(violation);
    }
  }
}
