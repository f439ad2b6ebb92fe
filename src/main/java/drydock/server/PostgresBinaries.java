package drydock.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tukaani.xz.XZInputStream;

/// The programs of the Postgres server: an archive on the classpath, unpacked once per user and
/// version.
///
/// Only the archives named here are ever run: each is checked against its SHA-256, and the
/// directory it is unpacked to bears that digest in its name. The directory appears in one step (a
/// rename) after all its files are on disk, so any number of processes may start at once and a kill
/// in the middle leaves nothing half done behind.
final class PostgresBinaries {

  /// The archives of release 18.6.0. A new release changes the pom and these lines together.
  private enum Archive {
    LINUX_AMD64("linux-x86_64", "63999c2914366d62c68e51794e597588c336e75ed2958d53c558e8deca5e13fc"),
    LINUX_ARM64("linux-arm_64", "2eb24d67326da41a81064d116b0bce412dff543c835d6fcc1c099e4abcf18836"),
    ALPINE_AMD64(
        "linux-x86_64-alpine_linux",
        "d9bba3fa653ad08f5e92303587451ed6d1ca4883afb377773630ae853d40121f"),
    MAC_AMD64("darwin-x86_64", "f4db5df0b13e3e72149c0547ccd1eee177cfe67accb8c296e8d0e46ef3601f01"),
    MAC_ARM64("darwin-arm_64", "f4db5df0b13e3e72149c0547ccd1eee177cfe67accb8c296e8d0e46ef3601f01");

    private final String platform;
    private final String sha256;

    Archive(String platform, String sha256) {
      this.platform = platform;
      this.sha256 = sha256;
    }

    String resource() {
      return "/postgres-" + platform + ".txz";
    }

    static Archive ofThisMachine() throws DatabaseUnavailable {
      String name = platformOfThisMachine();
      for (Archive archive : values()) {
        if (archive.platform.equals(name)) {
          return archive;
        }
      }
      throw missing(name);
    }
  }

  /// The release's series. Databases made by another cannot be opened.
  static final String MAJOR = "18";

  private PostgresBinaries() {}

  /// Refuses a machine that there are no binaries for.
  static void requireForThisMachine() throws DatabaseUnavailable {
    Archive.ofThisMachine();
  }

  /// The directory with `bin/postgres` and `bin/initdb`, unpacked now if it was not before.
  ///
  /// @param dataDir the home of the unpacked files where the user has no cache directory
  static Path unpacked(Path dataDir) throws DatabaseUnavailable {
    try {
      return unpackedIn(cacheDirectory(dataDir));
    } catch (IOException e) {
      throw new DatabaseUnavailable("the embedded Postgres cannot be unpacked: " + e, e);
    }
  }

  /// Locks on files hold between processes; between the threads of this one the monitor does.
  static synchronized Path unpackedIn(Path cache) throws DatabaseUnavailable, IOException {
    Archive archive = Archive.ofThisMachine();
    Path target = cache.resolve("postgres-" + archive.sha256.substring(0, 16));
    if (Files.exists(target)) {
      return target;
    }
    Path lockFile = cache.resolve("lock");
    try (var channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      if (!Files.exists(target)) {
        removeLeftovers(cache);
        unpack(archive, cache, target);
      }
    }
    return target;
  }

  private static String platformOfThisMachine() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String processor =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> machine;
        };
    if (system.startsWith("mac")) {
      return "darwin-" + processor;
    }
    boolean alpine = Files.exists(Path.of("/etc/alpine-release"));
    return system + "-" + processor + (alpine ? "-alpine_linux" : "");
  }

  private static DatabaseUnavailable missing(String platform) {
    return new DatabaseUnavailable(
        "there is no embedded Postgres for this machine ("
            + platform
            + "): give DRYDOCK_DATABASE_URL a server to use");
  }

  /// Root's files have to be readable by the unprivileged user that the server runs as, so they are
  /// not kept below /root. Nobody but their owner can write them in either place.
  private static Path cacheDirectory(Path dataDir) throws IOException {
    boolean root = ServerUser.weAreRoot();
    Path usual = root ? Path.of("/var/cache") : usersCache();
    for (Path parent : List.of(usual, dataDir)) {
      Path cache = parent.resolve("drydock");
      try {
        Disk.createDirectories(cache, root ? "rwxr-xr-x" : "rwx------");
      } catch (IOException e) {
        if (parent.equals(dataDir)) {
          throw e;
        }
        continue;
      }
      if (Files.isWritable(cache)) {
        requireOurs(cache);
        return cache;
      }
    }
    throw new IOException(
        "no directory for it can be written, neither " + usual + " nor " + dataDir);
  }

  private static Path usersCache() {
    Map<String, String> environment = System.getenv();
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    return cache.startsWith("/")
        ? Path.of(cache)
        : Path.of(home.startsWith("/") ? home : System.getProperty("user.home", "/"), ".cache");
  }

  /// What others could have put or may change here is not run.
  private static void requireOurs(Path cache) throws IOException {
    var attributes = Files.readAttributes(cache, PosixFileAttributes.class);
    boolean open =
        attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
            || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    if (open || ServerUser.ownerOf(cache) != ServerUser.ourUid()) {
      throw new IOException(
          cache + " belongs to another user or can be written by others: remove it");
    }
  }

  private static void removeLeftovers(Path cache) throws IOException {
    try (var entries = Files.newDirectoryStream(cache, "unpacking-*")) {
      for (Path leftover : entries) {
        Disk.removeTree(leftover);
      }
    }
  }

  private static void unpack(Archive archive, Path cache, Path target)
      throws IOException, DatabaseUnavailable {
    Path fresh = Files.createTempDirectory(cache, "unpacking-");
    try (InputStream resource = PostgresBinaries.class.getResourceAsStream(archive.resource())) {
      if (resource == null) {
        throw missing(archive.platform);
      }
      var digested = new DigestInputStream(resource, MessageDigest.getInstance("SHA-256"));
      List<Path> files = Tar.unpack(new XZInputStream(digested), fresh);
      digested.transferTo(OutputStream.nullOutputStream());
      String sha256 = HexFormat.of().formatHex(digested.getMessageDigest().digest());
      if (!sha256.equals(archive.sha256)) {
        throw new IOException(
            archive.resource() + " has SHA-256 " + sha256 + " instead of " + archive.sha256);
      }
      force(files);
      Disk.permit(fresh, ServerUser.weAreRoot() ? "rwxr-xr-x" : "rwx------");
      Disk.rename(fresh, target);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } finally {
      Disk.removeTree(fresh);
    }
  }

  /// A power cut after the rename must not leave files without their content. Many at a time share
  /// the disk's flushes.
  private static void force(List<Path> files) throws IOException {
    try (var threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> all =
          files.stream()
              .<Future<?>>map(file ->
                  threads.submit(() -> {
                    Disk.force(file);
                    return null;
                  }))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(requireNonNull(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
