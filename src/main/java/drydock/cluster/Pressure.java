package drydock.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That a node runs short of something, as its kubelet reports it.
///
/// @param endsAt when it is over, because nothing was short for a while; null while something is
public record Pressure(Resource resource, @Nullable Instant endsAt) {

  /// What a node may run short of. Memory is looked at first.
  public enum Resource {
    MEMORY("memory", "MemoryPressure"),
    DISK("nodefs", "DiskPressure");

    private final String text;
    private final String condition;

    Resource(String text, String condition) {
      this.text = text;
      this.condition = condition;
    }

    /// As the kubelet names what is low.
    public String text() {
      return text;
    }

    /// The condition of the node that tells of it.
    public String condition() {
      return condition;
    }
  }
}
