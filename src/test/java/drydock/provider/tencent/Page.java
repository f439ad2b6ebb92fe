package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of the documentation that is made, and kept beside the sources so that it can be read
/// there. With `-Dpages=write` it is written, else it must be up to date.
public record Page(String name) {

  public void assertIs(String text) {
    Path file = Path.of("src/site/markdown").resolve(name);
    try {
      if ("write".equals(System.getProperty("pages"))) {
        Files.writeString(file, text);
      }
      assertEquals(text, Files.readString(file), name + " is out of date");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
