package drydock.server;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A Postgres of our own in a directory: as durable as any, with nothing to install.
///
/// The server listens on a free port of the loopback address, for a user whose password is in the
/// data directory. It ends with this process however that ends, and is started again, on the same
/// port, should it end before.
public final class EmbeddedPostgres implements AutoCloseable {
  static final String USER = "drydock";

  private static final System.Logger LOG = System.getLogger("drydock.server");
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int PORTS_TRIED = 5;
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(8);
  private static final Duration KILLED_WITHIN = Duration.ofSeconds(1);
  private static final Duration RESTART_PAUSE = Duration.ofMillis(500);

  private final DataDirectory directory;
  private final Thread keeper;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable PostgresServer server;

  private EmbeddedPostgres(DataDirectory directory) {
    this.directory = directory;
    // A thread of its own, since the server ends with the thread that starts it.
    this.keeper = Thread.ofPlatform().name("postgres-keeper").daemon().unstarted(this::keep);
  }

  /// Starts the server that keeps its files in `dataDir`, which is created if need be, and returns
  /// when it takes connections: within a tenth of a second as a rule, a few seconds the first time.
  ///
  /// @throws DatabaseUnavailable with one line that says what is in the way: another process that
  ///   uses the directory, a machine there are no binaries for, a directory that cannot be written
  public static EmbeddedPostgres start(Path dataDir) throws DatabaseUnavailable {
    PostgresBinaries.requireForThisMachine();
    var postgres = new EmbeddedPostgres(DataDirectory.open(dataDir));
    postgres.keeper.start();
    try {
      postgres.port.join();
      return postgres;
    } catch (CompletionException e) {
      if (e.getCause() instanceof DatabaseUnavailable why) {
        throw why;
      }
      throw new DatabaseUnavailable("the embedded Postgres does not start: " + e.getCause(), e);
    }
  }

  /// How to reach it: `postgresql://user:password@127.0.0.1:port/postgres`.
  public String url() {
    return "postgresql://"
        + USER
        + ":"
        + directory.password()
        + "@127.0.0.1:"
        + port.join()
        + "/postgres";
  }

  private void keep() {
    try (directory) {
      Path binaries = PostgresBinaries.unpacked(directory.path());
      directory.initialise(binaries);
      server = firstServer(binaries);
      port.complete(server.port());
      keepRunning(binaries);
    } catch (DatabaseUnavailable | IOException | InterruptedException | RuntimeException e) {
      if (!port.completeExceptionally(e)) {
        LOG.log(ERROR, "the embedded Postgres is given up", e);
      }
    }
  }

  private PostgresServer firstServer(Path binaries)
      throws DatabaseUnavailable, IOException, InterruptedException {
    for (int i = 0; i < PORTS_TRIED; i++) {
      try {
        return PostgresServer.start(directory, binaries, freePort());
      } catch (PostgresServer.PortTaken e) {
        // Somebody took it between our look and the server's start.
      }
    }
    throw new DatabaseUnavailable("the embedded Postgres finds no free port on 127.0.0.1");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  private void keepRunning(Path binaries) throws IOException, InterruptedException {
    while (true) {
      PostgresServer running = server;
      if (running != null) {
        if (isClosing()) {
          // It came up while close() found none to stop.
          running.interrupt();
        }
        int exit = running.process().waitFor();
        server = null;
        if (!isClosing()) {
          LOG.log(WARNING, "Postgres has ended with exit code {0} and is started again", exit);
        }
      }
      if (closing.await(RESTART_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      try {
        server = PostgresServer.start(directory, binaries, port.join());
      } catch (DatabaseUnavailable | PostgresServer.PortTaken | IOException e) {
        LOG.log(ERROR, "Postgres cannot be started again for now: {0}", e.getMessage());
      }
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /// Stops the server and waits for its end, then lets go of the directory. Connections still open
  /// are cut.
  @Override
  public void close() {
    closing.countDown();
    try {
      PostgresServer running = server;
      if (running != null) {
        running.interrupt();
      }
      if (!keeper.join(STOPPED_WITHIN)) {
        LOG.log(
            ERROR,
            "Postgres does not stop within {0} s and is killed; it will recover",
            STOPPED_WITHIN.toSeconds());
        running = server;
        if (running != null) {
          running.process().destroyForcibly();
          keeper.join(KILLED_WITHIN);
        }
      }
    } catch (IOException e) {
      LOG.log(ERROR, "Postgres cannot be stopped", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
