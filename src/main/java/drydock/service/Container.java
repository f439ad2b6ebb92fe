package drydock.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A container of a template.
///
/// @param live restarts the container when it fails; null if there is none
/// @param ready decides when the replica counts as ready; null if it is so once it runs
public record Container(
    String name,
    String image,
    List<Variable> environment,
    List<Mount> mounts,
    Resources resources,
    Execution execution,
    @Nullable Probe live,
    @Nullable Probe ready) {

  /// A variable of the container's environment.
  public record Variable(String name, String value) {}

  /// Where a volume appears in the container.
  public record Mount(String volume, String path, boolean readOnly) {}

  /// What it asks for and may use at most: thousandths of a core and MiB, 0 for no figure.
  public record Resources(int cpu, int cpuLimit, int memory, int memoryLimit) {}

  /// What runs in it.
  public record Execution(
      String command, List<String> arguments, boolean privileged, String workingDirectory) {}

  /// Whether its image is looked up anew each time, even where the node has it: one whose tag is
  /// `latest` or absent (Kubernetes, imagePullPolicy).
  public boolean pulledAlways() {
    return image.lastIndexOf(':') <= image.lastIndexOf('/') || image.endsWith(":latest");
  }

  Container withImage(String other) {
    return new Container(name, other, environment, mounts, resources, execution, live, ready);
  }
}
