package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.object;
import static drydock.provider.tencent.Type.text;

import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Type;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Labels as `labels.0.key`, `labels.0.value`, and so on, of nodes and of services.
public final class Labels {

  private static final Parameter KEY =
      required(
              "key",
              text()
                  .length(1, 317)
                  .form(
                      "(?:[a-z0-9][a-z0-9.-]{0,252}/)?[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?",
                      "letters, digits, -, _ and ., no sign first or last, up to 63 of them, with"
                          + " or without domain/ in front"))
          .says("The label's key.");

  private static final Parameter VALUE =
      optional(
              "value",
              text()
                  .length(1, 63)
                  .form(
                      "[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?",
                      "letters, digits, -, _ and ., no sign first or last"))
          .says("Its value; empty if none is given.");

  /// A label as Kubernetes has it: its key is a name, with or without a domain in front.
  public static final Type.Struct LABEL = object(KEY, VALUE);

  private Labels() {}

  /// Of two with the same key, the last one counts.
  public static SortedMap<String, String> read(List<Arguments> labels) {
    SortedMap<String, String> read = new TreeMap<>();
    labels.forEach(each -> read.put(each.text("key"), each.text("value")));
    return read;
  }
}
