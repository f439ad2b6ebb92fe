package drydock.machine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.profile.Release;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How images are called by those who pull them (distribution/reference), and where they are looked
/// for.
class PullErrorTest {

  private static final String DIGEST =
      "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "nginx, docker.io/library/nginx:latest, registry-1.docker.io/v2/library/nginx/manifests/latest",
    "nginx:1.0, docker.io/library/nginx:1.0, registry-1.docker.io/v2/library/nginx/manifests/1.0",
    "a/b:c, docker.io/a/b:c, registry-1.docker.io/v2/a/b/manifests/c",
    "quay.io/a/b, quay.io/a/b:latest, quay.io/v2/a/b/manifests/latest",
    "localhost/a, localhost/a:latest, localhost/v2/a/manifests/latest",
    "here:5000/a:1, here:5000/a:1, here:5000/v2/a/manifests/1",
    "nginx" + DIGEST + ", docker.io/library/nginx" + DIGEST + ", manifests/sha256:0123456789",
    "nginx:1" + DIGEST + ", docker.io/library/nginx:1" + DIGEST + ", manifests/sha256:0123456789",
  })
  void anImageIsNamedInFull(String image, String name, String address) {
    String text = PullError.REGISTRY_SILENT.text(image, Release.MODERN);
    assertTrue(text.startsWith("Failed to pull image \"" + image + "\": "), text);
    assertTrue(text.contains("unpack image \"" + name + "\": "), text);
    assertTrue(text.contains(address), text);
  }

  @ParameterizedTest
  @CsvSource({"nginx, nginx:latest", "nginx:1.0, nginx:1.0", "quay.io/a/b, quay.io/a/b:latest"})
  void dockerdKeepsTheNameThatWasGiven(String image, String name) {
    String text = PullError.NOT_FOUND.text(image, Release.K8S_1_10);
    assertTrue(text.endsWith(" daemon: manifest for " + name + " not found"), text);
  }
}
