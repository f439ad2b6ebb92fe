package drydock.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads a tar archive of plain files, directories and symbolic links: as much of the format as the
/// database server's binaries use. Anything else in an archive is an error rather than skipped.
final class Tar {
  private static final int BLOCK = 512;

  private Tar() {}

  /// One header, with the checksum of the format verified.
  private record Header(String name, int mode, long size, char type, String target) {

    static Header parse(byte[] block) throws IOException {
      long sum = 0;
      for (int i = 0; i < BLOCK; i++) {
        sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
      }
      if (sum != octal(block, 148, 8)) {
        throw new IOException("a header of the tar archive is damaged");
      }
      // The prefix belongs to the POSIX form only ("ustar\0"); GNU tar ("ustar ") keeps other
      // things there.
      String prefix = block[262] == 0 ? text(block, 345, 155) : "";
      String name = text(block, 0, 100);
      return new Header(
          prefix.isEmpty() ? name : prefix + "/" + name,
          (int) octal(block, 100, 8),
          octal(block, 124, 12),
          (char) block[156],
          text(block, 157, 100));
    }

    private static String text(byte[] block, int from, int length) {
      int end = from;
      while (end < from + length && block[end] != 0) {
        end++;
      }
      return new String(block, from, end - from, UTF_8);
    }

    private static long octal(byte[] block, int from, int length) throws IOException {
      String digits = text(block, from, length).strip();
      try {
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
      } catch (NumberFormatException e) {
        throw new IOException("a header of the tar archive holds no number where one belongs", e);
      }
    }
  }

  /// Unpacks an archive into an existing directory and returns the files written, links and
  /// directories not among them. Every name has to stay inside the directory. Only the owner may
  /// write what was unpacked.
  static List<Path> unpack(InputStream in, Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    byte[] block = new byte[BLOCK];
    while (in.readNBytes(block, 0, BLOCK) == BLOCK && !isEnd(block)) {
      Header header = Header.parse(block);
      Path path = inside(directory, header.name());
      switch (header.type()) {
        case '5' -> Disk.createDirectories(path, "rwxr-xr-x");
        case '2' -> link(directory, path, header.target());
        case '0', '\0' -> {
          write(in, header, path);
          files.add(path);
        }
        // A char has too many values for an exhaustive switch.
        default ->
            throw new IOException(
                "the tar archive holds " + header.name() + " of unknown type " + header.type());
      }
    }
    return files;
  }

  private static boolean isEnd(byte[] block) {
    return Arrays.mismatch(block, new byte[BLOCK]) < 0;
  }

  private static Path inside(Path directory, String name) throws IOException {
    Path path = directory.resolve(name).normalize();
    if (!path.startsWith(directory)) {
      throw new IOException("the tar archive reaches outside its directory with " + name);
    }
    return path;
  }

  private static void link(Path directory, Path path, String target) throws IOException {
    Disk.createParents(path, "rwxr-xr-x");
    inside(directory, directory.relativize(path.resolveSibling(target)).toString());
    Files.createSymbolicLink(path, Path.of(target));
  }

  private static void write(InputStream in, Header header, Path path) throws IOException {
    Disk.createParents(path, "rwxr-xr-x");
    try (var out = Files.newOutputStream(path)) {
      byte[] buffer = new byte[1 << 16];
      for (long left = header.size(); left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new IOException("the tar archive ends in the middle of " + header.name());
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    in.skipNBytes((BLOCK - header.size() % BLOCK) % BLOCK);
    boolean executable = (header.mode() & 0100) != 0;
    Disk.permit(path, executable ? "rwxr-xr-x" : "rw-r--r--");
  }
}
