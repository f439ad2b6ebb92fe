package drydock.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A volume that containers may mount.
///
/// @param source the path, disk id, NFS path or configuration id that its type needs; empty for a
///   directory that lives as long as its replica
/// @param version the version of the configuration, and `keys` what is taken of it
public record Volume(
    String name, Type type, String source, @Nullable String version, List<String> keys) {

  public enum Type {
    HOST_PATH,
    CBS_DISK,
    NFS_DISK,
    CONFIG_MAP
  }
}
