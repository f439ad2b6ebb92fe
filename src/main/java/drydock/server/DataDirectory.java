package drydock.server;

import static java.lang.System.Logger.Level.DEBUG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The files of one embedded database, held by one process at a time.
///
/// ```
/// lock              held while a Drydock process uses the directory
/// password          of the database's only user, readable by its owner alone
/// postgres/         the database
/// postgres.log      what the server and initdb had to say
/// initdb-…/         a database in the making; it becomes postgres/ in one step, so a kill in the middle leaves only this
/// ```
final class DataDirectory implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("drydock.server");
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Directories held by this process. Closing any channel of a file gives up the process' lock on
  /// it, so a second attempt in the same process must not even open the lock file.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;
  private final ServerUser user;
  private final String password;

  private DataDirectory(Path path, FileChannel lock) throws IOException, DatabaseUnavailable {
    this.path = path;
    this.lock = lock;
    this.user = Files.exists(cluster()) ? ServerUser.ofExisting(cluster()) : ServerUser.ofNew(path);
    if (Files.exists(cluster()) && ServerUser.ownerOf(cluster()) != user.uid()) {
      throw new DatabaseUnavailable(
          cluster()
              + " belongs to another user: start Drydock as that user, or choose another"
              + " DRYDOCK_DATA_DIR");
    }
    this.password = password(path.resolve("password"));
  }

  /// Creates the directory if need be, and takes hold of it.
  static DataDirectory open(Path directory) throws DatabaseUnavailable {
    try {
      Disk.createDirectories(directory, "rwx------");
      Path path = directory.toRealPath();
      if (!HELD.add(path)) {
        throw inUse(path);
      }
      try {
        return lock(path);
      } catch (IOException | DatabaseUnavailable | RuntimeException e) {
        HELD.remove(path);
        throw e;
      }
    } catch (IOException | UncheckedIOException e) {
      throw new DatabaseUnavailable(
          "the data directory "
              + directory
              + " cannot be used ("
              + e
              + "): DRYDOCK_DATA_DIR chooses another",
          e);
    }
  }

  private static DataDirectory lock(Path path) throws IOException, DatabaseUnavailable {
    Path file = path.resolve("lock");
    FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        throw inUse(path);
      }
      ServerUser.ownLike(path, file);
      return new DataDirectory(path, lock);
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw inUse(path);
    } catch (IOException | DatabaseUnavailable | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static DatabaseUnavailable inUse(Path path) {
    return new DatabaseUnavailable(
        "another Drydock process uses the data directory "
            + path
            + ": DRYDOCK_DATA_DIR chooses another");
  }

  private String password(Path file) throws IOException, DatabaseUnavailable {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    if (Files.exists(cluster())) {
      throw new DatabaseUnavailable(
          file + " is missing, and only it opens the database in " + cluster());
    }
    byte[] bits = new byte[24];
    RANDOM.nextBytes(bits);
    String fresh = Base64.getUrlEncoder().encodeToString(bits);
    Path draft = path.resolve("password.new");
    Files.deleteIfExists(draft);
    secret(draft, fresh);
    ServerUser.ownLike(path, draft);
    Disk.rename(draft, file);
    return fresh;
  }

  private static void secret(Path file, String content) throws IOException {
    Files.createFile(file);
    Disk.permit(file, "rw-------");
    Files.writeString(file, content + "\n");
    Disk.force(file);
  }

  Path path() {
    return path;
  }

  Path cluster() {
    return path.resolve("postgres");
  }

  ServerUser user() {
    return user;
  }

  String password() {
    return password;
  }

  /// Makes the database, unless it is there already.
  void initialise(Path binaries) throws DatabaseUnavailable, IOException, InterruptedException {
    try {
      if (Files.exists(cluster())) {
        requireSameRelease();
      } else {
        Disk.rename(made(binaries), cluster());
      }
    } finally {
      removeLeftovers();
    }
  }

  private Path made(Path binaries) throws DatabaseUnavailable, IOException, InterruptedException {
    Path work = Files.createTempDirectory(path, "initdb-");
    Path data = Files.createDirectory(work.resolve("data"));
    Disk.permit(data, "rwx------");
    Path secret = work.resolve("password");
    secret(secret, password);
    for (Path each : List.of(work, data, secret)) {
      user.own(each);
    }
    initdb(binaries, data);
    return data;
  }

  /// What this or an earlier, killed start worked in. An initdb of that one may be just about to
  /// end and still hold on to a directory, which then waits for the next start: it is in nobody's
  /// way.
  private void removeLeftovers() throws IOException {
    try (var leftovers = Files.newDirectoryStream(path, "initdb-*")) {
      for (Path leftover : leftovers) {
        try {
          Disk.removeTree(leftover);
        } catch (IOException e) {
          LOG.log(DEBUG, "not removed yet: {0}", leftover);
        }
      }
    }
  }

  private void initdb(Path binaries, Path data)
      throws DatabaseUnavailable, IOException, InterruptedException {
    ServerLog log = log();
    var command =
        user.command(
            List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + user.here(data),
                "--username=" + EmbeddedPostgres.USER,
                "--pwfile=../password",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--data-checksums",
                "--no-instructions"));
    int exit = log.process(command, data).start().waitFor();
    if (exit != 0) {
      throw new DatabaseUnavailable(
          "the embedded Postgres cannot make its database: " + log.complaint());
    }
  }

  private void requireSameRelease() throws DatabaseUnavailable, IOException {
    String made = Files.readString(cluster().resolve("PG_VERSION")).strip();
    String ours = PostgresBinaries.MAJOR;
    if (!made.equals(ours)) {
      throw new DatabaseUnavailable(
          cluster()
              + " was made by Postgres "
              + made
              + " and this is Postgres "
              + ours
              + ": start the Drydock that made it, or choose another DRYDOCK_DATA_DIR");
    }
  }

  /// The server's log as it goes on from here.
  ServerLog log() throws IOException {
    ServerLog log = ServerLog.open(path.resolve("postgres.log"));
    ServerUser.ownLike(path, path.resolve("postgres.log"));
    return log;
  }

  /// Lets go of the directory.
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(path);
    }
  }
}
