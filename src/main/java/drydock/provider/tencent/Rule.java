package drydock.provider.tencent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must hold between parameters of the same object.
public sealed interface Rule {

  /// The parameters that it speaks of.
  List<String> names();

  /// The rule as a sentence.
  String words();

  boolean holds(Arguments arguments);

  /// What to say where it does not hold; `prefix` is the path of the object, empty or with a dot at
  /// its end.
  default @Nullable Violation violation(Arguments arguments, String prefix) {
    String where = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1) + ": ";
    return holds(arguments)
        ? null
        : new Violation(prefix + names().getFirst(), ErrorCode.INVALID_PARAMETER, where + words());
  }

  /// At least one of them is given.
  record AnyOf(List<String> names) implements Rule {
    @Override
    public String words() {
      return "one of " + String.join(" and ", names) + " is required";
    }

    @Override
    public boolean holds(Arguments arguments) {
      return names.stream().filter(arguments::has).count() >= 1;
    }
  }

  /// No two of them are given together.
  record NotTogether(List<String> names) implements Rule {
    @Override
    public String words() {
      return String.join(" and ", names) + " cannot be given together";
    }

    @Override
    public boolean holds(Arguments arguments) {
      return names.stream().filter(arguments::has).count() <= 1;
    }
  }

  /// The one is not below the other, where both are given and not 0.
  record NotBelow(String higher, String lower) implements Rule {
    @Override
    public List<String> names() {
      return List.of(higher, lower);
    }

    @Override
    public String words() {
      return higher + " must not be below " + lower;
    }

    @Override
    public boolean holds(Arguments arguments) {
      long high = arguments.number(higher);
      long low = arguments.number(lower);
      return high == 0 || high >= low;
    }
  }

  /// While the other parameter has this value, only one number will do.
  record OnlyWhen(String name, long number, String other, String value) implements Rule {
    @Override
    public List<String> names() {
      return List.of(name, other);
    }

    @Override
    public String words() {
      return name + " must be " + number + " when " + other + " is " + value;
    }

    @Override
    public boolean holds(Arguments arguments) {
      long given = arguments.number(name);
      return !arguments.is(other, value) || !arguments.has(name) || given == number;
    }
  }

  /// One value of a parameter goes only with one of another.
  record OnlyWith(String name, String value, String other, String itsValue) implements Rule {
    @Override
    public List<String> names() {
      return List.of(name, other);
    }

    @Override
    public String words() {
      return name + " " + value + " goes only with " + other + " " + itsValue;
    }

    @Override
    public boolean holds(Arguments arguments) {
      return !arguments.is(name, value) || arguments.is(other, itsValue);
    }
  }

  /// While the other parameter has one of these values, each object of a list has the field.
  record EachHas(String list, String field, String other, List<String> values) implements Rule {
    @Override
    public List<String> names() {
      return List.of(list, other);
    }

    @Override
    public String words() {
      return list
          + ".n."
          + field
          + " is required when "
          + other
          + " is "
          + String.join(" or ", values);
    }

    @Override
    public boolean holds(Arguments arguments) {
      return values.stream().noneMatch(value -> arguments.is(other, value))
          || arguments.list(list).stream().allMatch(each -> each.has(field));
    }

    @Override
    public @Nullable Violation violation(Arguments arguments, String prefix) {
      return holds(arguments)
          ? null
          : new Violation(prefix + list, ErrorCode.MISSING_PARAMETER, prefix + words());
    }
  }

  /// No two objects of a list have the same text in a field.
  record Distinct(String list, String field) implements Rule {
    @Override
    public List<String> names() {
      return List.of(list);
    }

    @Override
    public String words() {
      return list + ".n." + field + " must differ from one to the other";
    }

    @Override
    public boolean holds(Arguments arguments) {
      List<Arguments> objects = arguments.list(list);
      return objects.stream().map(each -> each.text(field)).distinct().count() == objects.size();
    }
  }

  static Rule eachHas(String list, String field, String other, String... values) {
    return new EachHas(list, field, other, List.of(values));
  }

  static Rule distinct(String list, String field) {
    return new Distinct(list, field);
  }

  static Rule anyOf(String... names) {
    return new AnyOf(List.of(names));
  }

  static Rule notTogether(String... names) {
    return new NotTogether(List.of(names));
  }

  static Rule notBelow(String higher, String lower) {
    return new NotBelow(higher, lower);
  }

  static Rule onlyWhen(String name, long number, String other, String value) {
    return new OnlyWhen(name, number, other, value);
  }

  static Rule onlyWith(String name, String value, String other, String itsValue) {
    return new OnlyWith(name, value, other, itsValue);
  }
}
