package drydock.provider.tencent.monitor;

import drydock.monitor.Usage;

/// What a metric counts, in the units of the API document. A longer period shows the mean of its
/// minutes, but for traffic, of which it shows the sum.
enum Quantity {
  CPU,
  MEMORY,
  IN_BANDWIDTH,
  OUT_BANDWIDTH,
  IN_FLUX,
  OUT_FLUX,
  IN_PACKETS,
  OUT_PACKETS,
  READ_TRAFFIC,
  WRITE_TRAFFIC,
  READS,
  WRITES;

  // How large a packet or an access to a disk is on average: requests are small, answers are not,
  // and what is written is gathered first.
  private static final double IN_PACKET_BYTES = 400;
  private static final double OUT_PACKET_BYTES = 900;
  private static final double READ_KILOBYTES = 12;
  private static final double WRITE_KILOBYTES = 16;

  double of(Usage usage) {
    return switch (this) {
      case CPU -> usage.cpu();
      case MEMORY -> usage.memory();
      case IN_BANDWIDTH -> usage.in();
      case OUT_BANDWIDTH -> usage.out();
      case IN_FLUX -> megabytes(usage.in());
      case OUT_FLUX -> megabytes(usage.out());
      case IN_PACKETS -> bytes(usage.in()) / IN_PACKET_BYTES;
      case OUT_PACKETS -> bytes(usage.out()) / OUT_PACKET_BYTES;
      case READ_TRAFFIC -> usage.read();
      case WRITE_TRAFFIC -> usage.written();
      case READS -> usage.read() / READ_KILOBYTES;
      case WRITES -> usage.written() / WRITE_KILOBYTES;
    };
  }

  boolean summed() {
    return this == IN_FLUX || this == OUT_FLUX;
  }

  /// What a minute at so many Mbit/s moves.
  private static double megabytes(double bandwidth) {
    return bytes(bandwidth) * 60 / 1_000_000;
  }

  /// Bytes a second.
  private static double bytes(double bandwidth) {
    return bandwidth * 1_000_000 / 8;
  }
}
