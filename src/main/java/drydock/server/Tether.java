package drydock.server;

/// Ends this process with the one that started it, where that asked for it with
/// `-Ddrydock.tethered=true`. The build does: Maven leaves its child running when it is told to
/// stop, and a server that nobody sees would hold the port and the data directory.
public final class Tether {

  private Tether() {}

  /// Watches the parent from now on. Its end is taken as a SIGTERM is: what has begun is finished.
  public static void fasten() {
    if (Boolean.getBoolean("drydock.tethered")) {
      ProcessHandle.current().parent().ifPresent(Tether::endWith);
    }
  }

  private static void endWith(ProcessHandle parent) {
    var _ = parent.onExit().thenRun(() -> System.exit(0));
  }
}
