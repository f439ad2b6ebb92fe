package drydock.configuration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A named set of keys and values. What a version holds never changes, so whoever mounts one need
/// not look again.
///
/// @param id written `cfg-1a2b3c4d`
/// @param versions from the oldest to the youngest
public record Configuration(String id, String name, List<Version> versions) {

  /// What a configuration held from one moment on.
  public record Version(
      String name, String description, SortedMap<String, String> items, Instant createdAt) {}

  public @Nullable Version version(String wanted) {
    for (Version version : versions) {
      if (version.name().equals(wanted)) {
        return version;
      }
    }
    return null;
  }

  Configuration with(Version version) {
    List<Version> all = new ArrayList<>(versions);
    all.add(version);
    return new Configuration(id, name, List.copyOf(all));
  }
}
