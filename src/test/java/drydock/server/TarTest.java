package drydock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarTest {
  @TempDir Path temporary;
  private Path directory;
  private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

  @BeforeEach
  void create() throws IOException {
    directory = Files.createDirectory(temporary.resolve("inside"));
  }

  @Test
  void filesDirectoriesAndLinksAreUnpacked() throws IOException {
    add("bin/run", '0', 0755, "", "x".repeat(700));
    add("share/", '5', 0777, "", "");
    add("share/text", '0', 0666, "", "hello");
    add("share/link", '2', 0777, "../bin/run", "");
    assertEquals(2, unpack());
    assertEquals("x".repeat(700), Files.readString(directory.resolve("share/link")));
    assertEquals("hello", Files.readString(directory.resolve("share/text")));
    assertTrue(Files.isExecutable(directory.resolve("bin/run")));
    assertFalse(Files.isExecutable(directory.resolve("share/text")));
  }

  @Test
  void nothingIsWrittenOutside() throws IOException {
    add("../outside", '0', 0644, "", "x");
    assertThrows(IOException.class, this::unpack);
    assertFalse(Files.exists(temporary.resolve("outside")));
  }

  @Test
  void noLinkLeadsOutside() throws IOException {
    add("link", '2', 0777, "../outside", "");
    assertThrows(IOException.class, this::unpack);
    add("link", '2', 0777, "/etc", "");
    assertThrows(IOException.class, this::unpack);
  }

  @Test
  void aDamagedHeaderIsNoticed() throws IOException {
    add("file", '0', 0644, "", "x");
    byte[] bytes = archive.toByteArray();
    bytes[0] ^= 1;
    archive.reset();
    archive.write(bytes);
    assertThrows(IOException.class, this::unpack);
  }

  @Test
  void anArchiveThatIsCutOffIsNoticed() throws IOException {
    add("file", '0', 0644, "", "x".repeat(2000));
    byte[] bytes = Arrays.copyOf(archive.toByteArray(), 1500);
    archive.reset();
    archive.write(bytes);
    assertThrows(IOException.class, this::unpack);
  }

  @Test
  void whatIsNeitherFileNorDirectoryNorLinkIsRefused() throws IOException {
    add("device", '3', 0644, "", "");
    assertThrows(IOException.class, this::unpack);
  }

  private int unpack() throws IOException {
    var end = new byte[1024];
    var whole = new ByteArrayOutputStream();
    whole.write(archive.toByteArray());
    whole.write(end);
    byte[] bytes = whole.toByteArray();
    return Tar.unpack(new ByteArrayInputStream(bytes), directory).size();
  }

  private void add(String name, char type, int mode, String target, String content)
      throws IOException {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "%07o".formatted(mode));
    put(header, 124, "%011o".formatted(content.length()));
    put(header, 148, " ".repeat(8));
    header[156] = (byte) type;
    put(header, 157, target);
    put(header, 257, "ustar  ");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    archive.write(header);
    archive.write(Arrays.copyOf(content.getBytes(US_ASCII), (content.length() + 511) / 512 * 512));
  }

  private static void put(byte[] header, int at, String text) {
    System.arraycopy(text.getBytes(US_ASCII), 0, header, at, text.length());
  }
}
