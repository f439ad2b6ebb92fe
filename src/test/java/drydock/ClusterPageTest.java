package drydock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of the simulated cluster leads to sources that are there.
final class ClusterPageTest {

  private static final Path SOURCES = Path.of("src/main/java/drydock");
  private static final Pattern FILE = Pattern.compile("`([a-z]+/[A-Z]\\w+)`");

  @Test
  void theFilesItNamesExist() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/cluster.md"));
    List<String> named =
        FILE.matcher(page).results().map((MatchResult each) -> each.group(1)).toList();
    assertTrue(named.size() > 30);
    assertEquals(
        List.of(),
        named.stream().filter(each -> !Files.exists(SOURCES.resolve(each + ".java"))).toList());
  }
}
