package drydock.server;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user that the database server runs as: ourselves, or an unprivileged one where we are root,
/// since Postgres refuses to run as root. That is the owner of the data directory, or `nobody`
/// where that is root or has no name.
///
/// @param uid the numeric user id
/// @param gid the numeric group id
/// @param root whether we are root, so the server's files have to be given to the user
record ServerUser(int uid, int gid, boolean root) {
  /// The id of `nobody` in every Linux distribution. Programs of the server need a name for their
  /// user, so an id that is in no /etc/passwd would not do.
  private static final int NOBODY = 65534;

  private static final List<String> PROGRAM_DIRECTORIES =
      List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

  static int ourUid() {
    return (int) new UnixSystem().getUid();
  }

  static boolean weAreRoot() {
    return ourUid() == 0;
  }

  static int ownerOf(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  /// The user for a server whose files exist: only their owner may run it.
  static ServerUser ofExisting(Path cluster) throws IOException {
    if (!weAreRoot()) {
      return ourselves();
    }
    return new ServerUser(ownerOf(cluster), (int) Files.getAttribute(cluster, "unix:gid"), true);
  }

  /// The user for a server whose files will be made below a directory.
  static ServerUser ofNew(Path directory) throws IOException {
    if (!weAreRoot()) {
      return ourselves();
    }
    int owner = ownerOf(directory);
    boolean nameless = Files.getOwner(directory).getName().equals("" + owner);
    return owner == 0 || nameless ? new ServerUser(NOBODY, NOBODY, true) : ofExisting(directory);
  }

  private static ServerUser ourselves() {
    return new ServerUser(ourUid(), (int) new UnixSystem().getGid(), false);
  }

  /// Makes the user the owner of a file or directory of the server.
  void own(Path path) throws IOException {
    if (root) {
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /// Gives what root has just made in a directory to the owner of that directory, who may well be
  /// the one to start the server next time.
  static void ownLike(Path directory, Path made) throws IOException {
    if (weAreRoot()) {
      Files.setAttribute(made, "unix:uid", Files.getAttribute(directory, "unix:uid"));
      Files.setAttribute(made, "unix:gid", Files.getAttribute(directory, "unix:gid"));
    }
  }

  /// The current directory as a path for the server's programs.
  ///
  /// The server works in its data directory and opens that directory, and the settings in it, by
  /// name. A process that has given up root could not follow such a name through a directory of
  /// root's (/root, say); this link of the kernel leads to where the process already is, without a
  /// walk through the directories above.
  String here(Path directory) {
    return root ? "/proc/self/cwd" : directory.toString();
  }

  /// A command that runs `command` as this user.
  ///
  /// Where the programs for it exist, the command gets a session of its own, so Ctrl-C in a
  /// terminal reaches us alone and the database outlives the requests in flight; and it gets SIGINT
  /// (a fast, clean shutdown) when the thread that starts it ends, even by a `kill -9` of this
  /// process.
  List<String> command(List<String> command) throws DatabaseUnavailable {
    List<String> all = new ArrayList<>();
    String setsid = program("setsid");
    if (setsid != null) {
      all.add(setsid);
    }
    String setpriv = program("setpriv");
    if (setpriv != null) {
      all.addAll(List.of(setpriv, "--pdeathsig", "INT"));
      if (root) {
        all.addAll(List.of("--reuid", "" + uid, "--regid", "" + gid, "--clear-groups"));
      }
    } else if (root) {
      throw new DatabaseUnavailable(
          "the embedded Postgres does not run as root, and setpriv (of util-linux) is not here to"
              + " change the user: install it, start Drydock as another user, or set"
              + " DRYDOCK_DATABASE_URL");
    }
    all.addAll(command);
    return all;
  }

  /// Where a program is. Busybox has programs of these names that know none of the options.
  private static @Nullable String program(String name) {
    for (String directory : PROGRAM_DIRECTORIES) {
      Path path = Path.of(directory, name);
      try {
        if (Files.isExecutable(path) && !path.toRealPath().endsWith("busybox")) {
          return path.toString();
        }
      } catch (IOException e) {
        // Gone in between, so it is not here.
      }
    }
    return null;
  }
}
