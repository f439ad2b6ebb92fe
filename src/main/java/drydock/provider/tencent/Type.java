package drydock.provider.tencent;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a parameter's value may be. An empty value is none at all, but for a text that
/// [Text#orEmpty] allows it: clients send `image=` and `limit=` for "not given".
public sealed interface Type {

  /// Whether an empty value is one like others.
  default boolean mayBeEmpty() {
    return false;
  }

  /// What is allowed, as the end of a sentence: "a number from 1 to 100".
  String allowed();

  /// Any text of `lengthMin` to `lengthMax` characters; of one of the `values`, if there are any;
  /// of the `form`, if set.
  record Text(int lengthMin, int lengthMax, List<String> values, @Nullable Form form)
      implements Type {
    public Text length(int min, int max) {
      return new Text(min, max, values, form);
    }

    /// Empty is a value too, and not the same as nothing given.
    public Text orEmpty() {
      return new Text(0, lengthMax, values, form);
    }

    @Override
    public boolean mayBeEmpty() {
      return lengthMin == 0;
    }

    public Text oneOf(String... allowed) {
      return new Text(lengthMin, lengthMax, List.of(allowed), form);
    }

    /// A regular expression for the whole value, and its meaning in words as the end of "must
    /// consist of …".
    public Text form(String expression, String words) {
      return new Text(lengthMin, lengthMax, values, new Form(Pattern.compile(expression), words));
    }

    @Override
    public String allowed() {
      if (!values.isEmpty()) {
        return "one of " + String.join(", ", values);
      }
      boolean limited = lengthMin > 1 || lengthMax < LENGTH_MAX;
      String length = limited ? lengthMin + " to " + lengthMax + " characters" : "text";
      if (form == null) {
        return length;
      }
      return limited ? form.words() + " (" + length + ")" : form.words();
    }
  }

  /// The shape of a text. The expression runs on what strangers send, so it must not backtrack:
  /// keep to character classes and plain repetition.
  record Form(Pattern expression, String words) {
    boolean fits(String value) {
      return expression.matcher(value).matches();
    }
  }

  /// A whole number from `min` to `max`, in steps of `step` from 0, or one of `values` if there are
  /// any; and `zero`, though it lies outside of these.
  record Whole(Range range, List<Long> values, Zero zero) implements Type {
    public Whole range(long min, long max) {
      return new Whole(new Range(min, max, range.step()), values, zero);
    }

    public Whole step(long step) {
      return new Whole(new Range(range.min(), range.max(), step), values, zero);
    }

    public Whole oneOf(long... allowed) {
      return new Whole(range, LongStream.of(allowed).boxed().toList(), zero);
    }

    /// Zero is taken, and means that nothing is given, as some clients send it.
    public Whole orZero() {
      return new Whole(range, values, Zero.NOT_GIVEN);
    }

    /// Zero is taken, and is not the same as nothing given.
    public Whole andZero() {
      return new Whole(range, values, Zero.A_VALUE);
    }

    boolean fitsInt() {
      return range.min() >= Integer.MIN_VALUE && range.max() <= Integer.MAX_VALUE;
    }

    boolean holds(long value) {
      return values.isEmpty() ? range.holds(value) : values.contains(value);
    }

    @Override
    public String allowed() {
      String none = zero == Zero.LIKE_ANY ? "" : ", or 0 for none";
      if (!values.isEmpty()) {
        return "one of "
            + values.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + none;
      }
      return range.words() + none;
    }
  }

  /// What zero means for a whole number.
  enum Zero {
    LIKE_ANY,
    NOT_GIVEN,
    A_VALUE
  }

  /// Both ends belong to it.
  record Range(long min, long max, long step) {
    boolean holds(long value) {
      return value >= min && value <= max && value % step == 0;
    }

