package drydock.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The profiles that come with the server: sim/profile in its jar, or in the build's directory of
/// classes.
final class ProfileDirectory {
  private static final Pattern FILE = Pattern.compile("sim/profile/([^/]+)\\.yaml");

  private ProfileDirectory() {}

  /// Their names, without `.yaml`.
  static SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    try {
      Path home =
          Path.of(
              ProfileDirectory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(home)) {
        try (Stream<Path> files = Files.walk(home.resolve("sim/profile"), 1)) {
          files.forEach(file -> add(home.relativize(file).toString(), names));
        }
      } else {
        try (var jar = new JarFile(home.toFile())) {
          jar.stream().forEach(entry -> add(entry.getName(), names));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the profiles cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("classes come from a file", e);
    }
    return names;
  }

  private static void add(String file, SortedSet<String> names) {
    Matcher matcher = FILE.matcher(file);
    if (matcher.matches()) {
      names.add(matcher.group(1));
    }
  }
}
