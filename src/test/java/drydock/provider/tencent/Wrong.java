package drydock.provider.tencent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Wrong requests made of a right one and of what an action declares: one thing is wrong in each.
/// What is wrong follows from the declaration alone and not from the code that checks it.
final class Wrong {

  /// A request that must be refused.
  ///
  /// @param what what is wrong, for people
  /// @param name what the message has to name
  /// @param missing whether a parameter is not there, rather than wrong
  record Request(String what, String name, boolean missing, Map<String, String> fields) {}

  private static final List<String> NO_NUMBERS =
      List.of(
          "x",
          "1.5",
          "1.0",
          "1e3",
          "0x10",
          "--1",
          "+-1",
          "+",
          "-",
          " 1",
          "1 ",
          "1 000",
          "1,000",
          "1_000",
          "1L",
          "true",
          "null",
          "一",
          "٣",
          "NaN",
          "[]",
          "{}",
          "1;2",
          "1\n",
          "99999999999999999999",
          "-99999999999999999999");
  private static final List<String> NO_FLAGS =
      List.of("2", "yes", "no", "x", "-1", "truefalse", "10", "on", "null", "wahr", "1.0", " 1");
  private static final List<String> NO_MOMENTS =
      List.of(
          "yesterday",
          "2017-13-01 00:00:00",
          "2017-02-30 00:00:00",
          "10:00:00",
          "2017/01/01 00:00:00",
          "2017-01-01 25:00:00",
          "1490681400",
          "2017-01-01 00:60:00",
          "2017-01-01T00:00:00Z",
          "01.02.2017",
          "0",
          "2017",
          "2017-00-10 00:00:00",
          "-2017-01-01 00:00:00");
  private static final List<String> NO_FORM =
      List.of(
          "!",
          "\u0007",
          " ",
          "-",
          "a b",
          "容器",
          "A!",
          "..",
          "'\"",
          "é",
          "_",
          "a".repeat(64) + "!",
          "a\nb",
          "a/../b",
          "$(x)",
          "<b>",
          "a&b",
          "a=b",
          "%00",
          "-a-",
          "\u202e",
          "a;",
          "*",
          "🚢");

  private final Map<String, String> right;
  private final List<Request> requests = new ArrayList<>();

  private Wrong(Map<String, String> right) {
    this.right = right;
  }

  /// Well-formed ids and names of things that are not there, by the parameters that take them.
  private static final Map<String, String> STRANGERS =
      Map.ofEntries(
          Map.entry("clusterId", "cls-zzzzzzzz"),
          Map.entry("instanceId", "ins-zzzzzzzz"),
          Map.entry("instanceIds", "ins-zzzzzzzz"),
          Map.entry("vpcId", "vpc-zzzzzzzz"),
          Map.entry("subnetId", "subnet-zzzzzzzz"),
          Map.entry("masterSubnetId", "subnet-zzzzzzzz"),
          Map.entry("zoneId", "999999"),
          Map.entry("sgId", "sg-zzzzzzzz"),
          Map.entry("keyId", "skey-zzzzzzzz"),
          Map.entry("namespace", "nowhere"),
          Map.entry("serviceName", "nothing"),
          Map.entry("reponame", "nowhere/nothing"),
          Map.entry("triggerName", "nothing"),
          Map.entry("requestId", "1"),
          Map.entry("configId", "cfg-zzzzzzzz"),
          Map.entry("osName", "nothing"));

  /// Right requests, but that one thing they name is not there.
  static List<Request> strangers(Map<String, String> right) {
    List<Request> requests = new ArrayList<>();
    right.forEach((key, value) -> {
      String stranger = STRANGERS.get(key.replaceFirst("\\.\\d+$", ""));
      if (stranger != null) {
        Map<String, String> fields = new LinkedHashMap<>(right);
        fields.put(key, stranger);
        requests.add(new Request(key + " is " + stranger, stranger, false, fields));
      }
    });
    return requests;
  }

  static List<Request> requests(Parameters parameters, Map<String, String> right) {
    var wrong = new Wrong(right);
    parameters.declared().forEach(each -> wrong.vary(each, ""));
    return wrong.requests;
  }