    String words() {
      String steps = step == 1 ? "" : " in steps of " + step;
      if ((min == Integer.MIN_VALUE && max == Integer.MAX_VALUE) || min == Long.MIN_VALUE) {
        return "a whole number" + steps;
      }
      if (max == Integer.MAX_VALUE || max == Long.MAX_VALUE) {
        return "a whole number of " + min + " or more" + steps;
      }
      return "a whole number from " + min + " to " + max + steps;
    }
  }

  /// `true`, `false`, `1` or `0`, in any case.
  record Flag() implements Type {
    @Override
    public String allowed() {
      return "true, false, 1 or 0";
    }
  }

  /// A date and time without a zone, as the API writes it (China time): `2017-03-28 14:10:00`.
  /// Digits may be unpadded.
  record Moment() implements Type {
    @Override
    public String allowed() {
      return "a date and time like 2017-03-28 14:10:00";
    }
  }

  /// Named parameters under a common name: `livenessProbe.port`. Rules speak about several of them
  /// at once.
  record Struct(List<Parameter> parameters, List<Rule> rules, Names names) implements Type {
    public Struct(List<Parameter> parameters, List<Rule> rules) {
      this(List.copyOf(parameters), List.copyOf(rules), Names.of(parameters));
      for (Parameter parameter : parameters) {
        if (parameter.presence() instanceof Parameter.Presence.RequiredWhen(String other, _)) {
          named(other);
        }
      }
      // A rule about a parameter that is not declared, or of another type, fails here and not in a
      // request.
      Arguments nothing = new Arguments(this, Map.of(), Collections.emptySortedMap());
      rules.forEach(rule -> rule.holds(nothing));
    }

    public Struct with(Rule... more) {
      return new Struct(parameters, Stream.concat(rules.stream(), Stream.of(more)).toList());
    }

    /// The parameter declared under this very name; asking for one that is not declared is a
    /// mistake in the program.
    Parameter named(String name) {
      Parameter parameter = names.declared(name);
      if (parameter == null) {
        throw new IllegalArgumentException(name + " is not declared");
      }
      return parameter;
    }

    @Override
    public String allowed() {
      return "an object of "
          + parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
    }
  }

  /// Values of one type, numbered from 0: `clusterIds.0`, `containers.0.image`. Numbers may have
  /// gaps.
  record Many(Type element, int sizeMax) implements Type {
    public Many atMost(int size) {
      return new Many(element, size);
    }

    @Override
    public String allowed() {
      return "a list of up to " + sizeMax + " values, each " + element.allowed();
    }
  }

  /// Texts under names that the client chooses: `labels.app=web`. A name holds neither `.` nor `_`,
  /// which keys cannot tell apart.
  record Keyed(Text value, Form name, int sizeMax) implements Type {
    public Keyed atMost(int size) {
      return new Keyed(value, name, size);
    }

    @Override
    public String allowed() {
      return "up to "
          + sizeMax
          + " values, each "
          + value.allowed()
          + ", under names of "
          + name.words();
    }
  }

  int LENGTH_MAX = 65_536;
  int SIZE_MAX = 1_000;

  static Text text() {
    return new Text(1, LENGTH_MAX, List.of(), null);
  }

  /// Texts under names of the client's own; `expression` and `words` are as in [Text#form].
  static Keyed keyed(Text value, String expression, String words) {
    return new Keyed(value, new Form(Pattern.compile(expression), words), SIZE_MAX);
  }

  /// A number of 32 bits.
  static Whole integer() {
    return new Whole(new Range(Integer.MIN_VALUE, Integer.MAX_VALUE, 1), List.of(), Zero.LIKE_ANY);
  }

  /// A number of 64 bits, read with [Arguments#number].
  static Whole number() {
    return new Whole(new Range(Long.MIN_VALUE, Long.MAX_VALUE, 1), List.of(), Zero.LIKE_ANY);
  }

  static Flag flag() {
    return new Flag();
  }

  static Moment moment() {
    return new Moment();
  }

  static Struct object(Parameter... parameters) {
    return new Struct(List.of(parameters), List.of());
  }

  static Many list(Type element) {
    return new Many(element, SIZE_MAX);
  }
}
