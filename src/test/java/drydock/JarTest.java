package drydock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The runnable jar, as the build packed it.
final class JarTest {

  private static JarFile jar;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(System.getProperty("drydock.jar", "target/drydock.jar"));
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void itStartsTheServer() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    assertEquals("drydock.Main", manifest.getValue(Attributes.Name.MAIN_CLASS));
    assertEquals("true", manifest.getValue(Attributes.Name.MULTI_RELEASE));
  }

  /// Two jars bring a file of this name; with one of them alone Flyway does not know Postgres.
  @Test
  void servicesOfSeveralLibrariesAreJoined() throws IOException {
    ZipEntry plugins = jar.getEntry("META-INF/services/org.flywaydb.core.extensibility.Plugin");
    String text = new String(jar.getInputStream(plugins).readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(text.contains("org.flywaydb.core.internal."), text);
    assertTrue(text.contains("org.flywaydb.database.postgresql.PostgreSQLDatabaseType"), text);
  }

  @Test
  void itCarriesOnePostgresForThisMachine() {
    assertEquals(1, jar.stream().filter(entry -> entry.getName().endsWith(".txz")).count());
  }

  @Test
  void nothingInItSpeaksForASingleLibrary() {
    List<String> strays =
        jar.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)|.*module-info\\.class"))
            .toList();
    assertEquals(List.of(), strays);
  }
}
