package drydock.provider.tencent;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.flag;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.object;
import static drydock.provider.tencent.Type.text;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Binds what a test writes as `name=value, name=value`.
final class Binder {
  private Binder() {}

  static final Parameters CONTAINERS =
      Parameters.of(
          required(
              "containers",
              list(object(
                      required("image", text()),
                      optional("cpu", integer().range(100, 64_000).orZero()),
                      optional("privileged", flag()),
                      optional("arguments", list(text())),
                      optional(
                          "envs",
                          list(
                              object(
                                  required(
                                      "name",
                                      text().form("[A-Za-z_]\\w*", "letters, digits and _")),
                                  optional("value", text()))))))
                  .atMost(3)));

  static Arguments accepted(Parameters parameters, String given) {
    Parameters.Bound bound = parameters.bind(fields(given));
    return assertInstanceOf(Parameters.Bound.Accepted.class, bound, bound::toString).arguments();
  }

  static List<Violation> violations(Parameters parameters, String given) {
    return assertInstanceOf(Parameters.Bound.Refused.class, parameters.bind(fields(given)), given)
        .violations();
  }

  static String refused(Parameters parameters, String given) {
    return String.join("; ", violations(parameters, given).stream().map(Violation::words).toList());
  }

  static Map<String, String> fields(String given) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : given.split(", *", -1)) {
      int equals = pair.indexOf('=');
      if (equals >= 0) {
        fields.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return fields;
  }
}
