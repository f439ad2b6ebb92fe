package drydock.provider.tencent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A map that PHP wrote: an object, but `[]` when it is empty, since PHP cannot tell an empty map
/// from an empty list. `failedMap` and a node's `labels` are such maps. Where the service answered
/// `{}`, use a plain sorted map.
public record PhpMap(SortedMap<String, Object> entries) {
  public PhpMap {
    entries = new TreeMap<>(entries);
  }

  public static PhpMap empty() {
    return new PhpMap(new TreeMap<>());
  }

  @JsonValue
  Object json() {
    return entries.isEmpty() ? List.of() : entries;
  }
}