  private void vary(Parameter parameter, String prefix) {
    String path = prefix + parameter.name();
    boolean given = isGiven(path);
    if (parameter.presence() instanceof Parameter.Presence.Required && given) {
      Map<String, String> without = without(path);
      parameter.notes().aliases().forEach(alias -> without.keySet().remove(prefix + alias));
      // An element of which nothing is left is no element.
      if (prefix.isEmpty() || without.keySet().stream().anyMatch(key -> key.startsWith(prefix))) {
        requests.add(new Request(path + " is missing", path, true, without));
      }
    }
    if (given || prefix.isEmpty() || isGiven(prefix.substring(0, prefix.length() - 1))) {
      vary(parameter.type(), path);
    }
  }

  private void vary(Type type, String path) {
    switch (type) {
      case Type.Text text -> wrong(text).forEach(value -> put(path, value));
      case Type.Whole whole -> wrong(whole).forEach(value -> put(path, value));
      case Type.Flag _ -> NO_FLAGS.forEach(value -> put(path, value));
      case Type.Moment _ -> NO_MOMENTS.forEach(value -> put(path, value));
      case Type.Struct struct -> struct.parameters().forEach(each -> vary(each, path + "."));
      case Type.Many many -> vary(many, path);
      case Type.Keyed keyed -> wrong(keyed.value()).forEach(value -> put(path + ".name", value));
    }
  }

  private void vary(Type.Many many, String path) {
    put(path + ".100000", "1");
    if (many.element() instanceof Type.Struct struct) {
      put(path, "x");
      struct.parameters().forEach(each -> vary(each, path + ".0."));
      return;
    }
    vary(many.element(), path + ".0");
    if (many.sizeMax() <= 100) {
      Map<String, String> fields = without(path);
      for (int i = 0; i <= many.sizeMax(); i++) {
        fields.put(path + "." + i, right.getOrDefault(path + ".0", "1"));
      }
      requests.add(new Request(path + " has too many values", path, false, fields));
    }
  }

  private void put(String path, String value) {
    Map<String, String> fields = without(path);
    fields.put(path, value);
    requests.add(new Request(path + " is " + Values.shortened(value), path, false, fields));
  }

  private Map<String, String> without(String path) {
    Map<String, String> fields = new LinkedHashMap<>(right);
    fields.keySet().removeIf(key -> key.equals(path) || key.startsWith(path + "."));
    return fields;
  }

  private boolean isGiven(String path) {
    return right.keySet().stream().anyMatch(key -> key.equals(path) || key.startsWith(path + "."));
  }

  private static Stream<String> wrong(Type.Text text) {
    List<String> values = new ArrayList<>();
    if (!text.values().isEmpty()) {
      String one = text.values().getFirst();
      values.addAll(
          List.of(
              "nonsense", one + "x", "x" + one, one + " " + one, "0,1", "-", one + "\n", "null"));
      text.values().forEach(each -> values.add(swapped(each)));
      values.removeAll(text.values());
      return values.stream();
    }
    if (text.lengthMax() < 10_000) {
      values.add("a".repeat(text.lengthMax() + 1));
      values.add("a".repeat(text.lengthMax() * 2));
    }
    if (text.lengthMin() > 1) {
      values.add("a".repeat(text.lengthMin() - 1));
    }
    Type.Form form = text.form();
    if (form != null) {
      NO_FORM.stream()
          .filter(value -> !form.expression().matcher(value).matches())
          .forEach(values::add);
    }
    return values.stream();
  }

  /// Small letters for capitals and the other way round: values are told apart by that.
  private static String swapped(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return value.equals(lower) ? value.toUpperCase(Locale.ROOT) : lower;
  }

  private static Stream<String> wrong(Type.Whole whole) {
    List<String> values = new ArrayList<>(NO_NUMBERS);
    if (!whole.values().isEmpty()) {
      long least = whole.values().stream().mapToLong(Long::longValue).min().orElseThrow();
      long most = whole.values().stream().mapToLong(Long::longValue).max().orElseThrow();
      values.addAll(List.of("" + (least - 1), "" + (most + 1), "" + (most + 1000)));
    } else {
      Type.Range range = whole.range();
      values.add(range.min() == Long.MIN_VALUE ? "-9223372036854775809" : "" + (range.min() - 1));
      values.add(range.max() == Long.MAX_VALUE ? "9223372036854775808" : "" + (range.max() + 1));
      if (range.step() > 1) {
        values.add("" + (range.min() + 1));
      }
    }
    if (whole.zero() != Type.Zero.LIKE_ANY) {
      values.remove("0");
    }
    return values.stream();
  }
}
