package drydock.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the database server's programs write, from one moment on.
///
/// @param file the log of this and earlier servers
/// @param start the size it had at that moment
record ServerLog(Path file, long start) {
  private static final long BYTES_MAX = 16 << 20;
  private static final int TEXT_BYTES_MAX = 1 << 16;
  private static final Pattern COMPLAINT =
      Pattern.compile("(FATAL: |PANIC: |error: |^postgres: |^set\\w+: ).*");

  /// Opens the log, and begins a new one (the last is kept) when it has grown large.
  static ServerLog open(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > BYTES_MAX) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(file);
      Disk.permit(file, "rw-------");
    }
    return new ServerLog(file, Files.size(file));
  }

  /// A process in a directory that writes here. Settings of other Postgres programs, in the
  /// environment, are not for it.
  ProcessBuilder process(List<String> command, Path directory) {
    var process = new ProcessBuilder(command).directory(directory.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return process
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
  }

  /// The line that says why a program gave up, and where to read more.
  String complaint() {
    List<String> lines;
    try {
      lines = text().lines().toList();
    } catch (IOException e) {
      return "its log cannot be read: " + e;
    }
    String last = lines.isEmpty() ? "it said nothing" : lines.getLast();
    for (String line : lines) {
      Matcher complaint = COMPLAINT.matcher(line);
      if (complaint.find()) {
        last = complaint.group();
        break;
      }
    }
    return last.strip() + " (more in " + file + ")";
  }

  /// What was written since, or the beginning of it.
  String text() throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(start);
      return new String(Channels.newInputStream(channel).readNBytes(TEXT_BYTES_MAX), UTF_8);
    }
  }
}
