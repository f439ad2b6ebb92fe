package drydock.monitor;

/// What is used in one minute.
///
/// @param cpu cores
/// @param memory MiB
/// @param in Mbit/s that come in, and `out` that go out
/// @param read KB/s read from disks, and `written` to them
public record Usage(double cpu, double memory, double in, double out, double read, double written) {

  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

  public Usage plus(Usage other) {
    return new Usage(
        cpu + other.cpu,
        memory + other.memory,
        in + other.in,
        out + other.out,
        read + other.read,
        written + other.written);
  }
}
