package drydock.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A repository as it is now.
///
/// @param name with its namespace: `tencentyun/foo`
/// @param pulls how often one of its images was pulled
/// @param retention which tags it keeps when there is no room for more; null if that was never said
/// @param tags in the order in which they were pushed
public record Repository(
    String name,
    boolean open,
    String description,
    Instant createdAt,
    Instant updatedAt,
    long pulls,
    @Nullable Retention retention,
    List<Tag> tags) {

  static Repository fresh(String name, boolean open, String description, Instant now) {
    return new Repository(name, open, description, now, now, 0, null, List.of());
  }

  public String namespace() {
    return ImageName.namespaceOf(name);
  }

  public @Nullable Tag tag(String wanted) {
    for (Tag tag : tags) {
      if (tag.name().equals(wanted)) {
        return tag;
      }
    }
    return null;
  }

  /// The tags when one points to a manifest from now on.
  List<Tag> tagsWith(String tag, Manifest manifest, Instant now) {
    List<Tag> all = new ArrayList<>(tags);
    all.removeIf(each -> each.name().equals(tag));
    all.add(new Tag(tag, manifest, now));
    return List.copyOf(all);
  }

  Repository described(String words, Instant now) {
    return new Repository(name, open, words, createdAt, now, pulls, retention, tags);
  }

  Repository opened(boolean toAll, Instant now) {
    return new Repository(name, toAll, description, createdAt, now, pulls, retention, tags);
  }

  Repository holding(List<Tag> these, Instant now) {
    return new Repository(name, open, description, createdAt, now, pulls, retention, these);
  }

  Repository keeping(@Nullable Retention other) {
    return new Repository(name, open, description, createdAt, updatedAt, pulls, other, tags);
  }

  Repository pulled() {
    return new Repository(
        name, open, description, createdAt, updatedAt, pulls + 1, retention, tags);
  }
}
