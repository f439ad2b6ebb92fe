package drydock.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// Files and directories whose content, permissions and names are certain, whatever the umask says
/// and even if the power fails right after.
final class Disk {
  private Disk() {}

  /// Sets permissions written like `rwxr-x---`.
  static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /// Creates a directory and the missing ones above it, all of them with these permissions.
  /// Existing ones are left as they are.
  static void createDirectories(Path directory, String permissions) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    createParents(directory, permissions);
    var never = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    try {
      Files.createDirectory(directory, never);
      permit(directory, permissions);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
      // Another process was quicker, with the same permissions.
    }
  }

  /// Creates the missing directories above a path.
  static void createParents(Path path, String permissions) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      createDirectories(parent, permissions);
    }
  }

  /// Writes what a file's name or content has become through to the disk. Works for directories
  /// too, whose content are the names in them.
  static void force(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Gives a file or directory its final name, in one step and for good.
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    Path parent = to.toAbsolutePath().getParent();
    if (parent != null) {
      force(parent);
    }
  }

  /// Removes a directory with everything in it, following no links. Nothing happens if it is not
  /// there.
  static void removeTree(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
