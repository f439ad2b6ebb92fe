package drydock.profile;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The cloud around the clusters: what an account can name in a request.
///
/// @param privateImages what a fresh world's registry holds, as `namespace/repository:tag`
/// @param reservedNamespaces those of the registry that no account can have
public record Catalogue(
    List<Zone> zones,
    List<Vpc> vpcs,
    List<Subnet> subnets,
    List<String> securityGroups,
    List<String> keys,
    List<String> disks,
    List<String> machineTypes,
    List<Size> sizes,
    List<Platform> platforms,
    List<String> kubernetes,
    List<Machine> machines,
    List<String> privateImages,
    List<String> reservedNamespaces) {

  /// An availability zone; clients name it by `id`, a number as text. `aliases` are older ids of
  /// the same zone.
  public record Zone(String id, String name, String region, List<String> aliases) {}

  /// A private network; `number` is its id from before the ids with a prefix.
  public record Vpc(String id, int number, String cidr, String region) {}

  public record Subnet(String id, String vpc, String zone, String cidr) {}

  /// A size that machines come in: cores, and the GiB of memory sold with them.
  public record Size(int cpu, List<Integer> memory) {}

  /// An operating system: the name clients order it by, what a node says of itself, and its kernel.
  public record Platform(String name, String image, String kernel) {}

  /// A cloud machine that the account has from the start, in no cluster.
  ///
  /// @param rootDisk and dataDisk in GB, `memory` in GiB
  /// @param lan its address in its subnet
  /// @param wan its public address; empty if it has none
  /// @param months prepaid for so many, or 0 where it is paid by the hour
  public record Machine(
      String id,
      String name,
      MachineState state,
      String subnet,
      String type,
      int cpu,
      int memory,
      int rootDisk,
      int dataDisk,
      String lan,
      String wan,
      int months,
      long project,
      Instant createdAt) {}

  /// What a machine in no cluster is doing.
  public enum MachineState {
    RUNNING,
    SHUT_DOWN,
    /// It is broken, and nothing can be done with it.
    FAULTY
  }

  public @Nullable Zone zone(String id) {
    return first(zones, zone -> zone.id().equals(id) || zone.aliases().contains(id));
  }

  public @Nullable Vpc vpc(String id) {
    return first(vpcs, vpc -> vpc.id().equals(id));
  }

  public @Nullable Subnet subnet(String id) {
    return first(subnets, subnet -> subnet.id().equals(id));
  }

  /// By its name, which documents and clients do not always write with the same capitals.
  public @Nullable Platform platform(String name) {
    return first(platforms, platform -> platform.name().equalsIgnoreCase(name));
  }

  public @Nullable Machine machine(String id) {
    return first(machines, machine -> machine.id().equals(id));
  }

  public boolean sells(int cpu, int memory) {
    return sizes.stream().anyMatch(size -> size.cpu() == cpu && size.memory().contains(memory));
  }

  private static <T> @Nullable T first(List<T> all, Predicate<T> wanted) {
    for (T one : all) {
      if (wanted.test(one)) {
        return one;
      }
    }
    return null;
  }
}
